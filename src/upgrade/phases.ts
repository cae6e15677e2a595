import { endedAt, openedAt } from "./lifetime.ts";
import { isWatchedOpen, stateOf, wasOpened } from "./state.ts";
import type { Upgrade } from "./upgrade.ts";

/** A stretch of a connection's life. */
export interface Phase {
  readonly id: "before" | "handshake" | "open" | "failed";
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** It has not ended yet. */
  readonly isRunning: boolean;
}

/**
 * The stretches whose both ends are known, in order. Without the time of the response the open one begins with the request.
 *
 * @param now epoch milliseconds
 */
export function phasesOf(upgrade: Upgrade, now: number): Phase[] {
  const { createdAt, request, response } = upgrade;
  const state = stateOf(upgrade);
  const isWaiting = !upgrade.fromFile && (state === "queued" || state === "requested");
  const isRunning = isWaiting || isWatchedOpen(upgrade);
  const end = endedAt(upgrade) ?? (isRunning ? now : null);
  const isOpened = wasOpened(upgrade) && state !== "failed";
  const phases: (Phase | null)[] = [
    // Nothing was looked up or connected for what the browser refused by itself.
    state === "blocked"
      ? null
      : stretch("before", createdAt, request?.at ?? (wasOpened(upgrade) ? null : end), state === "queued" && isRunning),
    isOpened
      ? stretch("handshake", request?.at ?? null, response?.at ?? null, false)
      : stretch(state === "failed" ? "failed" : "handshake", request?.at ?? null, end, isRunning),
    isOpened ? stretch("open", openedAt(upgrade), end, isRunning) : null,
  ];
  return phases.filter((phase) => phase !== null);
}

function stretch(id: Phase["id"], from: number | null, to: number | null, isRunning: boolean): Phase | null {
  return from === null || to === null || to < from ? null : { id, from, to, isRunning };
}
