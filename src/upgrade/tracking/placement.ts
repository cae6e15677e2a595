import type { Nearest } from "./candidates.ts";
import type { Directory } from "./directory.ts";
import { byFit, isDenied } from "./links/registry.ts";
import { isWaiting } from "./links/waiting.ts";
import type { SourceRecord } from "./record.ts";

/** Where a name belongs: linked for good, assigned for now, or on its own. */
export class Placement {
  readonly #directory: Directory;
  /** Names of the debugger with something near in the log, until a poll of it has shown all. */
  readonly #undecided = new Set<string>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /** Finds the connection of a name by the links, or gives it one of its own. */
  place(name: string): void {
    const record = this.#directory.record(name);
    if (record === undefined) return;
    // Which connection a live socket is, its own link says.
    if (record.source !== "socket") this.#find(record);
    this.#directory.refreshNamed(name);
  }

  #find(record: SourceRecord): void {
    const nearest = this.#directory.nearestTo(record);
    if (nearest?.isSure === false) this.#undecided.add(record.source === "debugger" ? record.name : nearest.name);
    if (nearest?.isSure) this.link(record.name, nearest.name);
    else if (this.#directory.idOf(record.name) === undefined) this.#seat(record);
    else this.#reseat(record);
  }

  /**
   * Links for good what is near, the nearest first, now that a poll of the log has shown all.
   *
   * @returns the names of the log that were linked
   */
  linkNearest(): ReadonlySet<string> {
    const linked = new Set<string>();
    const nearestOf = (name: string): Nearest | null => {
      const record = this.#directory.record(name);
      return record === undefined ? null : this.#directory.nearestTo(record);
    };
    const near = [...this.#undecided].flatMap((name) => {
      const nearest = nearestOf(name);
      return nearest === null ? [] : [{ ...nearest, name }];
    });
    this.#undecided.clear();
    for (const { name } of near.sort(byFit)) {
      const nearest = nearestOf(name);
      if (nearest === null) continue;
      this.link(name, nearest.name);
      linked.add(nearest.name);
    }
    return linked;
  }

  /** Two names are of one connection for good; who was there by assignment alone is assigned again. */
  link(name: string, partner: string): void {
    const displaced = this.#directory.link(name, partner);
    for (const other of displaced) {
      const record = this.#directory.record(other);
      if (record === undefined) continue;
      this.#seat(record);
      this.#directory.refreshNamed(other);
    }
  }

  /** Another name that is near or fits while both wait, or a live socket of that URL; else a row of its own. */
  #seat(record: SourceRecord): void {
    const { name, source, facts } = record;
    const fitting = this.#directory.nearFor(record) ?? this.#directory.fittingWhileWaiting(record);
    if (fitting !== null) this.#directory.assign(name, fitting);
    else {
      const alone = source === "network" && isWaiting(facts) ? null : this.#socketAloneFor(record);
      if (alone !== null) this.#directory.assign(name, alone);
      else this.#directory.start(name);
    }
  }

  /** The oldest row of which only the live socket is known, if it may be this one. */
  #socketAloneFor({ source, facts }: SourceRecord): string | null {
    const alone = this.#directory.socketAloneOf(facts.url, source === "network");
    // Of an older connection the debugger announces nothing more, unless a look found it in the middle of its handshake.
    return source === "network" || (facts.createdAt === null && this.#directory.wasConnecting(alone)) ? alone : null;
  }

  /** A name that is alone sits with the nearest of the other source until a poll of the log has shown all. */
  #joinNear(record: SourceRecord): boolean {
    const id = this.#directory.idOf(record.name);
    const near = this.#directory.nearFor(record);
    if (near === null || id === undefined || this.#directory.recordsOf(id).length > 1) return false;
    this.#directory.assign(record.name, near);
    return true;
  }

  /** The address of a handshake that was under way when its session began comes with the response. */
  #joinSocketAlone(record: SourceRecord): void {
    if (record.source !== "debugger" || record.facts.createdAt !== null) return;
    const alone = this.#socketAloneFor(record);
    const id = this.#directory.idOf(record.name);
    if (alone === null || id === undefined || this.#directory.recordsOf(id).length > 1) return;
    this.#directory.assign(record.name, alone);
  }

  /** A name that sits with another by assignment alone leaves when the two are shown not to be one. */
  #reseat(record: SourceRecord): void {
    const other = this.#directory.otherOf(record);
    if (other === null && !this.#joinNear(record)) this.#joinSocketAlone(record);
    if (other === null || this.#directory.areLinked(record.name, other.name)) return;
    const [debuggers, logs] = record.source === "debugger" ? [record, other] : [other, record];
    if (!isDenied(debuggers.facts, logs.facts)) return;
    const id = this.#directory.idOf(record.name);
    this.#directory.unalias(logs.name);
    this.#seat(logs);
    this.#directory.refreshNamed(logs.name);
    if (id !== undefined) this.#directory.refresh(id);
  }
}
