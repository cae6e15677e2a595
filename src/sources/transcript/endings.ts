import { LIBRARIES } from "./libraries.ts";

/** The words with which a tool says that it could not go on, and whose they are. */
export interface Ending {
  readonly client: string;
  readonly message: string;
}

const WORDS: readonly (readonly [client: string, pattern: RegExp])[] = [
  ["curl", /^curl: \(\d+\) .*/],
  [
    "curl",
    /^\* (?:Empty reply from server|CONNECT tunnel failed, response \d+|Could not resolve host: .*|Operation timed out after \d+ (?:milliseconds|ms) with 0 .*)/,
  ],
  ["curl", /^\* connect to \S+ port \d+ .*failed: .*/],
  ["wget", /^wget: .*/],
  ["wget", /^Connecting to .*failed: .*/],
  [
    "wget",
    /^(?:Unable to establish SSL connection|ERROR: (?:cannot verify|The certificate of) .*|The certificate's owner does not match .*|Resolving .*failed: .*)/,
  ],
  ["wget", /^HTTP request sent, awaiting response\.\.\. (?:No data received|Read error .*)/],
  ["wscat", /^error: (?!Internal error occurred|unable to upgrade connection).*/],
  ["websocat", /^websocat: .*/],
  ["OpenSSL", /^(?:connect:errno=\d+|connect: .*|[0-9A-F]{8,}:error:.*)/],
  ["HTTPie", /^\s*https?: (?:LogLevel\.)?error: .*/i],
  [
    "Python websockets",
    /^(?:<class 'websockets\.[\w.]+'>|websockets\.exceptions\.(?!InvalidUpgrade|InvalidOrigin)\w+:) .*/,
  ],
  [
    "Python",
    /^(?:ConnectionRefusedError|ConnectionResetError|socket\.gaierror|ssl\.SSL\w*Error|(?:asyncio\.exceptions\.)?TimeoutError)\b.*/,
  ],
  ["libwebsockets", /^lws_\w+: got bad HTTP response '\d+'/],
  [
    "WebSocket-Node",
    /^(?:Connect Error: )?(?:Error: )?Sec-WebSocket-Accept header from server didn't match expected value of .*/,
  ],
  [
    "Node.js",
    /^(?:Uncaught )?Error: (?:Unexpected server response: \d+|unexpected server response \(\d+\)|write EPROTO .*|connect E\w+.*|getaddrinfo E\w+.*|socket hang up|read ECONNRESET|self[- ]signed certificate.*|certificate has expired|unable to verify the first certificate.*|Hostname\/IP does not match certificate's altnames.*|(?:Invalid (?:Sec-WebSocket-Accept|Upgrade|Sec-WebSocket-Extensions)|Server sent (?:no|an invalid|a) ).*|Opening handshake has timed out)/,
  ],
];

/** Longest line that is looked at, in characters. */
const LONGEST = 8000;

/** Words of curl that only say that somebody stopped it, or that it waited long enough: the exchange is judged by itself. */
const NO_END = /^curl: \((?:28\) Operation timed out .* with [1-9]|18\)|23\)|42\))/;

/** Reads a line with which a tool ends; null when it is not one. */
export function endingIn(line: string): Ending | null {
  if (line.length > LONGEST) return null;
  for (const [client, pattern] of [...WORDS, ...LIBRARIES]) {
    const message = pattern.exec(line)?.[0];
    if (message !== undefined && !NO_END.test(message)) return { client, message: message.replace(/^\* /, "").trim() };
  }
  return null;
}

/** Marks that show which program wrote a transcript without an end of its own. */
const PROGRAMS: readonly (readonly [client: string, pattern: RegExp])[] = [
  [
    "curl",
    /^\* (?:Host .* was resolved|Trying | {2}Trying |Connected to|ALPN|using HTTP|Established connection)|^== Info:/,
  ],
  ["wget", /^(?:DEBUG output created by Wget|---request begin---|HTTP request sent, awaiting response|Setting --)/],
  ["OpenSSL", /^CONNECTED\([0-9A-F]+\)/],
  ["Python websockets", /^= connection is (?:CONNECTING|OPEN)/],
  // The trace of its enableTrace.
  ["Python websocket-client", /^--- re(?:quest|sponse) header ---$/],
  ["websocat", /websocat::/],
  ["wscat", /^Connected \(press CTRL\+C to quit\)/],
  ["Postman", /^Handshake Details$/],
  ["tungstenite", /\bHttp\(Response \{ status: \d{3},|WebSocket protocol error: Connection reset without/],
  ["Python websocket-client", /Handshake status \d{3}.{0,60} -\+-\+- /],
  ["Internet Explorer", /\bWebSocket Error: Incorrect HTTP response\. Status code \d{3}/],
  ["gorilla/websocket", /\bwebsocket: bad handshake\b/],
  ["Go", /&(?:http\.Response)?\{(?:Status:)?"?\d{3} [\w' -]{0,60}"?,? (?:StatusCode:)?\d{3},? (?:Proto:)?"?HTTP\//],
  ["python-requests", /^(?:[>.]{3} )?<Response \[\d{3}/],
  ["PowerShell", /^\s{0,10}(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm) ?: |^RawContent\s{1,20}: HTTP\//],
  [
    "kubectl",
    /^Error from server(?: \(BadRequest\))?: Upgrade request required\s*$|\berror: .{0,40}unable to upgrade connection: /,
  ],
  ["coder/websocket", /received close frame: status = Status(?:\w{4,30}|Code\(\d{4}\)) and reason = /],
  ["noVNC", /\bFailed when connecting: Connection closed \(code: \d{4}/],
  ["VS Code", /\bWebSocket close with status code \d{4}/],
  ["Starscream", /\bWSError\(type: /],
  ["gorilla/websocket", /websocket: close \d{4}/],
  ["ws (Node.js)", /Invalid WebSocket frame: /],
  [".NET", /The remote party closed the WebSocket connection without completing/],
  ["WebSocket-Node", /\bServer responded with a non-101 status: \d/],
];

/** Names the program that wrote a line, where the line says; else null. */
export function programOf(line: string): string | null {
  return PROGRAMS.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}
