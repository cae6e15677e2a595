import type { ControlProtocol } from "../../upgrade/application/control.ts";
import type { Clues } from "./clues.ts";
import type { Heartbeat } from "./protocol.ts";

/**
 * The sign of life of a protocol that has no usual interval: there is one only where it was announced.
 *
 * @param heartbeat who sends it, and what it looks like
 */
export function heartbeatOf(
  { upgrade: { application } }: Clues,
  id: ControlProtocol,
  heartbeat: Pick<Heartbeat, "by" | "form">,
): Heartbeat | null {
  const part = application.findLast(({ protocol, heartbeatMs }) => protocol === id && heartbeatMs !== null);
  if (part === undefined || part.heartbeatMs === null) return null;
  return { ...heartbeat, intervalMs: part.heartbeatMs, visible: true };
}
