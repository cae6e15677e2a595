import type { Upgrade } from "../../upgrade/upgrade.ts";
import { cluesOf } from "./clues.ts";
import type { ProtocolResult } from "./protocol.ts";
import { protocols } from "./registry.ts";

/** The first protocol of the registry that knows this upgrade by its URL or subprotocol, or null. */
export function recogniseProtocol(upgrade: Upgrade): ProtocolResult | null {
  // The registry knows them by what WebSockets look like; of a long poll its own words name the library.
  if (upgrade.kind !== "websocket") return null;
  const seen = cluesOf(upgrade);
  for (const { id, about, reference, recognise, heartbeat } of protocols) {
    const recognition = recognise(seen);
    if (recognition !== null) return { id, about, reference, ...recognition, heartbeat: heartbeat(seen) };
  }
  return null;
}
