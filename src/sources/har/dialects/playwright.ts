import * as v from "valibot";
import type { Dialect } from "./dialect.ts";

const Failed = v.object({ response: v.object({ _failureText: v.string() }) });

/**
 * Playwright, 1.61 and later (playwright: packages/playwright-core/src/server/har/harTracer.ts). Status −1 where none came,
 * with the browser's message beside it, and times of messages in milliseconds; the schema takes both for any file.
 */
export const playwright: Dialect = {
  id: "playwright",
  tool: "Playwright",
  creator: /^Playwright\b/,
  read(entry) {
    const parsed = v.safeParse(Failed, entry);
    return parsed.success ? { failure: parsed.output.response._failureText } : {};
  },
};
