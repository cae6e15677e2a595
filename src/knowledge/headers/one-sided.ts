import type { Words } from "../text.ts";
import type { Side } from "./header.ts";

/**
 * The meaning of a header that belongs to one side only.
 *
 * @param usual the side that it belongs to
 * @param words what it means there
 * @returns a `meaning` that says on the other side that it has none there
 */
export function onlyIn(usual: Side, words: Words): (side: Side) => Words {
  const other = usual === "request" ? "This header belongs in requests" : "This header belongs in responses";
  return (side) => (side === usual ? words : `${other}; here it has no defined meaning.`);
}
