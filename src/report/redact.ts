import { addressOf } from "../upgrade/address.ts";
import type { RedactedItem, Report, ReportConnection } from "./format.ts";
import { SecretBook } from "./secrets/book.ts";
import { decodedViews } from "./secrets/decoded.ts";
import type { Found } from "./secrets/found.ts";
import { isKeptHeader, secretsInHeader } from "./secrets/in-header.ts";
import { secretsInText } from "./secrets/in-text.ts";
import { secretsInUrl } from "./secrets/in-url.ts";
import { type Mask, masked, type UsedMask } from "./secrets/mask.ts";
import { Matcher } from "./secrets/matcher.ts";
import { type Changes, changed, type Slot, slotsOfConnection, slotsOfHead } from "./slots.ts";
import { atOnce, type Steps } from "./steps.ts";

/**
 * Masks the secrets of a report: names stay, values go, equal values get equal labels. What is found in one place is then
 * looked for in every text, in other spellings too, so that a secret found anywhere stands nowhere.
 *
 * @returns a new report; one that is redacted already comes back as it is
 */
export function redact(report: Report): Report {
  return atOnce(redactSteps(report));
}

/** As `redact`, step by step: twice each connection is one. */
export function* redactSteps(report: Report): Steps<Report> {
  return report.redaction.applied ? report : (yield* Masking.steps(report)).report();
}

const NONE: ReadonlySet<string> = new Set();

/** A secret of a report as a person may look at it before the report leaves: never its value. */
export interface MaskedSecret {
  /** `<cookie sid #1>`. */
  readonly label: string;
  /** Characters of its value. */
  readonly length: number;
  /** Where it stands, in the order of the report. */
  readonly places: readonly Omit<RedactedItem, "label">[];
}

/** The secrets of one report, found once; then the report with all of them masked, or with all but some. */
export class Masking {
  readonly #report: Report;
  readonly #texts: Texts;
  readonly #book: SecretBook;
  readonly #matcher: Matcher;
  #whole: Report | null = null;

  private constructor(report: Report, texts: Texts, book: SecretBook, matcher: Matcher) {
    this.#report = report;
    this.#texts = texts;
    this.#book = book;
    this.#matcher = matcher;
  }

  /** How many connections the report has. */
  get connections(): number {
    return this.#report.connections.length;
  }

  /** @param report none of its secrets masked yet */
  static of(report: Report): Masking {
    return atOnce(Masking.steps(report));
  }

