import { countOf } from "../../../upgrade/counts/messages.ts";
import { isOpenNow, silenceOf } from "../../../upgrade/lifetime.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { ProtocolResult } from "../../protocols/protocol.ts";

/** Number of intervals that may pass without a sign of life. */
const PATIENCE = 3;

/** A server's messages may be late by this much; a page's timers run once a minute while it is in the background. */
const SERVER_MS = 10_000;
const PAGE_MS = 90_000;

/** An expected sign of life that was not seen. */
export interface MissedHeartbeat {
  /** The library's default, in milliseconds. */
  readonly intervalMs: number;
  /** How long nothing has passed, in milliseconds. */
  readonly silence: number;
}

/**
 * Whether a sign of life that would be visible is overdue. Only of connections that the debugger counts: DevTools' log may
 * have been polled a while ago.
 *
 * @returns null also when no visible heartbeat is known
 */
export function missedHeartbeat(
  upgrade: Upgrade,
  protocol: ProtocolResult | null,
  now: number,
): MissedHeartbeat | null {
  const beat = protocol?.heartbeat ?? null;
  const isCounted = upgrade.createdAt !== null || countOf(upgrade.countedByDebugger) > 0;
  if (beat === null || !beat.visible || !isCounted || !isOpenNow(upgrade)) return null;
  const silence = silenceOf(upgrade, now);
  const least = beat.by === "server" ? SERVER_MS : PAGE_MS;
  if (silence === null || silence < Math.max(least, PATIENCE * beat.intervalMs)) return null;
  return { intervalMs: beat.intervalMs, silence };
}
