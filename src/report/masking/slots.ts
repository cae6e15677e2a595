import type { Report, ReportConnection } from "../contract/format.ts";

/** How a text is read when secrets are looked for in it. */
export type Reading =
  | { readonly as: "url" }
  | { readonly as: "header"; readonly name: string }
  | { readonly as: "text" }
  | { readonly as: "configuration" };

/** One text of a report that may hold something foreign, and where it stands. */
export interface Slot {
  readonly text: string;
  /** For people: "request header Cookie", "URL", "verdict". */
  readonly where: string;
  readonly connection: string | null;
  readonly reading: Reading;
  /** What holds the text, and under which key: there another text is put in its place. */
  readonly holder: object;
  readonly key: string | number;
}

/** Keys whose values are ours and come from closed lists: nothing foreign gets there. */
const OURS: ReadonlySet<string> = new Set(
  (
    "format generatedAt startedAt id kind transport target state level outcome likelihood confidence by source pattern " +
    "reference referenceUrl for createdAt requestSentAt openedAt closedAt lastAt firstAt at unwatchedSince ended lastDirection " +
    "redaction"
  ).split(" "),
);

const NAMES: Readonly<Record<string, string>> = {
  url: "URL",
  checks: "check",
  intermediaries: "intermediary",
  path: "drawing",
  names: "names of messages",
  observed: "browser message",
  pendingReason: "verdict",
};

const URL_READING: Reading = { as: "url" };
const TEXT_READING: Reading = { as: "text" };
const CONFIGURATION: Reading = { as: "configuration" };

/**
 * Every text of a report, but for its connections, that is not one of ours.
 *
 * @param report is left as it is; `changed` makes another one of it
 */
export function slotsOfHead({ page, tool, capture }: Omit<Report, "connections">): Slot[] {
  const slots: Slot[] = [];
  walk(page, "page", null, slots);
  if (tool.browser !== null) leaf(tool, "browser", "tool", null, slots);
  walk(capture, "capture", null, slots);
  return slots;
}

/**
 * Every text of a connection that is not one of ours. It goes through whatever is there, so that a key added later is not
 * forgotten.
 */
export function slotsOfConnection(connection: ReportConnection): Slot[] {
  const slots: Slot[] = [];
  for (const key of Object.keys(connection)) {
    const value: unknown = Reflect.get(connection, key);
    if (typeof value === "string") leaf(connection, key, NAMES[key] ?? key, connection.id, slots);
    else if (typeof value === "object" && value !== null) walk(value, key, connection.id, slots);
  }
  return slots;
}

/** Texts to put in the place of others: for each holder the keys and the new texts. */
export type Changes = Map<object, [key: string | number, text: string][]>;

/** A copy with other texts in it; what has not changed is shared with the original. */
export function changed<T>(value: T, changes: Changes): T;
export function changed(value: unknown, changes: Changes): unknown {
  if (typeof value !== "object" || value === null) return value;
  let copy: object | null = null;
  const put = (key: string | number, item: unknown): void => {
    copy ??= Array.isArray(value) ? [...value] : { ...value };
    Reflect.set(copy, key, item);
  };
  const visit = (key: string | number, item: unknown): void => {
    const next = changed(item, changes);
    if (next !== item) put(key, next);
  };
  if (Array.isArray(value)) value.forEach((item, i) => void (typeof item === "object" && visit(i, item)));
  else for (const key of Object.keys(value)) visit(key, Reflect.get(value, key));
  for (const [key, text] of changes.get(value) ?? []) put(key, text);
  return copy ?? value;
}

function walk(holder: object, where: string, connection: string | null, slots: Slot[]): void {
  // Lists are long and their keys say nothing: they are gone through without making a text of each index.
  if (Array.isArray(holder)) {
    for (let i = 0; i < holder.length; i++) visit(holder, i, where, connection, slots);
    return;
  }
  for (const key of Object.keys(holder)) {
    const value: unknown = Reflect.get(holder, key);
    if (key === "headers" && Array.isArray(value)) for (const pair of value) header(pair, where, connection, slots);
    else if (typeof value === "string") leaf(holder, key, nameOf(where, key), connection, slots);
    else if (typeof value === "object" && value !== null && !OURS.has(key))
      walk(value, nameOf(where, key), connection, slots);
  }
}

function visit(holder: unknown[], i: number, where: string, connection: string | null, slots: Slot[]): void {
  const value = holder[i];
  if (typeof value === "object" && value !== null) walk(value, where, connection, slots);
  else if (typeof value === "string")
    slots.push({ text: value, where, connection, reading: readingOf(where), holder, key: i });
}

function leaf(holder: object, key: string, where: string, connection: string | null, slots: Slot[]): void {
  const text: unknown = Reflect.get(holder, key);
  if (OURS.has(key) || typeof text !== "string") return;
  const reading = key === "url" || key === "requestPath" ? URL_READING : readingOf(where);
  slots.push({ text, where, connection, reading, holder, key });
}

function readingOf(where: string): Reading {
  return where.startsWith("fix") ? CONFIGURATION : TEXT_READING;
}

function header(pair: unknown, side: string, connection: string | null, slots: Slot[]): void {
  if (!Array.isArray(pair)) return;
  const [name, text]: unknown[] = pair;
  if (typeof name !== "string" || typeof text !== "string") return;
  const reading = { as: "header" as const, name };
  slots.push({ text, where: `${side} header ${name}`, connection, reading, holder: pair, key: 1 });
}

/** The nearest name that means something to a reader. */
function nameOf(where: string, key: string): string {
  if (where.startsWith("fix")) return where;
  if (key === "neighbours") return "other response";
  if (key === "url") return `${where} URL`;
  if (key === "requestPath") return "path of the request";
  if (where === "diagnosis" && key === "message") return "browser message";
  return key === "fix" || key === "request" || key === "response" ? key : (NAMES[where] ?? where);
}
