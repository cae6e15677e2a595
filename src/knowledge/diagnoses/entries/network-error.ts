import { safeAddressOf } from "../../intermediaries/snippets/safe-address.ts";
import { netErrors } from "../../reference.ts";
import { code } from "../../text.ts";
import { Asker } from "../asker.ts";
import { netCode, supported } from "../case.ts";
import { viteHides, vscodeHides } from "../causes/development.ts";
import { upgradeAloneFails } from "../causes/forwarding.ts";
import { safariFrames } from "../causes/frames.ts";
import { safariLost, safariSuspended } from "../causes/network.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, Speaker, saidEvidence } from "../evidence.ts";
import { curl, withoutCompression } from "../fixes.ts";

/** Meanings from Chromium's own list, for codes without a diagnosis of their own. */
const MEANINGS: ReadonlyMap<string, string> = new Map([
  ["ERR_RESPONSE_HEADERS_TOO_BIG", "The headers of the response were too large"],
  ["ERR_RESPONSE_HEADERS_TRUNCATED", "The headers of the response ended before they were complete"],
  ["ERR_TOO_MANY_RETRIES", "The browser retried the request too many times"],
  ["ERR_QUIC_PROTOCOL_ERROR", "The HTTP/3 connection broke a rule of its protocol"],
  ["ERR_TIMED_OUT", "An operation took too long"],
  ["ERR_CONNECTION_FAILED", "The connection could not be set up"],
  ["ERR_INVALID_RESPONSE", "The response was not valid"],
]);

/** Any other error: the browser's own words, and what is known of its code. */
export const networkError: Diagnosis = {
  id: "network-error",
  stage: "response-transport",
  reference: netErrors,
  applies: ({ upgrade }) => upgrade.error !== null,
  summary: (seen) => {
    const name = netCode(seen);
    // The names are Chromium's: of another program its own words stand for them.
    if (name === null || seen.upgrade.client !== undefined)
      return `${Speaker(seen)} said: ${code(seen.upgrade.error?.message ?? "")}`;
    const meaning = MEANINGS.get(name);
    return meaning === undefined ? `${Speaker(seen)} reported ${code(name)}.` : `${meaning} (${code(name)}).`;
  },
  brief: (seen) => (seen.upgrade.client === undefined ? netCode(seen) : null) ?? "network error",
  causes: (seen) =>
    supported(
      safariFrames(seen),
      headersTooLarge(seen),
      ...firefoxHides(seen),
      ...dotnetHides(seen),
      ...vscodeHides(seen),
      ...viteHides(seen),
      nodeParser(seen),
      cannotConnect(seen),
      safariProtocol(seen),
      safariSending(seen),
      safariLost(seen),
      safariSuspended(seen),
    ),
};

/** Firefox has one sentence for all that can go wrong before a socket opens. */
const FIREFOX = /^Firefox can.t establish a connection to the server/;

function firefoxHides(seen: Case): Cause[] {
  if (!FIREFOX.test(seen.upgrade.error?.message ?? "")) return [];
  const { authority } = safeAddressOf(seen.address);
  const why =
    "Firefox says this for every failure before the connection opens: an address where nothing responds, a certificate that it does not accept, or a refusal by the server.";
  const evidence = [saidEvidence(seen), ...addressEvidence(seen)];
  const refused: Cause = {
    id: "reason-not-told",
    likelihood: "possible",
    title: "The server may have refused the handshake, or nothing may be listening there",
    why,
    evidence,
    fix: {
      text: "Look at the request in Firefox's Network panel (filter WS): its status distinguishes a refusal from an address where nothing responds. Or send the handshake by hand.",
      snippets: [curl(seen)],
    },
  };
  const upgrade = upgradeAloneFails(seen, "likely");
  if (upgrade !== null) return [upgrade, refused];
  if (seen.address?.scheme !== "wss") return [refused];
  if (/after Content-Security-Policy had made wss of ws\)$/.test(seen.upgrade.error?.message ?? ""))
    return [upgradedByPolicy(seen), refused];
  const certificate: Cause = {
    id: "self-signed-certificate",
    likelihood: "possible",
    title: "Firefox may not accept the server's certificate",
    why: `${why} A WebSocket has no page on which a certificate could be accepted, and Firefox has its own list of authorities, so another browser may connect.`,
    evidence,
    fix: {
      text: `Open \`https://${authority}/\` in Firefox: if it warns, the certificate is the cause, and in development it can be accepted there. In production, serve a certificate from a public authority with its full chain.`,
      snippets: [],
    },
  };
  return [certificate, refused];
}

/** Safari's words for error 100, EPROTO, of its own network library; what its users found is in oddsdk/ts-odd, issue 524. */
function safariProtocol(seen: Case): Cause | null {
  if (!/kNWErrorDomainPOSIX (?:error|Code=) ?100\b/.test(seen.upgrade.error?.message ?? "")) return null;
  return {
    id: "compression-mismatch",
    likelihood: "possible",
    title: "Safari may not get along with compressed messages or with HTTP/2 on this server",
    why: "The system's network library says that the other side broke the protocol. Users report it of Safari with servers that compress messages (`permessage-deflate`) or that offer HTTP/2, while other browsers connect.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Disable `permessage-deflate` on the server; if that does not help, serve the socket on an address that offers HTTP/1.1 alone.",
      snippets: [withoutCompression()],
    },
  };
}

