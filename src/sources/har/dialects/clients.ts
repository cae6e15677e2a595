import type { Dialect } from "./dialect.ts";

/**
 * Insomnia (insomnia: packages/insomnia/src/common/har.ts). Only HTTP requests, as they were typed in, each with the newest
 * response; every entry has the moment of the export as its date, and `HTTP/1.1` as its version.
 */
const insomnia: Dialect = {
  tool: "Insomnia",
  creators: ["Insomnia"],
  isUndated: true,
  leavesOut:
    "Insomnia leaves WebSocket requests out of its HAR files: they hold its HTTP requests as they were typed in, without the time of each.",
};

/** Clients in which a person types a request in. */
export const clients: readonly Dialect[] = [insomnia];
