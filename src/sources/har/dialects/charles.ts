import * as v from "valibot";
import type { Dialect } from "./dialect.ts";

const Marked = v.object({ response: v.looseObject({ _charlesStatus: v.string() }) });

const Failed = v.object({
  comment: v.fallback(v.optional(v.string(), ""), ""),
  response: v.object({
    _charlesStatus: v.pipe(v.string(), v.regex(/^(?!complete$)/i)),
    status: v.fallback(v.number(), 0),
    comment: v.fallback(v.optional(v.string(), ""), ""),
  }),
});

/**
 * Charles (its files as people publish them). `_charlesStatus` in the response says whether the exchange was completed; where
 * there was none, a comment says why.
 */
export const charles: Dialect = {
  id: "charles",
  tool: "Charles",
  creator: /^Charles\b/,
  isWire: true,
  isOf: (entry) => v.is(Marked, entry),
  read(entry) {
    const parsed = v.safeParse(Failed, entry);
    // A response that came stands for itself, however it ended.
    if (!parsed.success || parsed.output.response.status > 0) return {};
    const { comment, response } = parsed.output;
    const why = response.comment || comment;
    const failure = why === "" ? `the exchange is marked ${response._charlesStatus}` : why;
    return { failure, isToolsFailure: true };
  },
};
