import * as v from "valibot";
import type { Dialect } from "./dialect.ts";

const Failed = v.object({ response: v.object({ status: v.literal(0), _error: v.pipe(v.string(), v.nonEmpty()) }) });

/**
 * mitmproxy (mitmproxy/addons/savehar.py; before version 10.1 examples/contrib/har_dump.py). Messages as Chrome writes them,
 * without the close frame, and its own words where the server gave no response. Its first versions wrote a WebSocket when it
 * got its response and again when it ended.
 */
export const mitmproxy: Dialect = {
  id: "mitmproxy",
  tool: "mitmproxy",
  creator: /^mitmproxy\b/,
  isWire: true,
  repeatsEntries: true,
  read(entry) {
    const parsed = v.safeParse(Failed, entry);
    return parsed.success ? { failure: parsed.output.response._error, isToolsFailure: true } : {};
  },
};
