import type { Header } from "../../upgrade/http/headers.ts";
import { goHeaders } from "./printed-headers.ts";

/** A refused response that a program printed in one line, as its own language writes such a value. */
export interface PrintedResponse {
  readonly status: number;
  readonly reason: string;
  /** Absent where none was printed. */
  readonly version?: string;
  readonly headers: readonly Header[];
  /** Empty where none was printed. */
  readonly body: string;
  /** Whether the line is a body and nothing else: below a response it is that response's. */
  readonly isBody?: true;
}

/** Longest line that is looked at, in characters. */
const LONGEST = 20_000;

/** tungstenite's error, as Rust's `{:?}` prints it (tungstenite: src/error.rs; http: response.rs). */
const RUST =
  /\bHttp\(Response \{ status: (\d{3}), version: HTTP\/1\.[01], headers: \{(.{0,8000}?)\}, body: (None|Some\(\[[\d, ]{0,4000}|)/;

/** websocket-client for Python puts the headers and the body after the status (websocket: _handshake.py). */
const PYTHON =
  /Handshake status (\d{3})(?: ([\w' -]{1,40}?))? -\+-\+- \{(.{0,8000}?)\} -\+-\+- (?:None|b?['"](.{0,4000}))?/;

/** Internet Explorer and the first Edge write the words of the status line. */
const EXPLORER = /\bWebSocket Error: Incorrect HTTP response\. Status code (\d{3}), (.{1,200})\s*$/;

/** kubectl repeats what the API server said (kubernetes: apimachinery, util/httpstream). */
const KUBECTL = /^Error from server(?: \(BadRequest\))?: (Upgrade request required)\s*$/;

/** Go's response, as its three ways of printing write it (fmt: %v, %+v, %#v; net/http: response.go). */
const GO =
  /&(?:http\.Response)?\{(?:Status:)?"?(\d{3}) ?([\w' -]{0,60}?)"?,? (?:StatusCode:)?\1,? (?:Proto:)?"?HTTP\/(\d)\.(\d)"?,? [^[{]{0,60}(?:map\[|http\.Header\{)/;

/** What requests and httpx for Python print of a response that was refused. */
const REQUESTS = /^(?:[>.]{3} )?<Response \[([45]\d\d)(?: ([\w' -]{1,60}))?\]>\s*$/;
/**
 * What stands after "unable to upgrade connection" is the body of the response, and these words come with one status each
 * (kubernetes: apimachinery/pkg/util/httpstream/spdy/upgrade.go, UpgradeResponse; httpstream/httpstream.go, Handshake;
 * pkg/kubelet/server/server.go, InstallAuthFilter; the last is Go's net/http, NotFound).
 */
const OF_UPGRADE: readonly (readonly [status: number, pattern: RegExp])[] = [
  [400, /^unable to upgrade: missing upgrade headers in request: .{1,400}/],
  [403, /^unable to upgrade: unable to negotiate protocol: client supports \[.{1,400}\], server accepts \[.{1,400}\]/],
  [403, /^Forbidden \(user=.{1,200}, verb=\w{1,20}, resource=\w{1,40}, subresource(?:\(s\))?=[\w,()[\] ]{0,80}\)/],
  [404, /^404 page not found\s*$/],
];
const UPGRADING = /\berror: (?:Internal error occurred: )?unable to upgrade connection: (.{1,1200})$/;

/**
 * Engine.IO's codes, as the response has them (engine.io: lib/server.ts, abortRequest): 403 for the code 4, else 400. A WebSocket
 * is refused with 400 and the words alone (abortUpgrade), so this is a poll's.
 */
const ENGINE_IO = /^\s*(\{"code":\s?([0-5]),\s?"message":\s?"[^"]{1,120}"\})\s*$/;

const PAIR = /(?:"([\w-]{1,60})"|'([\w-]{1,60})'): (?:"((?:[^"\\]|\\.){0,2000})"|'((?:[^'\\]|\\.){0,2000})')/g;

/** Reads such a line; null for any other. */
export function printedResponse(line: string): PrintedResponse | null {
  if (line.length > LONGEST) return null;
  const rust = RUST.exec(line);
  if (rust !== null) {
    const [, status, headers = "", body = ""] = rust;
    const bytes = body.startsWith("Some") ? (body.match(/\d{1,3}/g) ?? []).map(Number) : [];
    return { status: Number(status), reason: "", headers: pairs(headers), body: String.fromCharCode(...bytes) };
  }
  const python = PYTHON.exec(line);
  if (python !== null) {
    const [, status, reason = "", headers = "", body = ""] = python;
    return { status: Number(status), reason, headers: pairs(headers), body: body.replace(/['"]$/, "") };
  }
  const go = GO.exec(line);
  if (go !== null) {
    const [whole, status, reason = "", major = "1", minor = "1"] = go;
    const headers = goHeaders(line.slice(go.index + whole.length));
    const version = minor === "0" && major !== "1" ? major : `${major}.${minor}`;
    return { status: Number(status), reason: reason.trim(), version, headers, body: "" };
  }
  const [, refused, phrase = ""] = REQUESTS.exec(line) ?? [];
  if (refused !== undefined) return { status: Number(refused), reason: phrase, headers: [], body: "" };
  const [, status, told = ""] = EXPLORER.exec(line) ?? [];
  if (status !== undefined) return { status: Number(status), reason: told.trim(), headers: [], body: "" };
  const said = KUBECTL.exec(line)?.[1];
  if (said !== undefined) return bodyAlone(400, said);
  const [, engine, number] = ENGINE_IO.exec(line) ?? [];
  if (engine !== undefined) return { ...bodyAlone(number === "4" ? 403 : 400, engine), isBody: true };
  const words = UPGRADING.exec(line)?.[1];
  const found = words === undefined ? undefined : OF_UPGRADE.find(([, pattern]) => pattern.test(words));
  return found === undefined || words === undefined ? null : bodyAlone(found[0], words.trim());
}

function bodyAlone(status: number, body: string): PrintedResponse {
  return { status, reason: "", headers: [], body };
}

function pairs(text: string): Header[] {
  return [...text.matchAll(PAIR)].map(([, double, single, quoted, apostrophed]) => [
    double ?? single ?? "",
    (quoted ?? apostrophed ?? "").replace(/\\(["'\\])/g, "$1"),
  ]);
}