  /** As `of`, step by step; twice each connection is one. */
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
    const masking = new Masking(report, texts, book, matcher);
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
    const now = kept.size === 0 ? [] : this.report(kept).redaction.items;
    const byLabel = new Map<string, Map<string, RedactedItem>>();
    for (const item of [...all, ...now]) {
      const places = byLabel.get(item.label) ?? new Map<string, RedactedItem>();
      byLabel.set(item.label, places.set(`${item.connection}\0${item.where}`, item));
    }
    return [...byLabel].map(([label, places]) => ({
      label,
      length: this.#book.lengthOf(label),
      places: [...places.values()].map(({ where, connection }) => ({ where, connection })),
    }));
  }

  *#masked(kept: ReadonlySet<string>): Steps<Report> {
    const masked = new Items();
    const readable = new Items();
    const without = <T>(whole: T, slots: readonly Slot[]): T => {
      const changes: Changes = new Map();
      for (const slot of slots) this.#mask(slot, kept, { changes, masked, readable });
      return changes.size === 0 ? whole : changed(whole, changes);
    };
    const { connections: all, ...rest } = this.#report;
    const head = without(rest, slotsOfHead(rest));
    const connections: ReportConnection[] = [];
    for (const connection of all) {
      connections.push(without(connection, slotsOfConnection(connection)));
      yield 1;
    }
    const told = readable.all.length === 0 ? {} : { kept: readable.all };
    return { ...this.#report, ...head, connections, redaction: { applied: true, items: masked.all, ...told } };
  }

  #mask(slot: Slot, kept: ReadonlySet<string>, into: { changes: Changes; masked: Items; readable: Items }): void {
    const text = this.#texts.of(slot);
    text.masks ??= masksOf(text, this.#book, this.#matcher);
    if (text.masks.length === 0) return;
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

/** Where secrets stand, each place once. */
class Items {
  readonly #byKey = new Map<string, RedactedItem>();

  add({ where: place, connection }: Slot, used: readonly UsedMask[]): void {
    for (const { part, label } of used) {
      const where = part === null ? place : `${place} ${part}`;
      const key = `${connection}\0${where}\0${label}`;
      if (!this.#byKey.has(key)) this.#byKey.set(key, { where, connection, label });
    }
  }

  get all(): RedactedItem[] {
    return [...this.#byKey.values()];
  }
}

/** One text of a report as it is read in its place. */
interface Text {
  readonly text: string;
  readonly finds: readonly Found[];
  /** What has to go; known when all secrets of the report are. */
  masks: readonly Mask[] | null;
  /** What is left of it without all of that. */
  masked: Masked | null;
}

interface Masked {
  readonly masked: string;
  readonly used: readonly UsedMask[];
  readonly kept: readonly UsedMask[];
}

/** The different texts of a report, in the order in which they stand there first. */
class Texts {
  readonly all: Text[] = [];
  readonly #headers = new Map<string, Map<string, Text>>();
  readonly #others = {
    url: new Map<string, Text>(),
    text: new Map<string, Text>(),
    configuration: new Map<string, Text>(),
  };

  of(slot: Slot): Text {
    const { reading, text } = slot;
    const known = reading.as === "header" ? this.#ofHeader(reading.name) : this.#others[reading.as];
    const before = known.get(text);
    if (before !== undefined) return before;
    const read: Text = { text, finds: secretsIn(slot), masks: null, masked: null };
    known.set(text, read);
    this.all.push(read);
    return read;
  }

  #ofHeader(name: string): Map<string, Text> {
    const before = this.#headers.get(name);
    if (before !== undefined) return before;
    const known = new Map<string, Text>();
    this.#headers.set(name, known);
    return known;
  }
}

function masksOf({ text, finds }: Text, book: SecretBook, matcher: Matcher): Mask[] {
  const masks: Mask[] = finds.map((found) => ({ ...found, secret: book.secretOf(found.value, found.kind) }));
  for (const view of matcher.isEmpty ? [] : viewsOf(text)) {
    for (const one of matcher.find(view.text)) masks.push({ ...original(view, one), secret: one.secret, part: null });
  }
  return masks;
}

function maskedBy(text: string, masks: readonly Mask[], book: SecretBook): Masked {
  if (masks.length === 0) return { masked: text, used: [], kept: [] };
  const { text: left, used } = masked(text, masks, (secret) => book.labelOf(secret));
  return { masked: left, used, kept: [] };
}

/**
 * What redaction masks in a report, for a look before it is exported.
 *
 * @returns one item for each place and secret, without the secrets themselves
 */
export function findSecrets(report: Report): readonly RedactedItem[] {
  return redact(report).redaction.items;
}

interface View {
  readonly text: string;
  readonly starts: readonly number[] | null;
  readonly ends: readonly number[] | null;
}

/** The text as it stands, and as it reads with its percent-encoding taken away. */
function viewsOf(text: string): View[] {
  return [{ text, starts: null, ends: null }, ...decodedViews(text)];
}

function original(view: View, span: { readonly start: number; readonly end: number }): { start: number; end: number } {
  return { start: view.starts?.[span.start] ?? span.start, end: view.ends?.[span.end - 1] ?? span.end };
}

function secretsIn(slot: Slot): Found[] {
  const { reading, text } = slot;
  if (reading.as === "header" && isKeptHeader(reading.name)) return [];
  const own =
    reading.as === "header" ? secretsInHeader(reading.name, text) : reading.as === "url" ? secretsInUrl(text) : [];
  const prose = reading.as !== "configuration";
  const anywhere = viewsOf(text).flatMap((view) =>
    secretsInText(view.text, prose).map((found) => ({ ...found, ...original(view, found) })),
  );
  return [...own, ...anywhere];
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
