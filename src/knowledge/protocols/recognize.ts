import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { type Clues, cluesOf } from "./clues.ts";
import { standings } from "./control/standing.ts";
import type { Heartbeat, Protocol, ProtocolResult } from "./protocol.ts";
import { protocols } from "./registry.ts";

/**
 * The first protocol of the registry that knows this upgrade by its URL or subprotocol; where none does, the one whose own
 * control messages were seen; or null.
 */
export function recognizeProtocol(upgrade: Upgrade): ProtocolResult | null {
  // The registry knows them by what WebSockets look like; of a long poll its own words name the library.
  if (factsOf(upgrade.kind).counts !== "messages") return null;
  const clues = cluesOf(upgrade);
  for (const protocol of protocols) {
    const recognition = protocol.recognize(clues);
    if (recognition !== null) return resultOf(protocol, upgrade, clues, recognition);
  }
  for (const { knowledge } of standings(upgrade, null)) {
    const protocol = protocols.find(({ id }) => id === knowledge.recognizedAs);
    if (protocol === undefined) continue;
    const evidence = [`control messages of ${knowledge.name}`];
    return resultOf(protocol, upgrade, clues, { name: knowledge.name, evidence });
  }
  return null;
}

function resultOf(
  protocol: Protocol,
  upgrade: Upgrade,
  clues: Clues,
  recognition: NonNullable<ReturnType<Protocol["recognize"]>>,
): ProtocolResult {
  const { id, about, reference } = protocol;
  return { id, about, reference, ...recognition, heartbeat: announced(id, upgrade, protocol.heartbeat(clues)) };
}

/** What was announced on this connection is known better than what is usual. */
function announced(id: string, upgrade: Upgrade, usual: Heartbeat | null): Heartbeat | null {
  if (usual === null) return null;
  const interval = standings(upgrade, id).findLast(({ part }) => part.heartbeatMs !== null)?.part.heartbeatMs ?? null;
  return interval === null ? usual : { ...usual, intervalMs: interval, isAnnounced: true };
}
