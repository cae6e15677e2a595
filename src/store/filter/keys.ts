import { diagnoses as registeredDiagnoses } from "../../knowledge/diagnoses/registry.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { LEVELS, protocolName, statusOf } from "../../knowledge/explanation/row.ts";
import { intermediaries as registeredIntermediaries } from "../../knowledge/intermediaries/registry.ts";
import { recognizeProtocol } from "../../knowledge/protocols/recognize.ts";
import { openingLine, usedLibrary } from "../../knowledge/scripts/opening-line.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import { kinds } from "../../upgrade/kinds/registry.ts";
import { endedAt, openedAt, timeBetween } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, mayBeOver, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { fits, parseAmount, type Unit } from "./amounts.ts";
import { chipOf } from "./chips.ts";
import {
  beginningsOf,
  MIXED_CONTENT_WORDS,
  numbers,
  partsOf,
  STATE_WORDS,
  STATUS_CLASS,
  STATUS_WORDS,
  statuses,
  TARGET_WORDS,
  type Takes,
  wholeWords,
} from "./takes.ts";

/** A row as the filter asks it. */
export interface Asked {
  readonly upgrade: Upgrade;
  /** The name of the file that it was read from; null for one of the page. */
  readonly file: string | null;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What is said of it: made only for the keys that ask for it. */
  explanation(): Explanation | null;
}

/** The keys' own names. */
export type KeyId =
  | "is"
  | "host"
  | "url"
  | "scheme"
  | "method"
  | "protocol"
  | "library"
  | "target"
  | "kind"
  | "from"
  | "level"
  | "diagnosis"
  | "cause"
  | "via"
  | "initiator"
  | "status"
  | "close"
  | "sent"
  | "received"
  | "open"
  | "larger-than"
  | "has-response-header"
  | "has-request-header"
  | "mixed-content";

/** One key of the filter. */
export interface Key {
  readonly id: KeyId;
  /** Chrome's names for the same, and others. */
  readonly aliases?: readonly string[];
  /** What its values may be, where not anything can be asked for; absent: any text. */
  readonly takes?: Takes;
  /** Whether one value, in lower case, is what the row has. */
  matches(asked: Asked, value: string): boolean;
  /** The row's values, as the field suggests them; absent: there is nothing to choose from. */
  values?(asked: Asked): readonly string[];
}

/** A key whose values are parts of words. */
const contains =
  (values: (asked: Asked) => readonly string[]): Key["matches"] =>
  (asked, value) =>
    values(asked).some((one) => one.toLowerCase().includes(value));

const starts =
  (values: (asked: Asked) => readonly string[]): Key["matches"] =>
  (asked, value) =>
    values(asked).some((one) => one.toLowerCase().startsWith(value));

/** A key whose values are numbers; what has none fits nothing. */
function amount(
  id: KeyId,
  unit: Unit,
  numberOf: (asked: Asked) => number | null,
  aliases: readonly string[] = [],
): Key {
  return {
    id,
    takes: numbers(unit),
    aliases,
    matches: (asked, value) => {
      const [wanted, number] = [parseAmount(value, unit), numberOf(asked)];
      return wanted !== null && number !== null && fits(number, wanted);
    },
  };
}

const states = ({ upgrade, file }: Asked): string[] => {
  const chip = chipOf(upgrade, file !== null);
  const state = stateOf(upgrade);
  // What opened, and may be over.
  if (state === "open" && chip === null) return ["opened"];
  // Chrome's word for a request that has not ended.
  return [...listOf(chip), state, ...(chip === "pending" ? ["running"] : [])];
};
const hosts = ({ upgrade }: Asked): string[] => listOf(addressOf(upgrade.url)?.authority);
/** What the column Protocol says, and the id of one that is known. */
const protocols = ({ upgrade }: Asked): string[] => [
  ...listOf(recognizeProtocol(upgrade)?.id),
  ...listOf(protocolName(upgrade)),
];
/** What the column Library says. */
const libraries = ({ upgrade }: Asked): string[] => listOf(usedLibrary(upgrade));
const diagnoses = (asked: Asked): string[] => listOf(asked.explanation()?.diagnosis?.id);
const causes = (asked: Asked): string[] => asked.explanation()?.diagnosis?.causes.map(({ id }) => id) ?? [];
const intermediaries = (asked: Asked): string[] => asked.explanation()?.intermediaries.map(({ id }) => id) ?? [];
/** What the column Initiator names, then the innermost script, which may be a library's. */
const initiators = ({ upgrade }: Asked): string[] => [
  ...new Set([...listOf(openingLine(upgrade)?.url), ...listOf(upgrade.initiator?.url)]),
];

