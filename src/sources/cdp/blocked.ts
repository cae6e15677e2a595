import * as v from "valibot";
import type { Blocked, BlockedBy, Target } from "../../upgrade/observation.ts";
import { Count } from "./parts.ts";

/**
 * Reads connections that the browser refused before the network: no network event reports them, only the console (CDP
 * `Log.entryAdded`). The texts are those of docs/chromium.md#blocked-before-network; older wordings are kept beside them.
 */
const EntryParams = v.object({
  entry: v.object({
    source: v.string(),
    text: v.string(),
    timestamp: v.number(),
    url: v.optional(v.string()),
    lineNumber: v.fallback(v.optional(Count), undefined),
  }),
});

const RULES: readonly (readonly [by: BlockedBy, text: RegExp])[] = [
  [
    "content-security-policy",
    /^Connecting to '(?<url>wss?:[^']*)' violates the following Content Security Policy directive: "(?<directive>[^"]*)"/,
  ],
  [
    "content-security-policy",
    /^Refused to connect to '(?<url>wss?:[^']*)' because it violates the following Content Security Policy directive: "(?<directive>[^"]*)"/,
  ],
  [
    "mixed-content",
    /^Mixed Content: .* attempted to connect to the insecure WebSocket endpoint '(?<url>ws:[^']*)'\. This request has been blocked/,
  ],
  ["socket-limit", /^WebSocket connection to '(?<url>wss?:[^']*)' failed: Insufficient resources/],
];

/**
 * @param params of CDP `Log.entryAdded`; not trusted
 * @param target where the session lives that reported it; null: the page, or a frame in its process
 * @returns the blocked connection that the entry reports, or null
 */
export function decodeBlocked(params: unknown, target: Target | null): Blocked | null {
  const event = v.safeParse(EntryParams, params);
  if (!event.success) return null;
  const { source, text, timestamp, url: script, lineNumber } = event.output.entry;
  // The page's console repeats what its workers' own sessions report (docs/chromium.md#blocked-before-network).
  if (source === "worker") return null;
  for (const [by, pattern] of RULES) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const url = groups["url"] ?? "";
    const initiator =
      script === undefined
        ? null
        : { url: script, line: lineNumber === undefined ? null : lineNumber + 1, column: null, function: null };
    return {
      type: "blocked",
      // Log.enable reports old entries again: the moment makes them known.
      sourceId: `console:${timestamp}:${url}`,
      at: timestamp,
      url,
      by,
      message: text,
      directive: groups["directive"] ?? null,
      initiator,
      target,
    };
  }
  return null;
}
