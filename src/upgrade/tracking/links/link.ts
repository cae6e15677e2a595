import type { Upgrade } from "../../upgrade.ts";

/** A rule by which a record of the debugger and one of the log are known to be of one connection. */
export interface Link {
  readonly id: string;
  /** Why the two can be no others. */
  readonly because: string;
  /**
   * @returns how far apart the two are by this rule: of several, the nearest are linked; null: the rule does not link them
   */
  apart(debuggers: Upgrade, logs: Upgrade): number | null;
  /**
   * Whether the two can be no others, though the sources may not have told of all: else they are one for now, and the next poll of
   * the log links the nearest.
   *
   * @param apart how far apart they are by this rule
   */
  isSure(apart: number): boolean;
  /** Whether the rule shows that the two are not of one connection. */
  denies(debuggers: Upgrade, logs: Upgrade): boolean;
}
