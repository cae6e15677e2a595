import type { Report } from "./format.ts";

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
  /** Puts another text in its place. */
  set(text: string): void;
}

/** Keys whose values are ours and come from closed lists: nothing foreign gets there. */
const OURS = new Set(
  (
    "format generatedAt startedAt id kind transport target state level outcome likelihood confidence by source pattern " +
    "reference referenceUrl for createdAt requestSentAt openedAt closedAt lastAt redaction"
  ).split(" "),
);

const NAMES: Readonly<Record<string, string>> = { url: "URL", checks: "check", intermediaries: "intermediary" };

/**
 * Every text of a report that is not one of ours. It goes through whatever is there, so that a key added later is not
 * forgotten.
 *
 * @param report is changed through `set`: hand in a copy
 */
export function slotsOf(report: Report): Slot[] {
  const { connections, page, tool, capture } = report;
  return [
    ...walk(page, "page", null),
    ...(tool.browser === null ? [] : walk(tool, "tool", null)).filter(({ text }) => text === tool.browser),
    ...walk(capture, "capture", null),
    ...connections.flatMap((connection) =>
      entriesOf(connection).flatMap(([key, value]) =>
        typeof value === "string"
          ? leaf(connection, key, NAMES[key] ?? key, connection.id)
          : walk(value, key, connection.id),
      ),
    ),
  ];
}

function walk(holder: unknown, where: string, connection: string | null): Slot[] {
  if (typeof holder !== "object" || holder === null) return [];
  return entriesOf(holder).flatMap(([key, value]): Slot[] => {
    if (key === "headers" && Array.isArray(value)) return value.flatMap((pair) => header(pair, where, connection));
    if (typeof value !== "string") return OURS.has(key) ? [] : walk(value, nameOf(where, key), connection);
    return leaf(holder, key, nameOf(where, key), connection);
  });
}

function leaf(holder: object, key: string, where: string, connection: string | null): Slot[] {
  const text: unknown = Reflect.get(holder, key);
  if (OURS.has(key) || typeof text !== "string") return [];
  const reading: Reading = key === "url" ? { as: "url" } : { as: where.startsWith("fix") ? "configuration" : "text" };
  return [{ text, where, connection, reading, set: (masked) => Reflect.set(holder, key, masked) }];
}

function header(pair: unknown, side: string, connection: string | null): Slot[] {
  if (!Array.isArray(pair)) return [];
  const [name, text]: unknown[] = pair;
  if (typeof name !== "string" || typeof text !== "string") return [];
  const set = (masked: string): boolean => Reflect.set(pair, 1, masked);
  return [{ text, where: `${side} header ${name}`, connection, reading: { as: "header", name }, set }];
}

/** The nearest name that means something to a reader. */
function nameOf(where: string, key: string): string {
  if (/^\d+$/.test(key) || where.startsWith("fix")) return where;
  if (key === "url") return `${where} URL`;
  if (where === "diagnosis" && key === "message") return "browser message";
  return /^(fix|request|response)$/.test(key) ? key : (NAMES[where] ?? where);
}

function entriesOf(holder: object): [string, unknown][] {
  return Object.entries(holder);
}
