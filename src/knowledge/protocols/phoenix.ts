import type { Words } from "../text.ts";
import type { Clues } from "./clues.ts";

/** The serializer versions of Phoenix: the query parameter `vsn`. */
export const PHOENIX_VERSIONS = /^(1\.0\.0|2\.0\.0)$/;

/** What a heartbeat of Phoenix looks like: an array since version 2 of the serializer. */
export function phoenixForm(seen: Clues): Words {
  const isArray = seen.query.get("vsn") === "2.0.0";
  return isArray ? 'a message `[null,"…","phoenix","heartbeat",{}]`' : "a `heartbeat` message on the topic `phoenix`";
}
