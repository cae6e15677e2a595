import { addressOf } from "../upgrade/address.ts";
import type { RedactedItem, Report } from "./format.ts";
import { SecretBook } from "./secrets/book.ts";
import { decodedViews } from "./secrets/decoded.ts";
import type { Found } from "./secrets/found.ts";
import { isKeptHeader, secretsInHeader } from "./secrets/in-header.ts";
import { secretsInText } from "./secrets/in-text.ts";
import { secretsInUrl } from "./secrets/in-url.ts";
import { type Mask, masked } from "./secrets/mask.ts";
import { Matcher } from "./secrets/matcher.ts";
import { type Slot, slotsOf } from "./slots.ts";

/**
 * Masks the secrets of a report: names stay, values go, equal values get equal labels. What is found in one place is then
 * looked for in every text, in other spellings too, so that a secret found anywhere stands nowhere.
 *
 * @returns a new report; one that is redacted already comes back as it is
 */
export function redact(report: Report): Report {
  if (report.redaction.applied) return report;
  const copy = structuredClone(report);
  const slots = slotsOf(copy);
  const finds = slots.map(secretsIn);
  const book = new SecretBook(hostsOf(report));
  for (const found of finds.flat()) book.add(found);
  const matcher = new Matcher(book.secrets);
  const items = new Map<string, RedactedItem>();
  slots.forEach((slot, i) => {
    const masks: Mask[] = (finds[i] ?? []).map((found) => ({
      ...found,
      secret: book.secretOf(found.value, found.kind),
    }));
    const everywhere = viewsOf(slot.text).flatMap((view) =>
      matcher.find(view.text).map((one) => ({ ...original(view, one), secret: one.secret, part: null })),
    );
    const { text, used } = masked(slot.text, [...masks, ...everywhere], (secret) => book.labelOf(secret));
    if (used.length > 0) slot.set(text);
    for (const { part, label } of used) {
      const where = part === null ? slot.where : `${slot.where} ${part}`;
      const item = { where, connection: slot.connection, label };
      items.set(JSON.stringify(item), item);
    }
  });
  return { ...copy, redaction: { applied: true, items: [...items.values()] } };
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
  const hosts = urls.flatMap((url) => {
    const address = addressOf(url);
    return address === null ? [] : [address.authority.toLowerCase()];
  });
  return [...new Set(hosts)];
}
