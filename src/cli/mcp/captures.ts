import { type ComparedTwo, compareTwo } from "../../report/compare/compare-connections.ts";
import type { Report, ReportConnection } from "../../report/contract/format.ts";
import { redact } from "../../report/masking/redact.ts";
import { readPieces } from "../../sources/pieces.ts";
import type { Unit } from "../../store/filter/amounts.ts";
import type { Possible, Problem } from "../../store/filter/grammar.ts";
import type { Import } from "../../store/imports.ts";
import { reportOf } from "../../store/report-of.ts";
import { Store } from "../../store/store.ts";
import { Refusal } from "../command.ts";
import { VERSION } from "../version.ts";

/** Captures that are kept; the oldest makes room. */
const MOST_CAPTURES = 16;

/** Reports and transcripts are read whole, in bytes. */
const MOST_WHOLE = 1 << 26;

/** One capture as a client names it. */
export interface Capture {
  /** 1 is the first of the session; never given twice. */
  readonly number: number;
  /** Foreign text: a file's name, or a page's address. */
  readonly name: string;
  readonly connections: number;
  /** Number of those beyond the kept ones. */
  readonly dropped: number;
  /** What the capture is missing, in words. */
  readonly lost: readonly string[];
}

/** One connection of a capture under the number that it has there; 1 is the first. Secrets are masked. */
export interface Numbered {
  readonly number: number;
  readonly connection: ReportConnection;
}

/** A connection by its capture's number and its own. */
export interface Place {
  readonly capture: number;
  readonly connection: number;
}

/**
 * The captures of one session of a client, behind the panel's own list and filter: a client and a person who see the same
 * file see the same. Nothing leaves unmasked.
 */
export class Captures {
  readonly #store = new Store({ hasDebugger: false, hasPage: false });
  readonly #now: () => number;

  /** @param now epoch milliseconds, for files that have no times */
  constructor(now: () => number) {
    this.#now = now;
    this.#store.settings.value = { ...this.#store.settings.value, otherPending: true };
  }

  /**
   * Reads one capture, piece by piece.
   *
   * @param next the next piece; null at the end
   * @throws Error in one sentence when it is nothing that can be explained
   */
  async read(name: string, next: () => Promise<Uint8Array | null>): Promise<Capture> {
    const { imports } = this.#store;
    const added = imports.add(name, await readPieces(next, imports.next, MOST_WHOLE, {}), this.#now());
    if (added === null) throw new Refusal(`There is no WebSocket upgrade and no pending request in ${name}.`);
    for (const old of imports.all.peek().slice(0, -MOST_CAPTURES)) imports.remove(old.number);
    return described(added);
  }

  /** All that are kept, oldest first. */
  list(): readonly Capture[] {
    return this.#store.imports.all.peek().map(described);
  }

  /**
   * The numbers of the connections of a capture that pass a filter of the panel's grammar.
   *
   * @throws Refusal when there is no such capture, or something in the filter is not understood
   */
  matching(capture: number, filter: string): readonly number[] {
    const from = this.#find(capture);
    const { filter: rows } = this.#store;
    rows.setSource(capture);
    rows.text.value = filter;
    const problem = rows.terms.value.find((term) => term.problem !== null)?.problem ?? null;
    if (problem !== null) throw new Refusal(wordsOf(problem));
    const shown = new Set(rows.shown.value);
    return from.upgrades.flatMap(({ id }, i) => (shown.has(id) ? [i + 1] : []));
  }

  /**
   * Connections of a capture, explained and masked together: equal labels stand for equal values among them.
   *
   * @throws Refusal when one of them is not there
   */
  connections(capture: number, numbers: readonly number[]): readonly Numbered[] {
    const wanted = [...new Set(numbers)].sort((a, b) => a - b);
    if (wanted.length === 0) return [];
    return this.report(capture, wanted).connections.flatMap((connection, i) => {
      const number = wanted[i];
      return number === undefined ? [] : [{ number, connection }];
    });
  }

  /**
   * A report of some connections of a capture, in their order, masked.
   *
   * @throws Refusal when one of them is not there
   */
  report(capture: number, numbers: readonly number[]): Report {
    return redact(this.#report(capture, numbers));
  }

  /**
   * Two connections side by side, of one capture or of two, masked together.
   *
   * @throws Refusal when one of them is not there
   */
  compare(a: Place, b: Place): ComparedTwo {
    const side = ({ capture, connection }: Place) => ({
      name: this.#find(capture).name,
      report: this.#report(capture, [connection]),
    });
    const compared = compareTwo(side(a), side(b));
    if (compared === null) throw new Refusal("There is nothing to compare.");
    return compared;
  }

  #report(capture: number, numbers: readonly number[]): Report {
    const { upgrades } = this.#find(capture);
    const ids = numbers.map((number) => {
      const upgrade = upgrades[number - 1];
      if (upgrade !== undefined) return upgrade.id;
      throw new Refusal(`Capture ${capture} has connections 1 to ${upgrades.length}, and no ${number}.`);
    });
    const about = { source: "network", startedAt: null, lost: [] } as const;
    const tool = { version: VERSION, browser: null };
    return reportOf(this.#store, { generatedAt: this.#now(), tool, page: null, capture: about }, ids);
  }

  #find(capture: number): Import {
    const found = this.#store.imports.all.peek().find(({ number }) => number === capture);
    if (found !== undefined) return found;
    const kept = this.list().map(({ number, name }) => `${number} (${name})`);
    throw new Refusal(
      kept.length === 0
        ? "Nothing is captured yet: begin with explain_file or record_page."
        : `There is no capture ${capture}. There are: ${kept.join(", ")}.`,
    );
  }
}

function described({ number, name, upgrades, dropped, reading }: Import): Capture {
  return { number, name, connections: upgrades.length, dropped, lost: reading.lost };
}

function wordsOf(problem: Problem): string {
  switch (problem.kind) {
    case "unknown-key": {
      const near = problem.nearest === null ? "" : ` Did you mean ${problem.nearest}:?`;
      return `The filter has no key ${problem.key}:.${near}`;
    }
    case "bad-value":
      return `${problem.key}: does not take ${problem.value}. It takes ${possible(problem.takes)}.`;
    case "bad-pattern":
      return "The regular expression of the filter is not valid.";
  }
}

const NUMBERS: Readonly<Record<Unit, string>> = {
  count: "a number (42, >=1000)",
  bytes: "a size (1k, 2MB)",
  duration: "a duration (>60s, <5m)",
};

function possible({ amount, words, areAllWords }: Possible): string {
  const listed = new Intl.ListFormat("en", { type: "disjunction" }).format(words);
  const parts = [
    ...(amount === null ? [] : [NUMBERS[amount]]),
    ...(words.length === 0 ? [] : [areAllWords ? listed : `an id such as ${listed}`]),
  ];
  return parts.join(", or ");
}
