import * as v from "valibot";
import type { Dialect } from "./dialect.ts";

const Failed = v.object({ response: v.object({ _failureText: v.string() }) });

/**
 * Playwright, 1.61 and later (playwright: packages/playwright-core/src/server/har/harTracer.ts). Status −1 where none came,
 * with the browser's message beside it, and times of messages in milliseconds; the schema takes both for any file.
 */
const playwright: Dialect = {
  tool: "Playwright",
  creators: ["Playwright"],
  read(entry) {
    const parsed = v.safeParse(Failed, entry);
    return parsed.success ? { failure: parsed.output.response._failureText } : {};
  },
};

/** Browsertime and sitespeed.io over Chrome (chrome-har: lib/ignoredEvents.js, lib/util.js): only http and https addresses. */
const browsertime: Dialect = {
  tool: "Browsertime",
  creators: ["chrome-har", "Browsertime", "sitespeed.io"],
  leavesOut: "Browsertime and sitespeed.io (chrome-har) leave WebSockets out of their HAR files.",
};

/**
 * WebPageTest (webpagetest: www/har/HttpArchiveGenerator.php). Every number and text of a request as a field of its own, lists
 * not: no messages. The titles of its pages are "Run 1, First View for https://…".
 */
const webPageTest: Dialect = {
  tool: "WebPageTest",
  creators: ["WebPageTest"],
  pageOf: (title) => /\bView for (\S+)$/.exec(title)?.[1] ?? null,
  leavesOut: "WebPageTest leaves the messages of WebSockets out of its HAR files.",
};

/** Programs that drive a browser and write down what it reports. */
export const drivers: readonly Dialect[] = [playwright, browsertime, webPageTest];
