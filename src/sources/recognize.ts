import { readReport } from "../report/contract/read.ts";
import type { Reading } from "../upgrade/reading.ts";
import { containerLog, documentIn, partOfHar } from "./embedded.ts";
import { readHarLog } from "./har/har-file.ts";
import { readNetLog } from "./net-log/net-log.ts";
import type { ReadOptions } from "./options.ts";
import { readingOfReport } from "./report/report-file.ts";
import { fieldLog } from "./transcript/field-log.ts";
import { firefoxHeadersAsHttp } from "./transcript/headers-pane.ts";
import { jsonLogAsHttp } from "./transcript/json-log.ts";
import { plainText } from "./transcript/plain-text.ts";
import { powershellAsHttp } from "./transcript/powershell.ts";
import { printedAsHttp } from "./transcript/printed-values.ts";
import { hasServerWords } from "./transcript/server-words.ts";
import { isTranscript, readingOf, readLines, readTranscript, WHAT_TO_PASTE } from "./transcript/transcript.ts";
import { NO_SOCKET_IN_LOG, whatItIs } from "./what-instead.ts";

/** What a file can be. */
export type FileKind = "har" | "report" | "net-log" | "transcript";

/** The first key of each kind of JSON file, as its writers write it. */
const FIRST_KEYS: Readonly<Record<string, FileKind>> = {
  log: "har",
  format: "report",
  constants: "net-log",
  events: "net-log",
};

/**
 * Recognizes by its beginning what a file is, so that a large one need not be read to know.
 *
 * @param beginning its first kilobytes
 * @returns null when they do not say: the whole has to be looked at
 */
export function kindOf(beginning: string): FileKind | null {
  const text = withoutMark(beginning).trimStart();
  const [, key = ""] = FIRST_KEY.exec(text) ?? [];
  if (isJson(text)) return key === "log" && CONTAINER.test(text) ? null : (FIRST_KEYS[key] ?? null);
  return isTranscript(text) ? "transcript" : null;
}

/**
 * Reads a file of any known kind: a HAR, a report of this tool, a network log of the browser, a transcript of `curl -v`, or
 * a raw one.
 *
 * @param text the whole file
 * @param file tells reports apart that are read together: 1 is the first
 * @throws Error with one clear sentence when it is none of them
 */
export function readText(text: string, file = 1, options: ReadOptions = {}): Reading {
  const bare = withoutMark(text);
  if (bare.trim() === "") throw new Error("It is empty.");
  const contained = containerLog(bare);
  if (contained !== null) return readText(contained, file, options);
  if (!isJson(bare)) return readPasted(bare, file, options);
  const logged = FIRST_KEY.exec(bare)?.[1] ?? "";
  const lines = logged in FIRST_KEYS ? null : jsonLogAsHttp(bare);
  if (lines !== null) return readLines(lines);
  if (logged in FIRST_KEYS) return readParsed(parsed(bare), file, options);
  const part = partOfHar(bare);
  if (part !== null) return Array.isArray(part) ? readLines(part) : readHarLog(part, options);
  if (hasServerWords(bare) || isTranscript(bare)) return readTranscript(bare);
  const printed = printedAsHttp(bare);
  if (printed !== null) return readLines(printed);
  const other = whatItIs(bare);
  if (other !== null) throw new Error(`${other.says}. ${other.instead ?? WHAT_TO_PASTE}.`);
  return readParsed(parsed(bare), file, options);
}

/** As `readText`, of what is no JSON as a whole. */
function readPasted(bare: string, file: number, options: ReadOptions): Reading {
  const plain = plainText(bare);
  const entries = /\{"request": ?\{|"RequestMethod"|"logger": ?"http\.log\.access/.test(plain)
    ? jsonLogAsHttp(plain)
    : null;
  if (entries !== null) return readLines(entries);
  const fields = fieldLog(bare);
  if (fields !== null && fields.upgrades.length > 0) return readingOf(fields.upgrades, [], fields.lost);
  if (fields !== null && !isTranscript(bare)) throw new Error(`${NO_SOCKET_IN_LOG}. ${WHAT_TO_PASTE}.`);
  const powershell = powershellAsHttp(bare);
  if (powershell !== null) {
    const reading = readLines(powershell, plain.split("\n"));
    if (reading.upgrades.length > 0) return reading;
    throw new Error(`Invoke-WebRequest made an ordinary request here, which asks for no WebSocket. ${WHAT_TO_PASTE}.`);
  }
  const printed = isTranscript(bare) ? null : printedAsHttp(bare);
  if (printed !== null) return readLines(printed, plain.split("\n"));
  const document = documentIn(bare);
  // Beside a transcript it is a file of its own, which the reading of the transcript mentions.
  if (document !== null && !isTranscript(bare.replace(document, ""))) return readText(document, file, options);
  if (isTranscript(bare)) return readTranscript(bare);
  const { says = `It is ${KINDS}`, instead = WHAT_TO_PASTE } = whatItIs(bare) ?? {};
  throw new Error(`${says}. ${instead}.`);
}

/** A line of Docker's `json-file` driver has the key of a HAR, and a text after it. */
const CONTAINER = /^\{"log":"/;

const FIRST_KEY = /^\s*\{\s*"([^"\\]{1,40})"\s*:/;

/** Lines of logs and values of other languages begin with a bracket too. */
function isJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:["{[\]]|$))/.test(text);
}

/** Part of the message for every unknown file. */
export const KINDS = "neither a HAR file, nor a report, nor a network log, nor a transcript of an HTTP handshake";

/**
 * Reads a HAR, as parsed from JSON: a browser's, one of a tool in `har/dialects`, or this tool's own.
 *
 * @throws Error with one clear sentence when it is none
 */
export function readHar(input: unknown, options: ReadOptions = {}): Reading {
  if (isObject(input) && isObject(input.log)) return readParsed({ log: input.log }, 1, options);
  throw new Error("It is not a HAR file: it has no log.entries list.");
}

/**
 * Reads parsed JSON of any known kind.
 *
 * @throws Error with one clear sentence when it is none of them
 */
export function readParsed(input: unknown, file = 1, options: ReadOptions = {}): Reading {
  if (!isObject(input)) throw new Error(`It is ${KINDS}.`);
  const { log, format, constants, events } = input;
  if (format !== undefined && log === undefined) return readingOfReport(readReport(input), file);
  if (Array.isArray(events) && constants !== undefined) return readNetLog({ constants, events });
  const copied = firefoxHeadersAsHttp(input);
  if (copied !== null) return readLines(copied);
  if (isObject(log)) {
    const { creator, pages, entries } = log;
    if (Array.isArray(entries)) return readHarLog({ creator, pages, entries }, options);
    throw new Error("It is not a HAR file: it has no log.entries list.");
  }
  throw new Error(`It is ${KINDS}. ${WHAT_TO_PASTE}.`);
}

interface Keys {
  readonly log?: unknown;
  readonly format?: unknown;
  readonly constants?: unknown;
  readonly events?: unknown;
  readonly creator?: unknown;
  readonly pages?: unknown;
  readonly entries?: unknown;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words quote the file, and with it what may be secret.
    throw new Error(`It starts as JSON, but is truncated or malformed. ${WHAT_TO_PASTE}.`);
  }
}

/** Some tools write a byte order mark, which JSON does not allow (RFC 8259 §8.1). */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}

function isObject(input: unknown): input is Keys {
  return typeof input === "object" && input !== null;
}
