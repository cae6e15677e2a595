import { parseExtensions } from "../../upgrade/http/extensions.ts";
import { hasHeader, headerValue, headerValues } from "../../upgrade/http/headers.ts";
import { listOf } from "../../upgrade/http/tokens.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckId, CheckResult } from "../checks/check.ts";
import type { Failure } from "./failure.ts";

type HeaderFailure = Extract<Failure, { kind: "header" }>;

/** The rules of a 101, in the order in which Chromium checks them (docs/chromium.md#handshake-texts). */
const RULES: readonly (HeaderFailure["header"] & CheckId)[] = [
  "upgrade",
  "accept",
  "connection",
  "subprotocol",
  "extensions",
];

const NAMES: Readonly<Record<HeaderFailure["header"], string>> = {
  upgrade: "Upgrade",
  accept: "Sec-WebSocket-Accept",
  connection: "Connection",
  subprotocol: "Sec-WebSocket-Protocol",
  extensions: "Sec-WebSocket-Extensions",
};

/**
 * The failure that a browser would report of a 101 in a file. Tools that are no browsers write down, and keep open, what
 * browsers refuse; Firefox logs a 101 before it checks it, and does not log what came of that (docs/firefox.md#refused-101).
 *
 * @param judged gives the results of all checks; asked only for such a file
 * @returns the first broken rule in Chromium's words; null for a handshake that keeps them all, or that a browser judged
 */
export function refusedInFile(upgrade: Upgrade, judged: () => readonly CheckResult[]): HeaderFailure | null {
  const { fromFile, client, error, response, kind } = upgrade;
  const isFirefoxes = client === "Firefox";
  if ((!fromFile && !isFirefoxes) || error !== null || response?.status !== 101 || kind !== "websocket") return null;
  // A list without any header of a handshake is a record that is not whole, unless it has what only ordinary responses have.
  const isWhole = [...OF_HANDSHAKE, "Transfer-Encoding"].some((name) => hasHeader(response.headers, name));
  if (!isWhole) return null;
  const results = judged();
  const outcomeOf = (id: CheckId) => results.find((result) => result.id === id)?.outcome;
  // Files are cleaned before they are passed on: what stands for a key then says nothing about the accept value.
  const isKeyKnown = outcomeOf("key") === "pass";
  const isJudged = isKeyKnown || isWithoutBoth(upgrade);
  const isBroken = (id: HeaderFailure["header"] & CheckId): boolean => {
    // An offer that cannot be read is the request's fault.
    if (id === "extensions" && offeredExtensions(upgrade) === null) return false;
    if (id === "accept") return isJudged && (outcomeOf(id) === "fail" || isWithoutBoth(upgrade));
    return outcomeOf(id) === "fail" || (id === "subprotocol" && isUnansweredInChrome(upgrade));
  };
  const header = RULES.find((id) => isBroken(id) && !(isFirefoxes && isLeftByFirefox(id, upgrade)));
  return header === undefined ? null : { kind: "header", header, detail: detailOf(header, upgrade) };
}

const OF_HANDSHAKE = ["Upgrade", "Connection", "Sec-WebSocket-Accept"] as const;

/** What Firefox lets pass where Chromium refuses: Upgrade twice, and a subprotocol that nobody asked for. */
function isLeftByFirefox(id: HeaderFailure["header"], { request, response }: Upgrade): boolean {
  const values = headerValues(response?.headers ?? [], NAMES[id]).flatMap(listOf);
  if (id === "upgrade") return values.length > 1 && values.every((value) => value.toLowerCase() === "websocket");
  return id === "subprotocol" && values.length > 0 && !hasHeader(request?.headers ?? [], NAMES[id]);
}

/**
 * Chrome's own request, copied out of its DevTools, whose subprotocols the 101 does not answer: RFC 6455 allows that, and Chrome
 * refuses it. What was copied has no messages that could show the opposite.
 */
export function isUnansweredInChrome(upgrade: Upgrade): boolean {
  const { client, logsMessages, request, response } = upgrade;
  const agent = headerValue(request?.headers ?? [], "User-Agent") ?? "";
  if (client !== undefined || logsMessages !== false || !/ Chrome\/\d/.test(agent)) return false;
  const offered = headerValues(request?.headers ?? [], NAMES.subprotocol).flatMap(listOf);
  return offered.length > 0 && !hasHeader(response?.headers ?? [], NAMES.subprotocol);
}

/** A tool's own record of a request without a key and a response that accepts none: nobody took them out. */
function isWithoutBoth({ client, request, response }: Upgrade): boolean {
  const isCut = request?.isCut === true || response?.isCut === true;
  const isWhole =
    client !== undefined && request?.method !== undefined && !isCut && hasHeader(request.headers, "Upgrade");
  return (
    isWhole &&
    !hasHeader(request.headers, "Sec-WebSocket-Key") &&
    !hasHeader(response?.headers ?? [], "Sec-WebSocket-Accept")
  );
}

/** What the request offered; null: it cannot be parsed. */
function offeredExtensions({ request }: Upgrade): readonly string[] | null {
  const offer = headerValue(request?.headers ?? [], NAMES.extensions);
  return offer === null ? [] : (parseExtensions(offer)?.map(({ name }) => name) ?? null);
}

/** In Chromium's words (chromium: net/websockets/websocket_basic_handshake_stream.cc), and the order of its checks. */
function extensionsDetail(upgrade: Upgrade, name: string, value: string): string {
  const chosen = parseExtensions(value);
  if (chosen === null) return `'${name}' header value '${value}' is rejected by the parser: ${value}`;
  const offered = offeredExtensions(upgrade) ?? [];
  const other = chosen.find((extension) => upgrade.request !== null && !offered.includes(extension.name));
  return other === undefined
    ? `Error in permessage-deflate: '${name}' ${value}`
    : `Found an unsupported extension '${other.name}' in '${name}' header`;
}

function detailOf(header: HeaderFailure["header"], upgrade: Upgrade): string {
  const name = NAMES[header];
  const values = headerValues(upgrade.response?.headers ?? [], name);
  const [value = ""] = values;
  const isRepeated = values.flatMap(listOf).length > 1;
  if (header === "extensions") return extensionsDetail(upgrade, name, values.join(", "));
  if (header === "subprotocol") {
    const offered = headerValues(upgrade.request?.headers ?? [], name).flatMap(listOf);
    if (values.length === 0) return `Sent non-empty '${name}' header but no response was received`;
    if (isRepeated) return `'${name}' header must not appear more than once in a response`;
    if (offered.length === 0) return `Response must not include '${name}' header if not present in request: ${value}`;
    return `'${name}' header value '${value}' in response does not match any of sent values`;
  }
  if (values.length === 0) return `'${name}' header is missing`;
  if (header === "connection") return `'${name}' header value must contain 'Upgrade'`;
  if (isRepeated) return `'${name}' header must not appear more than once in a response`;
  return header === "upgrade"
    ? `'${name}' header value is not 'WebSocket': ${value}`
    : `Incorrect '${name}' header value`;
}