/** WebKit's words for data that it could not write to the socket (WebKit: SocketStreamHandleImpl; bugs.webkit.org: 170463). */
function safariSending(seen: Case): Cause | null {
  if (!/^Failed to send WebSocket frame/.test(seen.upgrade.error?.message ?? "")) return null;
  return {
    id: "client-frame-bug",
    likelihood: "possible",
    title: "Safari 10.1 may have failed to send much data at once",
    why: "Safari says this of an open connection on which it could not write. Users saw it with Safari 10.1, which ended connections when a page sent more than its buffer took (WebKit bug 170463); 10.1.2 no longer does. A server that has closed the connection leads to the same words.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Update Safari to 10.1.2 or newer. For older ones, send smaller pieces and wait until `bufferedAmount` is low.",
      snippets: [],
    },
  };
}

/** .NET's ClientWebSocket has one sentence for all that goes wrong before it is open; the exception inside it says more. */
function dotnetHides(seen: Case): Cause[] {
  if (!/Unable to connect to the remote server/.test(seen.upgrade.error?.message ?? "")) return [];
  const why =
    ".NET says this for a name that does not resolve, a port where nothing is listening, a certificate that it does not accept and, before .NET Core 3.0, a refusal by the server. The `InnerException` says which one it was.";
  const evidence = [saidEvidence(seen), ...addressEvidence(seen)];
  const certificate: Cause = {
    id: "self-signed-certificate",
    likelihood: "possible",
    title: "The client may not accept the server's certificate",
    why: `${why} Game engines and devices have lists of authorities of their own.`,
    evidence,
    fix: {
      text: "If the address begins with `wss://`, serve a certificate of a public authority with its full chain, for the name in the URL; `openssl s_client -connect HOST:PORT -servername HOST` shows what is served.",
      snippets: [],
    },
  };
  const refused: Cause = {
    id: "reason-not-told",
    likelihood: "possible",
    title: "Nothing may be listening there, or the server may have refused the handshake",
    why,
    evidence,
    fix: { text: "Print the `InnerException`, and send the handshake by hand.", snippets: [curl(seen)] },
  };
  return seen.address?.scheme === "ws" ? [refused] : [certificate, refused];
}

/** Node.js reads responses by the letter (llhttp): what it does not accept it does not hand on. */
function nodeParser(seen: Case): Cause | null {
  const { error, client = "Node.js" } = seen.upgrade;
  if (!/Parse Error: Invalid header value char/.test(error?.message ?? "")) return null;
  return {
    id: "server-handshake-bug",
    likelihood: "likely",
    title: "A header of the server's response has a character that HTTP does not allow",
    why: `Node.js${client === "Node.js" ? "" : `, which ${client} is built on,`} says so and drops the response: control characters have no place in the value of a header (RFC 9110 §5.5).`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Look at the bytes of the response's headers (`curl --http1.1 --include … | cat -v`), and correct what the server writes there, such as a line break or a zero byte at the end of a value.",
      snippets: [curl(seen)],
    },
  };
}

/**
 * curl's exit code for every connection that was not made (curl: libcurl errors, CURLE_COULDNT_CONNECT), and Apple's words and
 * number (NSURLErrorCannotConnectToHost).
 */
function cannotConnect(seen: Case): Cause | null {
  if (netCode(seen) !== "ERR_CONNECTION_FAILED" || seen.upgrade.client === undefined) return null;
  return {
    id: "upstream-down",
    likelihood: "possible",
    title: "There may be no program listening there",
    why: `${Asker(seen.upgrade)} says this of every connection that could not be made: mostly because the port refuses connections, or because packets are dropped along the way.`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Start the server, and compare its address and port with those in the URL. `curl -v` shows what each attempt met with.",
      snippets: [],
    },
  };
}

/** W3C Upgrade Insecure Requests §3.2: a page with that directive asks for `wss://` wherever its script says `ws://`. */
function upgradedByPolicy(seen: Case): Cause {
  return {
    id: "upgraded-by-policy",
    likelihood: "likely",
    title: "The policy `upgrade-insecure-requests` made `wss://` of `ws://`",
    why: "Firefox says that it upgraded this address because of the Content-Security-Policy. If only plain HTTP is served on that port, the connection fails.",
    evidence: ["Firefox's console: Upgrading insecure request … to use wss", ...addressEvidence(seen)],
    fix: {
      text: "Serve the socket with TLS on this port, or remove `upgrade-insecure-requests` from the Content-Security-Policy of the page or of the extension.",
      snippets: [],
    },
  };
}

function headersTooLarge(seen: Case): Cause | null {
  if (netCode(seen) !== "ERR_RESPONSE_HEADERS_TOO_BIG") return null;
  return {
    id: "headers-too-large",
    likelihood: "certain",
    title: "The response's headers are too large for the browser",
    why: "That is what the code says; most often, far too many cookies are set at once.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Send fewer or smaller headers with the 101.", snippets: [] },
  };
}
