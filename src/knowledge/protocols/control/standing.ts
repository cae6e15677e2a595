import type { Part } from "../../../upgrade/application/part.ts";
import { FIRST } from "../../../upgrade/application/read.ts";
import { endedByItself, isOpenNow } from "../../../upgrade/lifetime.ts";
import { messagesOf, stateOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { ControlKnowledge } from "./control.ts";
import { controls } from "./registry.ts";

/** Longest time between a refusal and the end that it caused, in milliseconds. */
const JUST_BEFORE = 5000;

/** Time that an application may take to respond before that needs attention, in milliseconds. */
export const PATIENCE = 10_000;

/** What the application said of itself, and what is known of its protocol. */
export interface Standing {
  readonly knowledge: ControlKnowledge;
  readonly part: Part;
}

/**
 * What counts of what the control messages said: those whose form alone shows the protocol, and those of a protocol that
 * something else shows.
 *
 * @param protocol id of the recognized protocol, or null
 */
export function standings({ application }: Upgrade, protocol: string | null): readonly Standing[] {
  if (application.length === 0) return [];
  return controls.flatMap((knowledge) => {
    const parts = application.filter((part) => part.protocol === knowledge.id);
    const isShown = parts.some(({ isSure }) => isSure) || (protocol !== null && knowledge.protocols.includes(protocol));
    return isShown ? parts.map((part) => ({ knowledge, part })) : [];
  });
}

/** The newest refusal that matters now: of an open connection, or just before the end of one. */
export function refusal(upgrade: Upgrade, protocol: string | null): Standing | null {
  const all = standings(upgrade, protocol);
  return newest(upgrade, all, "refused", ({ knowledge }) => !knowledge.refusesSingly || !isAccepted(all, knowledge));
}

/** The newest end that the application reported and that matters now. */
export function farewell(upgrade: Upgrade, protocol: string | null): Standing | null {
  return newest(upgrade, standings(upgrade, protocol), "ended", () => true);
}

/** The worst that counts: what ended, else what was refused, else what waits, else what was let in; the newest of it. */
export function worstStanding(upgrade: Upgrade, protocol: string | null): Standing | null {
  const all = standings(upgrade, protocol);
  for (const state of WORST_FIRST) {
    const found = all.findLast(({ part }) => part.state === state);
    if (found !== undefined) return found;
  }
  return null;
}

const WORST_FIRST: readonly Part["state"][] = ["ended", "refused", "waiting", "accepted"];

/** Whether some part of the connection was let in. */
export function wasLetIn(upgrade: Upgrade, protocol: string | null): boolean {
  // Engine.IO is open before Socket.IO is asked for anything.
  return standings(upgrade, protocol).some(({ part }) => part.state === "accepted" && !isTransportAlone(part));
}

/**
 * The oldest request that the application has left without a response for long.
 *
 * @param now epoch milliseconds
 * @returns null also where a response may have come in a form that is not read
 */
export function noResponse(upgrade: Upgrade, protocol: string | null, now: number): Standing | null {
  if (upgrade.application.length === 0 || !isOpenNow(upgrade)) return null;
  return waiting(upgrade, protocol, ({ at }) => at !== null && now - at >= PATIENCE);
}

/** Close codes that both sides use where nothing is wrong (RFC 6455 §7.4.1), the page's own `close()` without one among them. */
const ORDINARY: readonly number[] = [1000, 1001, 1005];

/** The oldest request that had no response when the connection ended; null also where its close code says that all was well. */
export function leftWithoutResponse(upgrade: Upgrade, protocol: string | null): Standing | null {
  if (upgrade.application.length === 0 || !endedByItself(upgrade)) return null;
  if (upgrade.close !== null && ORDINARY.includes(upgrade.close.code)) return null;
  return wasLetIn(upgrade, protocol) ? null : waiting(upgrade, protocol, () => true);
}

function waiting(upgrade: Upgrade, protocol: string | null, isDue: (part: Part) => boolean): Standing | null {
  const received = messagesOf(upgrade).received.count;
  const found = standings(upgrade, protocol).find(
    ({ knowledge, part }) =>
      part.state === "waiting" && isDue(part) && (received === 0 || (knowledge.isReadInFull && received < FIRST)),
  );
  return found ?? null;
}

function newest(
  upgrade: Upgrade,
  all: readonly Standing[],
  state: Part["state"],
  counts: (standing: Standing) => boolean,
): Standing | null {
  const found = all.filter((standing) => standing.part.state === state && counts(standing)).at(-1);
  if (found === undefined) return null;
  if (stateOf(upgrade) === "open") return upgrade.unwatchedSince === null ? found : null;
  const { closedAt } = upgrade;
  const isJustBefore = closedAt === null || found.part.at === null || closedAt - found.part.at <= JUST_BEFORE;
  return endedByItself(upgrade) && isJustBefore ? found : null;
}

function isAccepted(all: readonly Standing[], knowledge: ControlKnowledge): boolean {
  return all.some((one) => one.knowledge === knowledge && one.part.state === "accepted");
}

function isTransportAlone({ protocol, key }: Part): boolean {
  return protocol === "socket.io" && key === 0;
}
