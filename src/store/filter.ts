import { recognizeProtocol } from "../knowledge/protocols/recognise.ts";
import { addressOf } from "../upgrade/http/address.ts";
import { stateOf } from "../upgrade/state.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";

/** The chips of the toolbar. */
export type StateChip = "all" | "pending" | "closed" | "failed";

/** What the filter field and the chips ask for. */
export interface Filter {
  readonly chip: StateChip;
  readonly terms: readonly Term[];
}

interface Term {
  readonly key: "text" | "is" | "host" | "protocol" | "target" | "kind" | "from";
  readonly value: string;
  readonly negated: boolean;
}

const KEYS = ["is", "host", "protocol", "target", "kind", "from"] as const;

/**
 * Reads the filter field: words, `is:pending`, `host:`, `protocol:`, `target:`, `kind:`, `from:`, each negated by a leading minus, as in the
 * Network panel. An unknown key is searched for as it stands. A key without a value asks for nothing: it is still being typed.
 */
export function parseFilter(text: string, chip: StateChip): Filter {
  const terms = text
    .toLowerCase()
    .split(/\s+/)
    .map((word): Term => {
      const negated = word.startsWith("-");
      const bare = negated ? word.slice(1) : word;
      const key = KEYS.find((candidate) => bare.startsWith(`${candidate}:`));
      return key === undefined
        ? { key: "text", value: bare, negated }
        : { key, value: bare.slice(key.length + 1), negated };
    })
    .filter(({ value }) => value !== "");
  return { chip, terms };
}

/**
 * Whether an upgrade passes the filter.
 *
 * @param file the name of the file that it was read from; null for one of the page
 */
export function matchesFilter(upgrade: Upgrade, filter: Filter, file: string | null = null): boolean {
  if (filter.chip !== "all" && chipOf(upgrade) !== filter.chip) return false;
  return filter.terms.every((term) => matchesTerm(upgrade, term, file) !== term.negated);
}

/** Whether the filter asks for a kind by name: then it shows it even where ordinary requests are left out. */
export function namesKind({ terms }: Filter): boolean {
  return terms.some(({ key, negated }) => key === "kind" && !negated);
}

/** Under which chip an upgrade stands besides "all". */
export function chipOf(upgrade: Upgrade): Exclude<StateChip, "all"> {
  const state = stateOf(upgrade);
  if (state === "closed") return "closed";
  return state === "failed" || state === "blocked" ? "failed" : "pending";
}

function matchesTerm(upgrade: Upgrade, { key, value }: Term, file: string | null): boolean {
  switch (key) {
    case "is":
      return chipOf(upgrade).startsWith(value) || stateOf(upgrade).startsWith(value);
    case "host":
      return addressOf(upgrade.url)?.authority.includes(value) ?? false;
    case "protocol": {
      const protocol = recognizeProtocol(upgrade);
      return protocol !== null && (protocol.id.includes(value) || protocol.name.toLowerCase().includes(value));
    }
    case "target":
      return upgrade.target?.includes(value) ?? false;
    case "from":
      return file === null ? "page".startsWith(value) : file.toLowerCase().includes(value);
    case "kind":
      return upgrade.kind.startsWith(value);
    case "text":
      return (upgrade.url ?? "").toLowerCase().includes(value);
  }
}
