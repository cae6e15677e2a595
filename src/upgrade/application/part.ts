import type { Message } from "../observation.ts";
import { BY_ASK, type Control, type ControlState } from "./control.ts";

/** Most parts of one connection that are remembered, the newest. */
export const MOST_PARTS = 8;

/** How one part of a connection stands with its application protocol: the newest that its control messages said. */
export interface Part extends Omit<Control, "isResponse"> {
  /** Epoch milliseconds; null where a file does not say. */
  readonly at: number | null;
}

/** States by what they show, most last: of two reported for the same moment the later one of a conversation. */
const STATES: readonly ControlState[] = ["waiting", "accepted", "refused", "ended"];

/**
 * What is known after more messages, in the order in which they passed.
 *
 * @returns the same list when none of them is a control message
 */
export function addControls(before: readonly Part[], batch: readonly Message[]): readonly Part[] {
  let parts = before;
  for (const { control, at, isUnread } of batch) {
    if (control !== undefined) parts = addControl(parts, control, at);
    else if (isUnread === true) parts = withoutWaiting(parts);
  }
  return parts;
}

/** Nobody can say any more that what was asked for has had no response. */
function withoutWaiting(parts: readonly Part[]): readonly Part[] {
  const left = parts.filter(({ state }) => state !== "waiting");
  return left.length === parts.length ? parts : left;
}

function addControl(before: readonly Part[], { isResponse, ...control }: Control, at: number): readonly Part[] {
  const isByAsk = control.key === BY_ASK;
  const known = before.find((part) =>
    isByAsk ? part.protocol === control.protocol && part.ask === control.ask : isSame(part, control),
  );
  if (isResponse && (known === undefined || known.ask !== control.ask)) return before;
  const part: Part = {
    ...control,
    ...(isByAsk && known !== undefined ? { key: known.key, scope: known.scope } : {}),
    heartbeatMs: control.heartbeatMs ?? known?.heartbeatMs ?? null,
    isSure: control.isSure || known?.isSure === true,
    at: Number.isFinite(at) ? at : null,
  };
  return ordered([...before.filter((one) => one !== known), part]);
}

/** What two sources know together: of each part the newest that was said. It does not matter which source comes first. */
export function combineParts(a: readonly Part[], b: readonly Part[]): readonly Part[] {
  if (a === b || b.length === 0) return a;
  if (a.length === 0) return b;
  const both = a.map((part) => {
    const other = b.find((one) => isSame(one, part));
    return other === undefined ? part : combinePart(part, other);
  });
  return ordered([...both, ...b.filter((part) => !a.some((one) => isSame(one, part)))]);
}

function combinePart(a: Part, b: Part): Part {
  const newer = compare(a, b) >= 0 ? a : b;
  return {
    ...newer,
    isSure: a.isSure || b.isSure,
    heartbeatMs:
      a.heartbeatMs === null
        ? b.heartbeatMs
        : b.heartbeatMs === null
          ? a.heartbeatMs
          : Math.max(a.heartbeatMs, b.heartbeatMs),
  };
}

/** Whether two lists say the same of the application, whenever and by which source it was said. */
export function isSameApplication(a: readonly Part[], b: readonly Part[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every((part) => {
    const other = b.find((one) => isSame(one, part));
    return other?.state === part.state && other.reason === part.reason && other.code === part.code;
  });
}

function isSame(a: Pick<Part, "protocol" | "key">, b: Pick<Part, "protocol" | "key">): boolean {
  return a.key === b.key && a.protocol === b.protocol;
}

function ordered(parts: readonly Part[]): readonly Part[] {
  return [...parts].sort(compare).slice(-MOST_PARTS);
}

/** Below zero: the first is the older one. Only equal parts compare as equal. */
function compare(a: Part, b: Part): number {
  const time = (a.at ?? 0) - (b.at ?? 0);
  if (time !== 0) return time;
  const state = STATES.indexOf(a.state) - STATES.indexOf(b.state);
  if (state !== 0) return state;
  const [one, other] = [textOf(a), textOf(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** What is chosen field by field is not in it. */
function textOf({ protocol, key, scope, ask, reason, code }: Part): string {
  return JSON.stringify([protocol, key, scope, ask, reason, code]);
}
