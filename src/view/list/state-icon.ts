import type { Level } from "../../knowledge/explanation/explanation.ts";
import type { State } from "../../upgrade/upgrade.ts";
import type { IconName } from "../Icon.tsx";

/** A state as shape and color. */
interface StateIcon {
  readonly name: IconName;
  readonly tone: string;
}

const ICONS: Readonly<Record<State, StateIcon>> = {
  open: { name: "arrows", tone: "good" },
  queued: { name: "clock", tone: "dim" },
  requested: { name: "clock", tone: "warning" },
  closed: { name: "ring", tone: "dim" },
  failed: { name: "cross", tone: "error" },
  blocked: { name: "barred", tone: "error" },
};

/** Colors that go before those of the state. */
const TONES: Readonly<Partial<Record<Level, string>>> = { failed: "error", attention: "warning" };

/**
 * The icon of a connection: its shape tells the state, whose word is in row-text.ts, and its color how serious it is.
 *
 * @param severity as `severityOf` decides
 */
export function stateIcon(state: State, severity: Level): StateIcon {
  const { name, tone } = ICONS[state];
  return { name, tone: TONES[severity] ?? tone };
}
