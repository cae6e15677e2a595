import type { Dialect } from "./dialect.ts";

/** Browsertime and sitespeed.io over Chrome (chrome-har: lib/ignoredEvents.js, lib/util.js): only http and https addresses. */
export const browsertime: Dialect = {
  id: "browsertime",
  tool: "Browsertime",
  creator: /^(?:chrome-har|browsertime|sitespeed\.io)\b/i,
  leavesOut: "Browsertime and sitespeed.io (chrome-har) leave WebSockets out of their HAR files.",
};
