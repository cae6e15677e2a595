import type { Dialect } from "./dialect.ts";

/**
 * WebPageTest (webpagetest: www/har/HttpArchiveGenerator.php). Every number and text of a request as a field of its own, lists
 * not: no messages. The titles of its pages are "Run 1, First View for https://…".
 */
export const webPageTest: Dialect = {
  id: "webpagetest",
  tool: "WebPageTest",
  creator: /^WebPage?test\b/i,
  pageOf: (title) => /\bView for (\S+)$/.exec(title)?.[1] ?? null,
  leavesOut: "WebPageTest leaves the messages of WebSockets out of its HAR files.",
};
