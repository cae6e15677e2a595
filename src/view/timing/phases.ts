import { stateOf, wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { endOf, openedAt } from "../list/moments.ts";
import type { MessageKey } from "../text.ts";

/** A stretch of a connection's life. */
export interface Phase {
  readonly id: "before" | "handshake" | "open" | "failed";
  readonly name: MessageKey;
  readonly hint: MessageKey;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** It has not ended yet. */
  readonly isRunning: boolean;
}

/**
 * The stretches whose both ends are known, in order.
 *
 * @param now epoch milliseconds
 */
export function phasesOf(upgrade: Upgrade, now: number): Phase[] {
  const { createdAt, request, response } = upgrade;
  const state = stateOf(upgrade);
  const isRunning = !upgrade.fromFile && (state === "queued" || state === "requested" || state === "open");
  const end = endOf(upgrade) ?? (isRunning ? now : null);
  const phases: (Phase | null)[] = [
    // Nothing was looked up or connected for what the browser refused by itself.
    state === "blocked"
      ? null
      : stretch("before", createdAt, request?.at ?? (wasOpened(upgrade) ? null : end), state === "queued" && isRunning),
    wasOpened(upgrade) && state !== "failed"
      ? stretch("handshake", request?.at ?? null, response?.at ?? null, false)
      : stretch(state === "failed" ? "failed" : "handshake", request?.at ?? null, end, isRunning),
    wasOpened(upgrade) && state !== "failed" ? stretch("open", openedAt(upgrade), end, isRunning) : null,
  ];
  const known = phases.filter((phase) => phase !== null);
  if (response?.at !== null) return known;
  // Without the time of the response the open stretch also holds the handshake, and must say so.
  return known.map((phase) => (phase.id === "open" ? { ...phase, hint: "timingOpenFromRequest" } : phase));
}

const NAMES: Readonly<Record<Phase["id"], readonly [name: MessageKey, hint: MessageKey]>> = {
  before: ["timingBefore", "timingBeforeHint"],
  handshake: ["timingHandshake", "timingHandshakeHint"],
  open: ["timingOpen", "timingOpenHint"],
  failed: ["timingUntilFailure", "timingHandshakeFailedHint"],
};

const RUNNING = ["timingOpen", "timingOpenUntilNow"] as const;

function stretch(id: Phase["id"], from: number | null, to: number | null, isRunning: boolean): Phase | null {
  if (from === null || to === null || to < from) return null;
  const [name, hint] = isRunning && id === "open" ? RUNNING : NAMES[id];
  return { id, name, hint, from, to, isRunning };
}
