import type { Slot } from "../slots.ts";
import type { SecretBook } from "./book.ts";
import { decodedViews } from "./decoded.ts";
import type { Found } from "./found.ts";
import { isKeptHeader, secretsInHeader } from "./in-header.ts";
import { secretsInText } from "./in-text.ts";
import { secretsInUrl } from "./in-url.ts";
import { type Mask, masked, type UsedMask } from "./mask.ts";
import type { Matcher } from "./matcher.ts";

/** One text of a report as it is read in its place. */
export interface Text {
  readonly text: string;
  readonly finds: readonly Found[];
  /** What has to go; known when all secrets of the report are. */
  masks: readonly Mask[] | null;
  /** What is left of it without all of that. */
  masked: Masked | null;
}

/** A text without what has to go, or with some of it kept. */
export interface Masked {
  readonly masked: string;
  readonly used: readonly UsedMask[];
  readonly kept: readonly UsedMask[];
}

/** The different texts of a report, in the order in which they stand there first. */
export class Texts {
  readonly all: Text[] = [];
  readonly #headers = new Map<string, Map<string, Text>>();
  readonly #others = {
    url: new Map<string, Text>(),
    text: new Map<string, Text>(),
    configuration: new Map<string, Text>(),
  };

  /** The text that stands in a place; read when it stands there first. */
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

/** What has to go from a text: what was found in it, and every other secret of the report that stands there. */
export function masksOf({ text, finds }: Text, book: SecretBook, matcher: Matcher): Mask[] {
  const masks: Mask[] = finds.map((found) => ({ ...found, secret: book.secretOf(found.value, found.kind) }));
  for (const view of matcher.isEmpty ? [] : viewsOf(text)) {
    for (const one of matcher.find(view.text)) masks.push({ ...original(view, one), secret: one.secret, part: null });
  }
  return masks;
}

/** A text with labels in the place of these. */
export function maskedBy(text: string, masks: readonly Mask[], book: SecretBook): Masked {
  if (masks.length === 0) return { masked: text, used: [], kept: [] };
  const { text: left, used } = masked(text, masks, (secret) => book.labelOf(secret));
  return { masked: left, used, kept: [] };
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
