import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { visibleText } from "../../knowledge/text.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { type Headers, headerValue, headerValues } from "../../upgrade/http/headers.ts";
import { isToken, listOf } from "../../upgrade/http/tokens.ts";
import type { ReportConnection } from "../contract/format.ts";
import { LABEL, withEncodedLabels } from "../contract/labels.ts";
import { shellCommand, shellWord } from "./shell.ts";

/** One way to knock at the same door again. */
export interface Reproduction {
  readonly id: "curl" | "wscat" | "websocat" | "page";
  /** As menus call it. */
  readonly name: string;
  /**
   * What to copy. Secrets of a redacted report stay labels in it, to be filled in by hand.
   *
   * @returns null when the address is not known, or when this way does not fit its kind
   */
  text(connection: ReportConnection): string | null;
}

/** Every way, in the order of menus. */
export const reproductions: readonly Reproduction[] = [
  { id: "curl", name: "curl", text: (connection) => fitting("curl", connection, curl) },
  { id: "wscat", name: "wscat", text: (connection) => fitting("wscat", connection, wscat) },
  { id: "websocat", name: "websocat", text: (connection) => fitting("websocat", connection, websocat) },
  { id: "page", name: "Web page", text: (connection) => fitting("page", connection, page) },
];

/** null: the address is not known, or this way does not fit its kind. */
function fitting(
  id: Reproduction["id"],
  connection: ReportConnection,
  text: (connection: ReportConnection, url: string) => string,
): string | null {
  const url = urlOf(connection);
  return url === null || !knowledgeOf(connection.kind).reproductions.includes(id) ? null : text(connection, url);
}

/** The example of RFC 6455 §1.3, for a request whose own key is not known. */
const EXAMPLE_KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** What each tool writes itself, or what belongs to one connection only. */
const OWN = /^(host|connection|upgrade|content-length|accept-encoding|sec-websocket-.*)$/i;

/** What wscat and websocat take in options of their own. */
const ORIGIN = /^origin$/i;

/** The upgrade by hand, over HTTP/1.1 (RFC 6455 §4.1); curl prints the response and then waits for frames. */
function curl(connection: ReportConnection, url: string): string {
  if (connection.kind !== "websocket") return curlRequest(connection, url);
  const headers = headersOf(connection);
  const upgrade: Headers = [
    ["Connection", "Upgrade"],
    ["Upgrade", "websocket"],
    ["Sec-WebSocket-Version", "13"],
    ["Sec-WebSocket-Key", keyOf(headers)],
    ...extra(headers, "Sec-WebSocket-Protocol"),
    ...extra(headers, "Sec-WebSocket-Extensions"),
  ];
  const command = shellCommand("curl --include --no-buffer --http1.1 --globoff --max-time 10", [
    ...[...upgrade, ...passedOn(headers)].map(([name, value]) => `--header ${shellWord(headerLine(name, value))}`),
    `--url ${shellWord(url.replace(/^ws/, "http"))}`,
  ]);
  return notes(connection, command, "#", [
    ...(connection.transport === "http/2+"
      ? ["The browser used HTTP/2 or HTTP/3 here; this command uses HTTP/1.1."]
      : []),
    "Healthy: 101 Switching Protocols. curl then waits for messages until its time limit.",
  ]);
}

/** An ordinary request, whose response is printed piece by piece as it comes. A body that was sent is not known. */
function curlRequest(connection: ReportConnection, url: string): string {
  const method = connection.observed?.exchange?.method ?? "GET";
  const isPlain = method === "GET" || !isToken(method);
  const upgrade = headersOf(connection).filter(([name]) => /^upgrade$/i.test(name));
  const headers: Headers = [
    ...(connection.kind === "other-upgrade" ? [["Connection", "Upgrade"] as const, ...upgrade] : []),
    ...passedOn(headersOf(connection)),
  ];
  const command = shellCommand("curl --include --no-buffer --globoff --max-time 60", [
    ...(isPlain ? [] : [`--request ${method}`]),
    ...headers.map(([name, value]) => `--header ${shellWord(headerLine(name, value))}`),
    `--url ${shellWord(url.replace(/^ws/, "http"))}`,
  ]);
  return notes(connection, command, "#", [
    ...(isPlain ? [] : ["The body of the request is not known here, so it is left out."]),
  ]);
}

function wscat(connection: ReportConnection, url: string): string {
  const headers = headersOf(connection);
  const origin = headerValue(headers, "Origin");
  const command = shellCommand("npx wscat", [
    `--connect=${shellWord(url)}`,
    ...(origin === null ? [] : [`--origin=${shellWord(visibleText(origin))}`]),
    ...subprotocols(headers).map((name) => `--subprotocol=${shellWord(name)}`),
    ...passedOn(headers).flatMap(([name, value]) =>
      ORIGIN.test(name) ? [] : [`--header=${shellWord(`${name}:${visibleText(value)}`)}`],
    ),
  ]);
  return notes(connection, command, "#");
}

