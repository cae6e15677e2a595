import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { decodeBlocked } from "../cdp/blocked.ts";
import { consoleRequest } from "./console-request.ts";

/** Lines of a browser's console about a connection; the URL is the first group, the reason in the second. */
const LINES: readonly (readonly [client: string | null, pattern: RegExp])[] = [
  // Chrome, Edge and Safari write the same beginning.
  [null, /WebSocket connection to '(wss?:[^']*)' failed: ?(.*)$/],
  [
    "Firefox",
    /(?<reason>Firefox can.t establish a connection to the server at (?<url>wss?:\S*?))\.?(?:\s+\[?[\w.-]{1,80}:\d{1,7}:\d{1,7}\b.{0,300})?$/,
  ],
  [
    "Firefox",
    /(?<reason>The connection to (?<url>wss?:\S*) was interrupted while the page was loading)\.?(?:\s+\[?[\w.-]{1,80}:\d{1,7}:\d{1,7}\b.{0,300})?$/,
  ],
];

/**
 * The first of these in another language: Firefox writes its console in the user's. Its own name stands before the address,
 * and no other sentence of its console has both (Firefox: dom.properties, connectionFailure).
 */
const FIREFOX_IN_OTHER_WORDS =
  /^(?:\[[^\]]{1,20}\] )?Firefox (?!(?:and|or|is|on|in|with|can|could|does|did|works?|fails?|gives?|shows?|says?|to|for|has)\b)[^:'"]{3,160} (?<url>wss?:\/\/[^\s'"“”»]{1,2000}?)\.?(?: aufbauen\.?)?(?:\s+\[?[\w.-]{1,80}:\d{1,7}:\d{1,7}\b.{0,300})?$/;
const CANNOT_CONNECT = "Firefox can’t establish a connection to the server";

/** Firefox's line about a request, as the console and its Network panel copy it: with the status, and how long it took. */
const FIREFOX_REQUEST =
  /^(?:XHR ?)?GET\s*(wss?:\/\/\S{1,2000}?)\s*\[HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.{0,120}?))?(?: \d+ ?ms)?\]$/;

function firefoxRequest(line: string, id: string): Upgrade | null {
  const [, url = "", version = "1.1", status, words = ""] = FIREFOX_REQUEST.exec(line.trim()) ?? [];
  if (status === undefined || !URL.canParse(url)) return null;
  return fromFile(id, url, {
    client: "Firefox",
    request: { headers: [], at: null, method: "GET", httpVersion: version },
    requestsSent: 1,
    response: { status: Number(status), statusText: words.trim(), headers: [], httpVersion: version, at: null },
  });
}

/** Words that only Safari has after the common beginning (WebKit: WebSocketChannel.cpp, WebSocketTaskCocoa.mm). */
const SAFARI =
  /^(?:The operation couldn.t be completed|There was a bad response from the server|WebSocket network error|A server with the specified hostname|Could not connect to the server|The certificate for this server|An SSL error has occurred|The network connection was lost|WebSocket is closed due to suspension|The Internet connection appears to be offline|The request timed out|Socket is not connected)/;

/** Longest line of a console that is looked at. */
const LONGEST = 4000;

/**
 * Reads one line of a browser's console.
 *
 * @param id name that the upgrade gets
 * @returns null when the line reports no WebSocket, nor anything else that stays pending like one
 */
export function consoleUpgrade(pasted: string, id: string): Upgrade | null {
  if (pasted.length > LONGEST) return null;
  return socketUpgrade(pasted, id) ?? consoleRequest(pasted.replace(/[‘’]/g, "'").replace(/[“”]/g, '"'), id);
}

function socketUpgrade(pasted: string, id: string): Upgrade | null {
  const line = withPlainMarks(pasted.trimEnd());
  const nameless = /\bWebSocket network error: (.{1,300}?)(?: {2}\(\S{1,200}, line \d+\))?$/.exec(line)?.[1];
  // Safari before 15 names no address (WebKit: WebSocketChannel.cpp).
  if (nameless !== undefined && !/wss?:/.test(line))
    return fromFile(id, null, {
      error: { message: nameless.trim(), at: null, monotonicSeconds: null },
      client: "Safari",
    });
  const vite = viteUpgrade(line, id);
  if (vite !== null) return vite;
  const insecure = INSECURE.exec(line)?.[0];
  if (insecure !== undefined)
    return fromFile(id, null, { blocked: { by: "mixed-content", message: insecure, directive: null } });
  if (!/wss?:/.test(line)) return null;
  const told =
    blockedIn(line, id) ?? blockedInFirefox(line, id) ?? blockedInSafari(line, id) ?? firefoxRequest(line, id);
  if (told !== null) return told;
  for (const [client, pattern] of LINES) {
    const match = pattern.exec(line);
    if (match === null) continue;
    const url = match.groups?.["url"] ?? match[1] ?? "";
    const reason = match.groups?.["reason"] ?? match[2] ?? "";
    // Chrome has words before these; WebKit had none (WebKit: WebSocketHandshake.cpp).
    const isSafari = SAFARI.test(reason) || /^Unexpected response code: \d{3}$/.test(reason.trim());
    const name = client ?? (isSafari ? "Safari" : null);
    return fromFile(id, URL.canParse(url) ? url : null, {
      error: { message: reason.trim(), at: null, monotonicSeconds: null },
      ...(name === null ? {} : { client: name }),
    });
  }
  const other = FIREFOX_IN_OTHER_WORDS.exec(line)?.groups?.["url"] ?? "";
  if (!URL.canParse(other)) return null;
  const message = `${CANNOT_CONNECT} at ${other}`;
  return fromFile(id, other, { client: "Firefox", error: { message, at: null, monotonicSeconds: null } });
}

