import * as v from "valibot";
import { dateIn } from "../parts.ts";
import type { Dialect } from "./dialect.ts";

const Closed = v.object({
  _webSocketClose: v.union([
    v.literal("aborted"),
    v.object({
      code: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))), undefined),
      reason: v.fallback(v.optional(v.string(), ""), ""),
      timestamp: v.fallback(v.optional(v.number()), undefined),
    }),
  ]),
});

/** What a browser's close event has where the close frame had no code (RFC 6455 §7.1.5). */
const NO_CODE = 1005;

/**
 * HTTP Toolkit (httptoolkit-ui: src/model/http/har.ts). The end of a WebSocket stands beside its messages: the close frame,
 * or "aborted" where none came. A request that was given up has status 0, and no words.
 */
export const httpToolkit: Dialect = {
  id: "http-toolkit",
  tool: "HTTP Toolkit",
  creator: /^HTTP Toolkit\b/,
  isWire: true,
  read(entry) {
    const parsed = v.safeParse(Closed, entry);
    if (!parsed.success) return {};
    const { _webSocketClose: close } = parsed.output;
    if (close === "aborted") return { close: { code: 1006, reason: "", wasClean: false }, closedAt: null };
    const { code = NO_CODE, reason, timestamp } = close;
    const closedAt = timestamp === undefined ? null : dateIn(timestamp * 1000);
    return { close: { code, reason, wasClean: true }, closedAt };
  },
};