function websocat(connection: ReportConnection, url: string): string {
  const headers = headersOf(connection);
  const origin = headerValue(headers, "Origin");
  const names = subprotocols(headers);
  const command = shellCommand("websocat --verbose", [
    ...(origin === null ? [] : [`--origin=${shellWord(visibleText(origin))}`]),
    ...(names.length === 0 ? [] : [`--protocol=${shellWord(names.join(", "))}`]),
    ...passedOn(headers).flatMap(([name, value]) =>
      ORIGIN.test(name) ? [] : [`--header=${shellWord(`${name}: ${visibleText(value)}`)}`],
    ),
    shellWord(url),
  ]);
  return notes(connection, command, "#");
}

/** A page that opens the same connection and writes down what it hears. The browser adds cookies and origin itself. */
function page(connection: ReportConnection, url: string): string {
  const names = subprotocols(headersOf(connection));
  const args = [url, ...(names.length === 0 ? [] : [names])].map(scriptValue).join(", ");
  const script = `<!doctype html>
<meta charset="utf-8">
<title>WebSocket</title>
<pre id="log"></pre>
<script>
  const log = (line) => document.querySelector("#log").append(new Date().toISOString() + " " + line + "\\n");
  const socket = new WebSocket(${args});
  socket.addEventListener("open", () => log("open, subprotocol: " + (socket.protocol || "none")));
  socket.addEventListener("message", ({ data }) => log("message: " + data));
  socket.addEventListener("error", () => log("error"));
  socket.addEventListener("close", ({ code, reason, wasClean }) => log("close " + code + " " + reason + " clean: " + wasClean));
</script>`;
  const labels = labelsIn(script);
  if (labels.length === 0) return `${script}\n`;
  // A comment must not hold what could end it; labels have nothing but letters, digits and a few signs.
  return `${script}\n<!-- Replace these with your own values: ${labels.map((label) => label.slice(1, -1)).join(", ")} -->\n`;
}

function notes(connection: ReportConnection, command: string, sign: string, more: readonly string[] = []): string {
  const labels = labelsIn(command);
  const lines = [
    ...(labels.length === 0 ? [] : [`Replace these with your own values: ${labels.join(", ")}`]),
    ...more,
    ...(connection.handshake.request === null ? ["The request was not seen; only its address is known."] : []),
  ];
  return [...lines.map((line) => `${sign} ${line}`), command, ""].join("\n");
}

function labelsIn(text: string): string[] {
  return [...new Set([...text.matchAll(LABEL)].map(([label]) => label))];
}

/** Labels stay readable, and everything else is as a URL has it: no space, quote or control character. */
function urlOf({ url }: ReportConnection): string | null {
  const address = addressOf(url === null ? null : withEncodedLabels(url));
  if (url === null || address === null || address.scheme === "other") return null;
  const { href } = new URL(withEncodedLabels(url));
  const encoded = new Map([...url.matchAll(LABEL)].map(([label]) => [encodeURIComponent(label), label]));
  let [text = ""] = href.replace(/^http/, "ws").split("#", 1);
  for (const [code, label] of encoded) text = text.replaceAll(code, label);
  return text.replace(/[^\x20-\x7e]|["'`\\]/g, encodeURIComponent).replaceAll("'", "%27");
}

function headersOf({ handshake }: ReportConnection): Headers {
  return handshake.request?.headers ?? [];
}

/** The headers that make the request the same for the server; names that are no headers (HTTP/2's own) are left out. */
function passedOn(headers: Headers): Headers {
  return headers.filter(([name]) => isToken(name) && !OWN.test(name));
}

function extra(headers: Headers, name: string): Headers {
  return headerValues(headers, name).map((value) => [name, value] as const);
}

function keyOf(headers: Headers): string {
  const key = headerValue(headers, "Sec-WebSocket-Key") ?? "";
  return /^[A-Za-z0-9+/]{22}==$/.test(key) ? key : EXAMPLE_KEY;
}

/** curl takes "Name:" as an order to leave a header out; "Name;" sends it empty. */
function headerLine(name: string, value: string): string {
  return value === "" ? `${name};` : `${name}: ${visibleText(value)}`;
}

/** Only names that a WebSocket may be opened with, or labels in their place. */
function subprotocols(headers: Headers): string[] {
  return headerValues(headers, "Sec-WebSocket-Protocol")
    .flatMap(listOf)
    .filter((name) => isToken(name.replace(LABEL, "label")));
}

/** A value as a script has it; nothing in it can end the script element (HTML §13.1.2.1) or turn the text around. */
function scriptValue(value: string | readonly string[]): string {
  return visibleText(JSON.stringify(value)).replace(/<(?=[/!?]|script)/gi, "\\u003c");
}
