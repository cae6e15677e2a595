import { networkRows, networkTimes } from "../../../knowledge/explanation/network.ts";
import { transportWords } from "../../../knowledge/explanation/row.ts";
import { knowledgeOf } from "../../../knowledge/kinds/registry.ts";
import { bytes, count, duration, number } from "../../../knowledge/text.ts";
import type { Tally } from "../../../upgrade/counts/messages.ts";
import { namedTransport, type Transport } from "../../../upgrade/http/transport.ts";
import type { Report, ReportConnection } from "../../contract/format.ts";
import { networkOfReport } from "../../contract/network.ts";
import { numberWords, type Selection } from "./selection.ts";

/** A piece of a fact: our own words, our own words that must not be overlooked, or foreign text to the letter. */
export type Piece = string | { readonly strong: string } | { readonly code: string };

/** One fact of a report as every readable format shows it. */
export interface Fact {
  readonly name: string;
  readonly value: readonly Piece[];
  /** What it was read from. */
  readonly evidence: readonly string[];
}

/** A connection's address, or that it is not known. */
export function addressPiece({ url, observed }: ReportConnection): Piece {
  if (url === null && observed?.requestPath !== undefined) return { code: observed.requestPath };
  if (url === null) return "address not known";
  // A scheme that nothing shows is left out.
  return { code: observed?.schemeGuessed === true ? url.replace(/^[a-z]+:\/\//, "") : url };
}

/** What is known of a whole report, in the order of reading. */
export function reportFacts(
  { page, generatedAt, tool, capture, redaction, connections }: Report,
  selection?: Selection,
): Fact[] {
  const since = capture.startedAt === null ? "" : `, from ${capture.startedAt}`;
  const browser: Piece[] = tool.browser === null ? [] : [", on ", { code: tool.browser }];
  return [
    fact("Page", page.url === null ? "not known" : { code: page.url }),
    fact("Upgrades", numberWords(connections.length, selection)),
    fact("Captured by", `${SOURCES[capture.source]}${since}`),
    fact("Made", `${generatedAt} by Upgrades ${tool.version}`, ...browser),
    redaction.applied ? fact("Secrets", ...secretsIn(redaction)) : fact("Secrets", ...NOT_MASKED),
  ];
}

const NOT_MASKED: readonly Piece[] = [{ strong: "not masked" }, ": cookies and tokens may be in this report"];

const SOURCES: Readonly<Record<Report["capture"]["source"], string>> = {
  debugger: "the browser's debugger interface",
  network: "the network log of DevTools",
  har: "a HAR file",
  "net-log": "a network log of the browser (chrome://net-export)",
  transcript: "a transcript of the handshake",
  report: "another report",
  files: "files of several kinds",
};

/** What somebody chose to leave is reported, so that nobody takes the report for one that can be shown to everybody. */
function secretsIn({ items, kept = [] }: Report["redaction"]): Piece[] {
  const places = `masked in ${count(items.length, "place")}; equal labels stand for equal values`;
  if (kept.length === 0) return [items.length === 0 ? "none were found" : places];
  const values = count(new Set(kept.map(({ label }) => label)).size, "value");
  const readable = [{ strong: `${values} left readable` }, ` on purpose, in ${count(kept.length, "place")}`];
  return items.length === 0 ? readable : [...readable, `; all others ${places}`];
}

/** What is known of one connection, and nothing about what is not. */
export function connectionFacts(connection: ReportConnection): Fact[] {
  const { state, pending, status, transport, timing, protocol, close, file } = connection;
  const { name, measures } = knowledgeOf(connection.kind);
  const isHandshake = measures === "handshake";
  const facts: (Fact | null)[] = [
    known("Kind", isHandshake ? null : name),
    known("State", state),
    known("Time column in DevTools", pending ? "Pending" : null),
    known("Status", status === null ? null : String(status)),
    known("Transport", transport && transportWords(exactly(connection, transport), connection.kind)),
    openedBy(connection),
    ...networkFacts(connection),
    known("Network", timesIn(connection)),
    known("Opened before the capture", connection.openedBeforeCapture ? "yes: the handshake was not seen" : null),
    protocol && { ...fact("Protocol", protocol.name), evidence: protocol.evidence },
    known(
      protocol?.heartbeat?.announced === true ? "Heartbeat announced" : "Heartbeat by default",
      heartbeat(protocol),
    ),
    saidInside(connection),
    known("Created", timing.createdAt),
    known("Request sent", timing.requestSentAt),
    known("Response after", timing.handshakeMs === null ? null : duration(timing.handshakeMs)),
    known("Opened", timing.openedAt),
    endOf(connection),
    known("Open for", timing.openMs === null ? null : duration(timing.openMs)),
    known("Close code", close === null || close.code === null ? null : String(close.code)),
    close === null || close.reason === null ? null : fact("Close reason", { code: close.reason }),
    known("Clean close", close === null || close.wasClean === null ? null : close.wasClean ? "yes" : "no"),
    known("Meaning of the close code", close?.meaning ?? null),
    known("Attempts at this address", connection.attempts === null ? null : number(connection.attempts.count)),
    connection.messages === null ? fact("Messages", "not recorded, so not known") : null,
    file === null ? null : fact("Read from", { code: file }),
  ];
  return facts.filter((one) => one !== null);
}

/**
 * When it ended. What failed has failed when its error was reported, which is what its evidence and its row count to; that the
 * browser takes it down comes later, and is no end of its own.
 */
function endOf({ state, timing, observed }: ReportConnection): Fact | null {
  if (state !== "failed" && state !== "blocked") return known("Closed", timing.closedAt);
  return known("Failed", observed?.error?.at ?? timing.closedAt);
}

/** Where the response came from, and over what. */
function networkFacts({ observed, timing }: ReportConnection): Fact[] {
  if (observed?.network === undefined) return [];
  const askedAt = timing.createdAt ?? timing.requestSentAt;
  const at = askedAt === null ? null : Date.parse(askedAt);
  return networkRows(networkOfReport(observed.network), at).map(({ name, value }) => fact(name, value));
}

/** What the network took, as one line; null where nobody measured it. */
function timesIn({ observed }: ReportConnection): string | null {
  const times = networkTimes(observed?.network && networkOfReport(observed.network)).map(
    ({ name, value }) => `${name} ${value}`,
  );
  return times.length === 0 ? null : times.join(", ");
}

/**
 * The checks that people read. They are of WebSocket handshakes: of an event stream, a long poll or a WebTransport none
 * applies, and ten rows that say so say nothing.
 */
export function readableChecks({ checks }: ReportConnection): ReportConnection["checks"] {
  return checks.every(({ outcome }) => outcome === "not-applicable") ? [] : checks;
}

/** One direction of the messages, as a row: name, messages, text, binary, payload. */
export const MESSAGE_COLUMNS = ["Direction", "Messages", "Text", "Binary", "Payload"] as const;

/** The rows of the message table and the sentence below it; null when no message was counted. */
export function messageFacts(messages: ReportConnection["messages"]): {
  readonly rows: readonly (readonly string[])[];
  readonly last: string | null;
} | null {
  if (messages === null) return null;
  const { sent, received, lastAt, bytesExact } = messages;
  const total = sent.count + received.count;
  if (total === 0) return null;
  const row = (name: string, tally: Tally): string[] => [
    name,
    number(tally.count),
    number(tally.text),
    number(tally.binary),
    bytesExact ? bytes(tally.bytes) : `at least ${bytes(tally.bytes)}`,
  ];
  return {
    rows: [row("sent", sent), row("received", received)],
    last: lastAt === null ? null : `${count(total, "message")}; the last one at ${lastAt}.`,
  };
}

/** The contract's "http/2+", made exact where the report has the version that was seen. */
function exactly({ observed }: ReportConnection, transport: "http/1.1" | "http/2+"): Transport {
  if (transport === "http/1.1") return transport;
  const version = observed?.exchange?.protocol ?? observed?.httpVersion ?? observed?.responseHttpVersion;
  return namedTransport(version) ?? transport;
}

function openedBy({ target, initiator }: ReportConnection): Fact | null {
  if (initiator === null) return known("Opened by", target);
  const line = initiator.line === null ? "" : `:${initiator.line}`;
  const column = initiator.line === null || initiator.column === null ? "" : `:${initiator.column}`;
  const name: Piece[] = initiator.function === null ? [] : [{ code: `${initiator.function}()` }, " at "];
  const where: Piece[] = target === null ? [] : [`${target}, `];
  return fact("Opened by", ...where, ...name, { code: initiator.url + line + column });
}

function heartbeat(protocol: ReportConnection["protocol"]): string | null {
  if (protocol === null || protocol.heartbeat === null) return null;
  const { by, intervalMs } = protocol.heartbeat;
  return `every ${duration(intervalMs)}, sent by ${by === "both" ? "both sides" : `the ${by}`}`;
}

function saidInside({ application }: ReportConnection): Fact | null {
  if (application === null) return null;
  const { state, reason, evidence } = application;
  return { ...fact("Application", state, ...(reason === null ? [] : [": ", { code: reason }])), evidence };
}

function fact(name: string, ...value: Piece[]): Fact {
  return { name, value, evidence: [] };
}

function known(name: string, value: string | null): Fact | null {
  return value === null ? null : fact(name, value);
}