/** Vite's own line: where its client asked, and where the development server is (vite: src/client/client.ts). */
const VITE = /\(browser\) (\S{1,300}) <--\[WebSocket \(failing\)\]--> \S{1,300} \(server\)/;

/** The exception that a page's script gets for mixed content, beside the browser's own line (Blink: websocket_common.cc). */
const INSECURE = /An insecure WebSocket connection may not be initiated from a page loaded over HTTPS/;

/** Whether a line is the script's own about an attempt that the browser mostly has a line for, with its address. */
export function isOfScript({ client, blocked, url }: Upgrade): boolean {
  return client === "Vite" || (blocked !== null && url === null);
}

function viteUpgrade(line: string, id: string): Upgrade | null {
  const [message, asked = ""] = VITE.exec(line) ?? [];
  if (message === undefined) return null;
  // It writes a colon where the page's address has no port.
  const url = `ws://${asked.replace(/:(?=\/|$)/, "")}`;
  return fromFile(id, URL.canParse(url) ? url : null, {
    client: "Vite",
    error: { message, at: null, monotonicSeconds: null },
    isSchemeGuessed: true,
  });
}

/** Editors and chat programs make typographic quotation marks of those around the address. */
function withPlainMarks(line: string): string {
  if (!/connect(?:ion|ing)? to [‘“"]|endpoint [‘“"]/.test(line)) return line;
  return line
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/(connect(?:ion|ing)? to )"([^"]{0,2000})"/i, "$1'$2'");
}

/** Chrome's words for what a rule of the page forbids, read as the capture reads them. */
function blockedIn(line: string, id: string): Upgrade | null {
  const at = line.search(/Connecting to '|Refused to connect to '|Mixed Content: /);
  if (at < 0) return null;
  const entry = { source: "security", text: line.slice(at), timestamp: 0 };
  const blocked = decodeBlocked({ entry }, "page");
  if (blocked === null) return null;
  const { by, message, directive, url } = blocked;
  return fromFile(id, url, { blocked: { by, message, directive } });
}

/** A policy in Firefox's words (docs/firefox.md#console-texts); older versions put the address in parentheses. */
const FIREFOX_POLICY =
  /Content.Security.Policy: .*(?: at |\()(?<url>wss?:[^)\s]*).*?(?:[“"](?<directive>connect-src [^”"]*)[”"])?\.?$/i;

/** What older versions put into parentheses at the end. */
const DIRECTIVE = /\("((?:connect|default)-src [^"]{0,2000})"\)\.?$/;

/** Safari's words for mixed content (WebKit: MixedContentChecker.cpp). */
const SAFARI_MIXED =
  /\[blocked\] The page at \S{1,300} (?:was not allowed to run|requested) insecure content from (wss?:\/\/\S{1,300}?)\.?(?:\s|$)/;

function blockedInSafari(line: string, id: string): Upgrade | null {
  const [message = "", url = ""] = SAFARI_MIXED.exec(line) ?? [];
  if (!URL.canParse(url)) return null;
  const blocked = { by: "mixed-content", message: message.trim(), directive: null } as const;
  return fromFile(id, url, { blocked, client: "Safari" });
}

/** Said after Firefox's own words where a line before them said it (docs: Content Security Policy, upgrade-insecure-requests). */
export const RAISED = "after Content-Security-Policy had made wss of ws";

const UPGRADING = /Upgrading insecure request [‘'"](ws:\/\/[^’'"\s]{1,400})[’'"] to use [‘'"]wss[’'"]/;

/** The address that Firefox made of a `ws://` address, by a policy of the page; null when the line reports none. */
export function raisedAddress(line: string): string | null {
  if (line.length > LONGEST) return null;
  return UPGRADING.exec(line)?.[1]?.replace(/^ws:/, "wss:") ?? null;
}

function blockedInFirefox(line: string, id: string): Upgrade | null {
  // The same policy's words for an address that it changed: nothing was blocked.
  const match = UPGRADING.test(line) ? null : FIREFOX_POLICY.exec(line);
  const { url = "", directive = DIRECTIVE.exec(line)?.[1] ?? null } = match?.groups ?? {};
  if (match === null || !URL.canParse(url)) return null;
  const blocked = { by: "content-security-policy", message: match[0].trim(), directive } as const;
  return fromFile(id, url, { blocked, client: "Firefox" });
}

function fromFile(id: string, url: string | null, parts: Partial<Upgrade>): Upgrade {
  return {
    ...newUpgrade(id),
    url,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    ...parts,
  };
}