/** The keys, in the order in which the field suggests them. */
export const keys: readonly Key[] = [
  { id: "is", takes: beginningsOf(STATE_WORDS), matches: starts(states), values: states },
  { id: "host", aliases: ["domain"], matches: contains(hosts), values: hosts },
  { id: "url", matches: contains(({ upgrade }) => listOf(upgrade.url)) },
  { id: "scheme", matches: starts(schemes), values: schemes },
  { id: "method", matches: starts(methods), values: methods },
  { id: "protocol", matches: contains(protocols), values: (asked) => protocols(asked).slice(0, 1) },
  { id: "library", matches: contains(libraries), values: libraries },
  { id: "target", takes: partsOf(TARGET_WORDS), matches: contains(targets), values: targets },
  {
    id: "kind",
    takes: beginningsOf(kinds),
    matches: starts(({ upgrade }) => [upgrade.kind]),
    values: ({ upgrade }) => [upgrade.kind],
  },
  { id: "from", matches: contains(({ file }) => [file ?? "page"]), values: ({ file }) => [file ?? "page"] },
  {
    id: "level",
    takes: beginningsOf(Object.keys(LEVELS)),
    matches: starts(levels),
    values: levels,
  },
  {
    id: "diagnosis",
    takes: partsOf(registeredDiagnoses.map(({ id }) => id)),
    matches: contains(diagnoses),
    values: diagnoses,
  },
  { id: "cause", matches: contains(causes), values: causes },
  {
    id: "via",
    takes: partsOf(registeredIntermediaries.map(({ id }) => id)),
    matches: contains(intermediaries),
    values: intermediaries,
  },
  { id: "initiator", matches: contains(initiators), values: (asked) => initiators(asked).slice(0, 1) },
  {
    id: "status",
    aliases: ["status-code"],
    takes: statuses(STATUS_WORDS),
    matches: ({ upgrade }, value) => {
      const { code, word } = statusOf(upgrade);
      if (code === null) return word?.startsWith(value) === true;
      const wanted = parseAmount(value, "count");
      if (wanted !== null) return fits(code, wanted);
      return STATUS_CLASS.test(value) && Math.floor(code / 100) === Number(value[0]);
    },
    values: ({ upgrade }) => {
      const { code, word } = statusOf(upgrade);
      return listOf(code === null ? word : String(code));
    },
  },
  amount("close", "count", ({ upgrade }) => upgrade.close?.code ?? null),
  amount("sent", "count", ({ upgrade }) => (areMessagesKnown(upgrade) ? messagesOf(upgrade).sent.count : null)),
  amount("received", "count", ({ upgrade }) => (areMessagesKnown(upgrade) ? messagesOf(upgrade).received.count : null)),
  amount("open", "duration", ({ upgrade, now }) => openFor(upgrade, now)),
  {
    id: "larger-than",
    takes: numbers("bytes"),
    matches: ({ upgrade }, value) => {
      const wanted = parseAmount(value, "bytes");
      const { sent, received } = messagesOf(upgrade);
      return wanted !== null && fits(sent.bytes + received.bytes, { ...wanted, operator: ">" });
    },
  },
  {
    id: "has-response-header",
    matches: ({ upgrade }, value) => namesOf(upgrade.response?.headers).includes(value),
    values: ({ upgrade }) => namesOf(upgrade.response?.headers),
  },
  {
    id: "has-request-header",
    matches: ({ upgrade }, value) => namesOf(upgrade.request?.headers).includes(value),
    values: ({ upgrade }) => namesOf(upgrade.request?.headers),
  },
  {
    // Of a WebSocket the browser blocks all mixed content: what is displayed or overridden elsewhere does not exist here.
    id: "mixed-content",
    takes: wholeWords(MIXED_CONTENT_WORDS),
    matches: ({ upgrade }, value) =>
      (value === "all" || value === "blocked") && upgrade.blocked?.by === "mixed-content",
    values: ({ upgrade }) => (upgrade.blocked?.by === "mixed-content" ? ["blocked"] : []),
  },
];

const BY_NAME: ReadonlyMap<string, Key> = new Map(
  keys.flatMap((key) => [key.id, ...(key.aliases ?? [])].map((name) => [name, key])),
);

/** All names of keys, Chrome's among them. */
export const keyNames: readonly string[] = [...BY_NAME.keys()];

/** The key of a name; null: there is none. */
export function keyNamed(name: string): Key | null {
  return BY_NAME.get(name) ?? null;
}

function levels(asked: Asked): string[] {
  return listOf(asked.explanation()?.verdict.level);
}

function schemes({ upgrade }: Asked): string[] {
  return listOf(upgrade.url !== null && URL.canParse(upgrade.url) ? new URL(upgrade.url).protocol.slice(0, -1) : null);
}

function methods({ upgrade }: Asked): string[] {
  return listOf(upgrade.exchange?.method ?? upgrade.request?.method ?? "GET").map((method) => method.toLowerCase());
}

function targets({ upgrade }: Asked): string[] {
  return listOf(upgrade.target);
}

/** How long it has been open, or was, in milliseconds; null: it never was, or nobody knows since when. */
function openFor(upgrade: Upgrade, now: number): number | null {
  const state = stateOf(upgrade);
  if ((state !== "open" && state !== "closed") || mayBeOver(upgrade)) return null;
  return timeBetween(openedAt(upgrade), state === "open" ? now : endedAt(upgrade));
}

function namesOf(headers: Headers | undefined): string[] {
  return (headers ?? []).map(([name]) => name.toLowerCase());
}

function listOf(value: string | null | undefined): string[] {
  return value === null || value === undefined || value === "" ? [] : [value];
}
