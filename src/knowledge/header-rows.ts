import type { Upgrade } from "../upgrade/upgrade.ts";
import type { HeaderRow, Side } from "./header.ts";

/**
 * The header rows of one side of a handshake: every header that was seen, then those that should be there and are not.
 */
export function headerRows(_upgrade: Upgrade, _side: Side): HeaderRow[] {
  return [];
}
