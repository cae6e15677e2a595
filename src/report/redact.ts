import { addressOf } from "../upgrade/address.ts";
import type { RedactedItem, Report } from "./format.ts";
import { SecretBook } from "./secrets/book.ts";
import { decodedViews } from "./secrets/decoded.ts";
import type { Found } from "./secrets/found.ts";
import { isKeptHeader, secretsInHeader } from "./secrets/in-header.ts";
import { secretsInText } from "./secrets/in-text.ts";
import { secretsInUrl } from "./secrets/in-url.ts";
import { type Mask, masked, type UsedMask } from "./secrets/mask.ts";
import { Matcher } from "./secrets/matcher.ts";
import { type Changes, changed, type Slot, slotsOf } from "./slots.ts";

/**
 * Masks the secrets of a report: names stay, values go, equal values get equal labels. What is found in one place is then
 * looked for in every text, in other spellings too, so that a secret found anywhere stands nowhere.
 *
 * @returns a new report; one that is redacted already comes back as it is
 */
export function redact(report: Report): Report {
  if (report.redaction.applied) return report;
  const slots = slotsOf(report);
  // Connections say much the same, so each text is read once, however often it stands there.
  const texts = new Texts();
  const textOf = slots.map((slot) => texts.of(slot));
  const book = new SecretBook(hostsOf(report));
  for (const { finds } of texts.all) for (const found of finds) book.add(found);
  const matcher = new Matcher(book.secrets);
  const items = new Map<string, RedactedItem>();
  const changes: Changes = new Map();
  slots.forEach((slot, i) => {
    const text = textOf[i];
    if (text === undefined) return;
    text.masked ??= maskedText(text, book, matcher);
    const { masked, used } = text.masked;
    if (used.length === 0) return;
    const own = changes.get(slot.holder);
    if (own === undefined) changes.set(slot.holder, [[slot.key, masked]]);
    else own.push([slot.key, masked]);
    for (const { part, label } of used) {
      const where = part === null ? slot.where : `${slot.where} ${part}`;
      const key = `${slot.connection}\0${where}\0${label}`;
      if (!items.has(key)) items.set(key, { where, connection: slot.connection, label });
    }
  });
  return {
    ...(changes.size === 0 ? report : changed(report, changes)),
    redaction: { applied: true, items: [...items.values()] },
  };
}

/** One text of a report as it is read in its place. */
interface Text {
  readonly text: string;
  readonly finds: readonly Found[];
  /** What is left of it; known when all secrets of the report are. */
  masked: { readonly masked: string; readonly used: readonly UsedMask[] } | null;
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
    const read: Text = { text, finds: secretsIn(slot), masked: null };
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

function maskedText({ text, finds }: Text, book: SecretBook, matcher: Matcher): NonNullable<Text["masked"]> {
  const masks: Mask[] = finds.map((found) => ({ ...found, secret: book.secretOf(found.value, found.kind) }));
  for (const view of matcher.isEmpty ? [] : viewsOf(text)) {
    for (const one of matcher.find(view.text)) masks.push({ ...original(view, one), secret: one.secret, part: null });
  }
  if (masks.length === 0) return { masked: text, used: [] };
  const { text: left, used } = masked(text, masks, (secret) => book.labelOf(secret));
  return { masked: left, used };
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
