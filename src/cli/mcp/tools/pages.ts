import type { McpServer } from "@modelcontextprotocol/server";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { Refusal } from "../../command.ts";
import type { Captures } from "../captures.ts";
import { allowedPage } from "../origins.ts";
import { recordPage, type Watches } from "../pages.ts";
import { answered, captured, cutLines, said } from "../responses.ts";
import { Captured, described, Position } from "../schemas.ts";
import { piecesOf } from "../text.ts";

/** Longest time of watching in one call, in seconds: clients give up after a minute. */
const MOST_SECONDS = 50;

/** `record_page` and `watch_page`, for pages that may be loaded. */
export function addPageTools(
  server: McpServer,
  captures: Captures,
  watches: Watches,
  allowed: readonly string[],
): void {
  const Seconds = v.optional(
    described(
      v.pipe(v.number(), v.minValue(1), v.maxValue(MOST_SECONDS)),
      "How long to watch after the page has loaded",
    ),
    5,
  );
  const Clicks = v.optional(
    described(
      v.pipe(v.array(v.string()), v.maxLength(10)),
      "CSS selectors to click when the page has loaded, in this order",
    ),
    [],
  );
  server.registerTool(
    "record_page",
    {
      title: "Record a page in a browser",
      description:
        "Loads a page in a fresh browser, counts live for some seconds, and keeps what its connections did as a capture. Only pages of this machine and of the origins that the person allowed.",
      inputSchema: toStandardJsonSchema(v.object({ url: v.string(), seconds: Seconds, clicks: Clicks })),
      outputSchema: toStandardJsonSchema(Captured),
      annotations: { readOnlyHint: false, openWorldHint: true },
    },
    ({ url, seconds, clicks }, { mcpReq: { signal } }) =>
      answered(async () => {
        const page = allowedPage(url, allowed);
        const report = await recordPage(page, seconds * 1000, clicks, signal);
        return captured(captures, await captures.read(page, piecesOf(report)));
      }),
  );
  server.registerTool(
    "watch_page",
    {
      title: "Keep watching a page",
      description:
        "Opens a page and keeps it open; called again with the watch's number it says what changed since. Each call makes a new capture. Close it with close: true.",
      inputSchema: toStandardJsonSchema(
        v.object({
          url: v.optional(described(v.string(), "The page, to begin with")),
          watch: v.optional(described(Position, "The watch's number, to go on with")),
          seconds: Seconds,
          clicks: Clicks,
          close: v.optional(v.boolean(), false),
        }),
      ),
      outputSchema: toStandardJsonSchema(
        v.object({ watch: Position, capture: v.nullable(Position), changes: v.array(v.string()), closed: v.boolean() }),
      ),
      annotations: { readOnlyHint: false, openWorldHint: true },
    },
    ({ url, watch, seconds, clicks, close }, { mcpReq: { signal } }) =>
      answered(async () => {
        if ((url === undefined) === (watch === undefined)) throw new Refusal("Give url to begin, or watch to go on.");
        const number = watch ?? (await watches.open(allowedPage(url ?? "", allowed), clicks, signal));
        const changed = await watches.changes(number, close && watch !== undefined ? 0 : seconds * 1000, signal);
        if (close) await watches.end(number);
        const lines = changed.changes.length === 0 ? ["Nothing changed."] : changed.changes;
        const end = close ? "The page is closed." : `Go on with watch ${number}.`;
        return said(cutLines([`Capture ${changed.capture}.`, ...lines, end]), {
          watch: number,
          capture: changed.capture,
          changes: changed.changes,
          closed: close,
        });
      }),
  );
}
