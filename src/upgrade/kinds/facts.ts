import type { Transport } from "../http/transport.ts";
import type { State, Upgrade } from "../upgrade.ts";

/** How the facts of one family of kinds are read. Nothing here judges; what is said of a kind stands in `knowledge/kinds`. */
export interface KindFacts {
  /** Whether it is an ordinary request of HTTP: nothing is upgraded. */
  readonly isOrdinaryRequest: boolean;
  /** What passes on it that somebody can count; null: Chrome does not report it, or only a file has it. */
  readonly counts: "messages" | "body" | null;
  /**
   * By which moment DevTools' log dates it: the page's wish for it, the sending of its request, or neither, but the browser's
   * monotonic clock alone.
   */
  readonly datedBy: "creation" | "request" | "monotonic-clock";
  /** Whether attempts at one address follow each other in series, and hold each other up. */
  readonly formsSeries: boolean;
  /** Version of HTTP that carried it; null: not known. */
  transportOf(upgrade: Upgrade): Transport | null;
  /** Whether it was seen open: a response that was accepted, or what only an open connection has. */
  wasOpened(upgrade: Upgrade): boolean;
  /** The state of one that no rule of the browser blocked before it began. */
  stateOf(upgrade: Upgrade): State;
  /** Whether the Network panel's Time column has no duration for it, although it does not wait and is not open. */
  isPendingAfterEnd(upgrade: Upgrade, state: State): boolean;
  /** Whether nobody can know how it stands once nothing watches it: DevTools' log does not report its end. */
  readonly endsUnseen: boolean;
  /** Whether a response came and the page never got it, because a rule of the browser stood before it. */
  isWithheld(upgrade: Upgrade): boolean;
  /** Whether a response came that the interface does not take. */
  isRefused(upgrade: Upgrade): boolean;
  /** Whether nobody reported whether it was ever opened. */
  isUnreported(upgrade: Upgrade): boolean;
}
