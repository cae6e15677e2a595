import { addressOf } from "../../upgrade/http/address.ts";
import { atOnce, type Steps } from "../build/steps.ts";
import type { RedactedItem, Report, ReportConnection } from "../contract/format.ts";
import { SecretBook } from "./secrets/book.ts";
import type { Mask, UsedMask } from "./secrets/mask.ts";
import { Matcher } from "./secrets/matcher.ts";
import { type Masked, maskedBy, masksOf, type Text, Texts } from "./secrets/texts.ts";
import { type Changes, changed, type Slot, slotsOfConnection, slotsOfHead } from "./slots.ts";

const NONE: ReadonlySet<string> = new Set();

/** A secret of a report as a person may look at it before the report leaves: never its value. */
export interface MaskedSecret {
  /** `<cookie sid #1>`. */
  readonly label: string;
  /** Characters of its value. */
  readonly length: number;
  /** Where it stands, in the order of the report. */
  readonly locations: readonly Omit<RedactedItem, "label">[];
}

/** The secrets of one report, found once; then the report with all of them masked, or with all but some. */
export class Masking {
  readonly #report: Report;
  readonly #book: SecretBook;
  /** Where something has to be masked: beside the connections, then in each of them. */
  readonly #marked: readonly (readonly Marked[])[];
  #whole: Report | null = null;

  private constructor(report: Report, book: SecretBook, marked: readonly (readonly Marked[])[]) {
    this.#report = report;
    this.#book = book;
    this.#marked = marked;
  }

  /** How many connections the report has. */
  get connections(): number {
    return this.#report.connections.length;
  }

  /** @param report none of its secrets masked yet */
  static of(report: Report): Masking {
    return atOnce(Masking.steps(report));
  }

  /** As `of`, step by step; three times each connection is one. */
  static *steps(report: Report): Steps<Masking> {
    // Connections say much the same, so each text is read once, however often it stands there.
    const texts = new Texts();
    const { connections, ...head } = report;
    for (const slot of slotsOfHead(head)) texts.of(slot);
    for (const connection of connections) {
      for (const slot of slotsOfConnection(connection)) texts.of(slot);
      yield 1;
    }
    const book = new SecretBook(hostsOf(report));
    for (const { finds } of texts.all) {
      for (const found of finds) book.add(found);
      yield 0;
    }
    const matcher = new Matcher();
    for (const secret of book.secrets) {
      matcher.add(secret);
      yield 0;
    }
    const marked = [markedOf(slotsOfHead(head), texts, book, matcher)];
    for (const connection of connections) {
      marked.push(markedOf(slotsOfConnection(connection), texts, book, matcher));
      yield 1;
    }
    const masking = new Masking(report, book, marked);
    // Labels are numbered in the order of the report with everything masked, whatever is kept later.
    masking.#whole = yield* masking.#masked(NONE);
    return masking;
  }

  /**
   * The report without its secrets.
   *
   * @param kept labels of values that may be read, wherever they stand; their labels and all others stay as they are
   */
  report(kept: ReadonlySet<string> = NONE): Report {
    return atOnce(this.reportSteps(kept));
  }

  /** As `report`, step by step: each connection is one unless nothing is kept. */
  *reportSteps(kept: ReadonlySet<string>): Steps<Report> {
    return kept.size === 0 && this.#whole !== null ? this.#whole : yield* this.#masked(kept);
  }

  /** All its secrets, those that are kept among them; what they cover is listed when they are kept. */
  secrets(kept: ReadonlySet<string> = NONE): readonly MaskedSecret[] {
    const all = this.report().redaction.items;
    const now = kept.size === 0 ? [] : this.#itemsBeside(kept);
    const byLabel = new Map<string, Map<string, RedactedItem>>();
    for (const item of [...all, ...now]) {
      const locations = byLabel.get(item.label) ?? new Map<string, RedactedItem>();
      byLabel.set(item.label, locations.set(`${item.connection}\0${item.where}`, item));
    }
    return [...byLabel].map(([label, locations]) => ({
      label,
      length: this.#book.lengthOf(label),
      locations: [...locations.values()].map(({ where, connection }) => ({ where, connection })),
    }));
  }

