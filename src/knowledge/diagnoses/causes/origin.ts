import { addressOf } from "../../../upgrade/http/address.ts";
import { ownOriginOf, settingSnippets } from "../../applications/settings.ts";
import { code } from "../../text.ts";
import { productsFor, requestHeader, wasRequestSeen } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, requestEvidence, saidEvidence } from "../evidence.ts";

/** The server refuses pages of this origin (RFC 6455 §10.2). Likely when Origin and host differ. */
export function originRejected(seen: Case): Cause | null {
  const origin = requestHeader(seen, "Origin");
  // A request without it gave the server no origin to refuse.
  if (origin === null && originMissing(seen) !== null) return null;
  const differs = isElsewhere(seen, origin);
  const own = ownOriginOf(seen);
  // A proxy that may have changed `Host` explains a refusal of one's own origin as well.
  const likelihood: Likelihood =
    differs || (own !== null && productsFor(seen, "forward-host").length === 0) ? "likely" : "possible";
  return {
    id: "origin-rejected",
    likelihood,
    title:
      origin === null && isOfProgram(seen)
        ? "The server may not accept the origin of this request, or the lack of one"
        : "The server may not accept connections from this page's origin",
    why:
      origin === null
        ? "Servers may refuse pages from other origins; the `Origin` header of this request was not seen."
        : differs
          ? `The page's origin is ${code(origin)}, which is not the URL's own host and port. Many servers refuse that by default.`
          : `The page's origin ${code(origin)} is the URL's own host. ${own ?? "A server refuses it only if its list does not include it, or if a different `Host` reaches it than the one sent."}`,
    evidence: [...requestEvidence(seen, "Origin"), ...addressEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Add the page's origin to the list that the server accepts.",
      snippets: settingSnippets(seen, "allow-origin"),
    },
  };
}

/** Browsers, by the names that their own words give them. */
const BROWSERS: readonly string[] = ["Firefox", "Safari", "Internet Explorer"];

/** A program that is no browser asked: no page is behind it. */
function isOfProgram({ upgrade }: Case): boolean {
  const { client } = upgrade;
  return client !== undefined && !BROWSERS.includes(client) && !client.startsWith("The ");
}

/** Programs that send an `Origin` only when they are told to. */
const SENDS_NONE: Readonly<Record<string, string>> = {
  curl: '--header "Origin: ORIGIN"',
  wscat: "--origin ORIGIN",
  websocat: "--origin ORIGIN",
  wget: '--header "Origin: ORIGIN"',
  // Libraries, whose source adds none by itself: okhttp (RealWebSocket.connect), gorilla/websocket (client.go, DialContext),
  // coder/websocket (dial.go), .NET (WebSocketHandle.Managed.cs, AddWebSocketHeaders), aiohttp (client.py, _ws_connect),
  // websockets (client.py, connect), tungstenite (handshake/client.rs, generate_request).
  OkHttp: 'new Request.Builder().url(url).header("Origin", "ORIGIN").build()',
  "gorilla/websocket": 'dialer.Dial(url, http.Header{"Origin": {"ORIGIN"}})',
  "coder/websocket": 'websocket.Dial(ctx, url, &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {"ORIGIN"}}})',
  ".NET": 'socket.Options.SetRequestHeader("Origin", "ORIGIN");',
  aiohttp: 'session.ws_connect(url, origin="ORIGIN")',
  "Python websockets": 'connect(url, origin="ORIGIN")',
  tungstenite: 'request.headers_mut().insert("Origin", "ORIGIN".parse()?);',
};

/**
 * A server that wants an `Origin` from everybody. Supported by a request that was seen without one, or by a program that sends
 * none by itself.
 */
export function originMissing(seen: Case): Cause | null {
  const { upgrade, address } = seen;
  const option = SENDS_NONE[upgrade.client ?? ""];
  const isSeen = wasRequestSeen(seen);
  if (requestHeader(seen, "Origin") !== null || (!isSeen && option === undefined)) return null;
  const { response } = upgrade;
  // It writes the status line and nothing else (x/net: websocket/hybi.go).
  const isBare = response !== null && response.headers.length === 0 && response.httpVersion !== undefined;
  const example = address === null ? "https://APP-HOST" : pageOrigin(address.scheme === "ws", address.authority);
  return {
    id: "origin-missing",
    likelihood: isBare ? "likely" : "possible",
    title: "The server may require an `Origin`, and the request has none",
    why: `Browsers always send one; other programs do so only when told to. ${isBare ? "The Go package golang.org/x/net/websocket refuses a request without it, with a status line and no headers, as here" : "Some servers refuse a request without it"}.`,
    evidence: [
      isSeen ? "no request header Origin" : `${upgrade.client} sends no Origin by itself`,
      ...(isBare ? ["a response without any headers"] : []),
      saidEvidence(seen),
    ],
    fix: {
      text: "Send the origin of the page that belongs to this server. On the server, decide whether programs without an origin may connect.",
      snippets: option === undefined ? [] : [{ for: upgrade.client ?? "", code: option.replace("ORIGIN", example) }],
    },
  };
}

function pageOrigin(isPlain: boolean, authority: string): string {
  return `${isPlain ? "http" : "https"}://${authority}`;
}

/** A 401 is what the ws library gives to an origin that it does not want (docs/chromium.md#server-libraries). Supported only by another origin. */
export function originNotVerified(seen: Case): Cause | null {
  const origin = requestHeader(seen, "Origin");
  const snippets = settingSnippets(seen, "allow-origin").filter(({ code: text }) => text.includes("verifyClient"));
  if (origin === null || !isElsewhere(seen, origin) || snippets.length === 0) return null;
  return {
    id: "origin-rejected",
    likelihood: "possible",
    title: "The server may not accept connections from this page's origin",
    why: `The ws library for Node.js also responds with 401 when its \`verifyClient\` refuses; the page's origin ${code(origin)} is not the URL's own host and port.`,
    evidence: [...requestEvidence(seen, "Origin"), ...addressEvidence(seen), saidEvidence(seen)],
    fix: { text: "Make `verifyClient` accept the page's origin.", snippets },
  };
}

function isElsewhere({ address }: Case, origin: string | null): boolean {
  return origin !== null && address !== null && (addressOf(origin)?.authority ?? null) !== address.authority;
}
