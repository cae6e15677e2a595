import { HANDSHAKE_HEADERS, type Headers, hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import { listOf } from "../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { recognizeBody } from "../bodies/recognize.ts";
import { statusName } from "../http-status.ts";
import { code, visibleText, type Words } from "../text.ts";
import { Asker, asker } from "./asker.ts";
import { statusOf } from "./case.ts";
import type { Case, Cause } from "./diagnosis.ts";
import { saidEvidence } from "./evidence.ts";
import { curl } from "./fixes.ts";

/** A handshake that no server can accept: nothing follows from its refusal. */
export interface VoidTest {
  readonly headline: string;
  readonly summary: Words;
  readonly causes: readonly Cause[];
}

/** One fault of a request, and why it can lead nowhere. */
interface Fault {
  readonly id: "test-over-http2" | "request-incomplete" | "client-version-mismatch";
  /** Goes on after "This test cannot succeed anywhere: ". */
  readonly short: Words;
  readonly why: Words;
  readonly evidence: readonly string[];
  /** What to do instead; absent: to ask again. */
  readonly fix?: Words;
}

/** Headers of drafts from before RFC 6455 (draft-ietf-hybi-thewebsocketprotocol-00, "hixie-76"). */
const DRAFT = ["Sec-WebSocket-Key1", "Sec-WebSocket-Key2"] as const;

/**
 * Judges the request itself, where its record shows it whole: a transcript, a command line. A browser's own handshakes are
 * always complete.
 *
 * @returns null for a handshake that can succeed, and for one whose request is not known well enough
 */
export function voidTest(seen: Case): VoidTest | null {
  const { upgrade } = seen;
  if (upgrade.client === "Firefox") return null;
  if (upgrade.kind !== "websocket" || statusOf(seen) === null || upgrade.response?.status === 101) return null;
  const faults = faultsOf(upgrade);
  const [first] = faults;
  if (first === undefined) return null;
  const status = statusOf(seen) ?? 0;
  return {
    headline: "Void test",
    summary: `This test cannot succeed anywhere: ${first.short}. The response was ${statusName(status)}.`,
    causes: faults.map((fault) => causeOf(seen, fault)),
  };
}

function causeOf(seen: Case, { id, why, evidence, fix = AGAIN }: Fault): Cause {
  return {
    id,
    // Of a response alone the request is only inferred.
    likelihood: seen.upgrade.request === null ? "likely" : "certain",
    title: TITLES[id],
    why: `${why} ${follows(seen)}`,
    evidence: [...evidence, ...rejectReason(seen), saidEvidence(seen)],
    fix: { text: fix, snippets: [curl(seen)] },
  };
}

/** What the refusal shows all the same. Over HTTP/2 a missing `Upgrade` is explained by the version. */
function follows({ upgrade }: Case): Words {
  const known = recognizeBody(upgrade)?.sentence;
  const isLost =
    known?.cause === "upgrade-not-forwarded" &&
    known.likelihood === "certain" &&
    overHttp2(upgrade) === null &&
    hasHeader(upgrade.request?.headers ?? [], "Upgrade");
  return isLost
    ? "The body of the response also says that `Upgrade` did not reach the server, which this does not explain: something in between removed it."
    : "So the refusal says nothing about the server or a proxy.";
}

const AGAIN = "Repeat the test with a complete handshake over HTTP/1.1, and read the response to that.";

/** WebSocket-Node gives its reason in a header of its own (WebSocket-Node: lib/WebSocketRequest.js). */
function rejectReason({ upgrade }: Case): string[] {
  const reason = headerValue(upgrade.response?.headers ?? [], "X-WebSocket-Reject-Reason");
  return reason === null ? [] : [`response header X-WebSocket-Reject-Reason: ${visibleText(reason).slice(0, 120)}`];
}

const TITLES: Readonly<Record<Fault["id"], Words>> = {
  "test-over-http2": "The test went over HTTP/2, where `Upgrade` does not exist",
  "request-incomplete": "The test did not send a complete handshake",
  "client-version-mismatch": "The request follows a draft that predates the standard",
};

function faultsOf(upgrade: Upgrade): Fault[] {
  const part = noHandshake(upgrade) ?? incomplete(upgrade) ?? unfit(upgrade);
  return [overHttp2(upgrade), head(upgrade), draft(upgrade), part].filter((fault) => fault !== null);
}

function overHttp2(upgrade: Upgrade): Fault | null {
  const { request, response } = upgrade;
  const version = request?.httpVersion ?? response?.httpVersion;
  if (version === undefined || version.startsWith("1")) return null;
  if (request !== null && (hasHeader(request.headers, ":protocol") || request.method === "CONNECT")) return null;
  // Of a response alone nobody knows what was asked.
  const who = request === null ? "the request" : asker(upgrade);
  return {
    id: "test-over-http2",
    short: request === null ? `it went over HTTP/${version}` : `${who} sent it over HTTP/${version}`,
    why: `HTTP/${version} has no \`Upgrade\`: the two headers are dropped or ignored, and the server sees an ordinary request (RFC 9113 §8.6). A WebSocket over HTTP/2 needs an extended CONNECT (RFC 8441 §4), which this was not.`,
    evidence: [request === null ? `status line HTTP/${version}` : `the request went over HTTP/${version}`],
  };
}

function head(upgrade: Upgrade): Fault | null {
  const { request } = upgrade;
  if (request?.method === undefined || request.method === "GET" || request.method === "CONNECT") return null;
  return {
    id: "request-incomplete",
    short: `${asker(upgrade)} sent ${code(request.method)}, but a handshake is a GET`,
    why: `${Asker(upgrade)} sent ${code(request.method)}; a handshake is a GET (RFC 6455 §4.1)${request.method === "HEAD" ? ". With curl, `-I` makes it a HEAD; `-i` shows the headers of a GET" : ""}.`,
    evidence: [`request method ${request.method}`],
  };
}

function draft({ request }: Upgrade): Fault | null {
  const names = request === null ? [] : DRAFT.filter((name) => hasHeader(request.headers, name));
  if (names.length === 0) return null;
  return {
    id: "client-version-mismatch",
    short: "it follows a draft from 2010",
    why: `The request has ${names.map(code).join(" and ")}, from a draft that predates the standard (RFC 6455, 2011) and that current servers do not know. A client from that time sent it.`,
    evidence: names.map((name) => `request header ${name}`),
    fix: "Use a client that follows the standard, as every browser since 2012 does. To test the server, send a complete handshake.",
  };
}

/** A tool's request whose `Connection` names everything but the upgrade: what is written by hand goes wrong so. */
function unfit({ request, response, client }: Upgrade): Fault | null {
  if (request?.isCut === true) return null;
  if (isTypeCut(response) && !hasHeader(request?.headers ?? [], "Sec-WebSocket-Key")) return null;
  const connection = headerValue(request?.headers ?? [], "Connection");
  const version = request?.httpVersion ?? response?.httpVersion;
  if (client === undefined || connection === null || version?.startsWith("1") === false) return null;
  if (listOf(connection).some((word) => word.toLowerCase() === "upgrade")) return null;
  return {
    id: "request-incomplete",
    short: `${asker({ client })} sent \`Connection\` without \`Upgrade\``,
    why: `The request has ${code(`Connection: ${connection}`)}; the word \`Upgrade\` must be in it (RFC 6455 §4.1), or the server sees an ordinary request.`,
    evidence: [`request header Connection: ${visibleText(connection).slice(0, 120)}`],
  };
}

/** An ordinary request of a tool, to an address whose response says that it takes handshakes. */
function noHandshake({ request, response, client }: Upgrade): Fault | null {
  if (request?.isCut === true) return null;
  if (client === undefined || request?.method !== "GET" || request.headers.length === 0) return null;
  const { headers, httpVersion = response?.httpVersion } = request;
  const isAsked = (name: string) => hasHeader(headers, name);
  if (httpVersion?.startsWith("1") === false || HANDSHAKE_HEADERS.some(isAsked) || DRAFT.some(isAsked)) return null;
  if (isAsked(":protocol") || isAsked("Sec-WebSocket-Protocol") || isTypeCut(response)) return null;
  return {
    id: "request-incomplete",
    short: "the request asks for no WebSocket",
    why: "The request has neither `Upgrade` nor a key (RFC 6455 §4.1): it is an ordinary request, and this address expects WebSocket handshakes.",
    evidence: ["no request header Upgrade", ...sentNames(headers)],
    fix: "Connect with a WebSocket client, or repeat the test with a complete handshake over HTTP/1.1. If you were looking for a page, it is served at another address or port.",
  };
}

/** Whether the response's type may stand where the text was cut off: it may be about something other than a WebSocket. */
function isTypeCut(response: Upgrade["response"]): boolean {
  return response?.isCut === true && !hasHeader(response.headers, "Content-Type");
}

function sentNames(headers: Headers): string[] {
  return [`request headers ${headers.map(([name]) => visibleText(name)).join(", ")}`.slice(0, 120)];
}

function incomplete({ request, response }: Upgrade): Fault | null {
  if (request?.method === undefined || request.isCut === true || hasHeader(request.headers, ":protocol")) return null;
  const { headers, httpVersion = response?.httpVersion } = request;
  // A log line or a half copied header shows too little to miss anything in it.
  const isHandshake = /websocket/i.test(headerValue(headers, "Upgrade") ?? "") || hasHeader(headers, "Connection");
  if (!isHandshake || httpVersion?.startsWith("1") === false) return null;
  if (DRAFT.some((name) => hasHeader(headers, name))) return null;
  const missing = HANDSHAKE_HEADERS.filter((name) => !hasHeader(headers, name));
  if (missing.length === 0) return null;
  const names = missing.map(code).join(" and ");
  return {
    id: "request-incomplete",
    short: `the request has no ${names}`,
    why: `The request has no ${names}, which every handshake must have (RFC 6455 §4.1); a server that follows the standard refuses it.`,
    evidence: missing.map((name) => `no request header ${name}`),
  };
}
