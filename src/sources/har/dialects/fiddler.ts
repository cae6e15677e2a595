import * as v from "valibot";
import type { Dialect } from "./dialect.ts";

/** Fiddler's words in the status line of a response that it makes itself (FiddlerCore: `FailSession`). */
const OWN = /^Fiddler - /;

const Own = v.object({
  response: v.object({
    statusText: v.pipe(v.string(), v.regex(OWN)),
    content: v.fallback(v.optional(v.object({ text: v.fallback(v.optional(v.string(), ""), "") }), { text: "" }), {
      text: "",
    }),
  }),
});

/** Longest part of its page that is taken, in characters: padding follows. */
const MOST = 400;

/**
 * Fiddler Classic (its exporter of "HTTPArchive v1.2"). It writes no messages of WebSockets, leaves long bodies out with a
 * comment, and the creator may stand after the entries. Where it could not reach the server it responds with 502 or 504 itself, and
 * names itself in the status line.
 */
export const fiddler: Dialect = {
  id: "fiddler",
  tool: "Fiddler",
  creator: /^Fiddler\b/,
  isWire: true,
  leavesOut: "Fiddler leaves the messages of WebSockets out of its HAR files.",
  isOf: (entry) => v.is(Own, entry),
  read(entry) {
    const parsed = v.safeParse(Own, entry);
    if (!parsed.success) return {};
    const { statusText, content } = parsed.output.response;
    const page = content.text
      .slice(0, MOST)
      .replace(/<[^<>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    const failure = page.startsWith("[Fiddler]") ? `${statusText}: ${page}` : statusText;
    return { failure, isToolsFailure: true, isToolsResponse: true };
  },
};