  *#masked(kept: ReadonlySet<string>): Steps<Report> {
    const masked = new Items();
    const readable = new Items();
    const without = <T>(whole: T, marked: readonly Marked[] = []): T => {
      const changes: Changes = new Map();
      for (const one of marked) this.#mask(one, kept, { changes, masked, readable });
      return changes.size === 0 ? whole : changed(whole, changes);
    };
    const { connections: all, ...rest } = this.#report;
    const head = without(rest, this.#marked[0]);
    const connections: ReportConnection[] = [];
    for (const [i, connection] of all.entries()) {
      connections.push(without(connection, this.#marked[i + 1]));
      yield 1;
    }
    const readableItems = readable.all.length === 0 ? {} : { kept: readable.all };
    return { ...this.#report, ...head, connections, redaction: { applied: true, items: masked.all, ...readableItems } };
  }

  /** What is masked where some secrets are kept. */
  #itemsBeside(kept: ReadonlySet<string>): RedactedItem[] {
    const into = { changes: new Map(), masked: new Items(), readable: new Items() };
    for (const one of this.#marked.flat()) this.#mask(one, kept, into);
    return into.masked.all;
  }

  #mask(
    { slot, text }: Marked,
    kept: ReadonlySet<string>,
    into: { readonly changes: Changes; readonly masked: Items; readonly readable: Items },
  ): void {
    const result = kept.size === 0 ? this.#all(text) : this.#without(text, kept);
    into.readable.add(slot, result.kept);
    into.masked.add(slot, result.used);
    if (result.used.length === 0) return;
    const own = into.changes.get(slot.holder);
    if (own === undefined) into.changes.set(slot.holder, [[slot.key, result.masked]]);
    else own.push([slot.key, result.masked]);
  }

  #all(text: Text): Masked {
    text.masked ??= maskedBy(text.text, text.masks ?? [], this.#book);
    return text.masked;
  }

  /** What is kept is not masked, but a secret that is not stays masked also inside of it. */
  #without(text: Text, kept: ReadonlySet<string>): Masked {
    const isKept = ({ secret }: Mask): boolean => kept.has(this.#book.knownLabelOf(secret) ?? "");
    const masks = text.masks ?? [];
    const stays = masks.filter((mask) => !isKept(mask));
    const result = maskedBy(text.text, stays, this.#book);
    const readable = masks.filter(
      (mask) => isKept(mask) && !stays.some(({ start, end }) => start <= mask.start && mask.end <= end),
    );
    return { ...result, kept: maskedBy(text.text, readable, this.#book).used };
  }
}

/** Locations of secrets, each once. */
class Items {
  readonly #byKey = new Map<string, RedactedItem>();

  add({ where: slot, connection }: Slot, used: readonly UsedMask[]): void {
    for (const { part, label } of used) {
      const where = part === null ? slot : `${slot} ${part}`;
      const key = `${connection}\0${where}\0${label}`;
      if (!this.#byKey.has(key)) this.#byKey.set(key, { where, connection, label });
    }
  }

  get all(): RedactedItem[] {
    return [...this.#byKey.values()];
  }
}

/** A place with something to mask: few places of a report are. */
interface Marked {
  readonly slot: Slot;
  readonly text: Text;
}

function markedOf(slots: readonly Slot[], texts: Texts, book: SecretBook, matcher: Matcher): Marked[] {
  return slots.flatMap((slot) => {
    const text = texts.of(slot);
    text.masks ??= masksOf(text, book, matcher);
    return text.masks.length === 0 ? [] : [{ slot, text }];
  });
}

/** Hosts stay readable: a cookie that holds one does not hide it everywhere. */
function hostsOf(report: Report): string[] {
  const urls = [report.page.url, ...report.connections.flatMap(({ url, initiator }) => [url, initiator?.url ?? null])];
  const hosts = [...new Set(urls)].flatMap((url) => {
    const address = addressOf(url);
    return address === null ? [] : [address.authority.toLowerCase()];
  });
  return [...new Set(hosts)];
}
