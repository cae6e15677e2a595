import { describe, expect, it, test } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readText } from "../../../src/sources/recognize.ts";

const inConsole = (reason: string) => `WebSocket connection to 'wss://app.example.com/ws' failed: ${reason}`;

function said(text: string) {
  const [connection] = reportOfReading(readText(text), { version: "0", otherwise: 0 }).connections;
  if (connection === undefined) throw new Error(`nothing was read of ${text}`);
  return connection;
}

/** What people copy of a failure: a line of a console, or the message of a program's exception. None has the request. */
const MESSAGES: readonly string[] = [
  "",
  "WebSocket opening handshake was canceled",
  "WebSocket opening handshake timed out",
  "Connection closed before receiving a handshake response",
  "Error during WebSocket handshake: net::ERR_CONNECTION_RESET",
  "Error during WebSocket handshake: Unexpected response code: 403",
  "Error in connection establishment: net::ERR_TIMED_OUT",
  "The network connection was lost.",
  "The operation couldn’t be completed. Socket is not connected",
  "The request timed out.",
  "There was a bad response from the server.",
].map(inConsole);

const OF_PROGRAMS: readonly string[] = [
  "Error: read ECONNRESET",
  "Error: socket hang up",
  "curl: (56) Recv failure: Connection reset by peer",
  "ConnectionResetError: [Errno 104] Connection reset by peer",
  "WebSocketConnectionClosedException: Connection to remote host was lost.",
  'Error Domain=NSURLErrorDomain Code=-1005 "The network connection was lost."',
  "asyncio.exceptions.TimeoutError",
];

describe("a message alone", () => {
  test.each([...MESSAGES, ...OF_PROGRAMS])("does not say that nothing was sent: %s", (text) => {
    const connection = said(text);
    expect(JSON.stringify(connection)).not.toMatch(
      /request was seen|could be sent|(?:before|until) (?:the|its) request was|had been sent yet|never sent/,
    );
    expect(connection.pending).toBe(false);
  });

  test.each([...MESSAGES, ...OF_PROGRAMS])("is explained the same from its own report: %s", (text) => {
    const first = said(text);
    const again = said(JSON.stringify(reportOfReading(readText(text), { version: "0", otherwise: 0 })));
    expect(again).toEqual(first);
  });

  it("of Chrome says it where its words do", () => {
    const { diagnosis } = said(inConsole("Error in connection establishment: net::ERR_CONNECTION_RESET"));
    expect(diagnosis?.summary).toContain("before the handshake request could be sent");
    expect(diagnosis?.causes[0]?.why).toContain("hosts or ports that they do not allow");
  });

  test.each([
    [inConsole("The network connection was lost."), "connection-reset", "vpn-change", /The connection was cut/],
    [
      inConsole("The operation couldn’t be completed. Socket is not connected"),
      "network-error",
      "vpn-change",
      /Safari said/,
    ],
    [inConsole("Could not connect to the server."), "network-error", "upstream-down", /Safari said/],
    [inConsole("The Internet connection appears to be offline."), "network-unreachable", "offline", /no network/],
    ['Error Domain=NSURLErrorDomain Code=-1204 "…"', "certificate-invalid", "certificate-expired", /certificate/],
    [
      "WebSocketConnectionClosedException: Connection to remote host was lost.",
      "connection-reset",
      "corporate-proxy",
      /was cut/,
    ],
    ["Error: socket hang up", "response-empty", "upstream-down", /before a whole response came/],
    ["curl: (52) Empty reply from server", "response-empty", "upstream-down", /without a single byte/],
    [inConsole("WebSocket is closed due to suspension."), "network-error", "machine-slept", /Safari said/],
    ["[proxy] ws error: Error: Unexpected server response: 502", "bad-gateway", "upstream-down", /502/],
    [
      "websockets.exceptions.ConnectionClosedError: no close frame received or sent",
      "abnormal-closure",
      "connection-cut",
      /close frame/,
    ],
    [inConsole("WebSocket opening handshake was canceled"), "handshake-canceled", "page-left", /canceled/],
  ])("%s: %s, %s", (text, id, first, summary) => {
    const { diagnosis } = said(text);
    expect([diagnosis?.id, diagnosis?.causes[0]?.id]).toEqual([id, first]);
    expect(diagnosis?.summary).toMatch(summary);
  });

  test.each([
    [inConsole("The certificate for this server is invalid."), /does not say why/, /accept it there/],
    [
      "ssl.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:777)",
      /does not say why/,
      /give Python/,
    ],
    [
      "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)",
      /does not know the issuer/,
      /give Python/,
    ],
  ])("says no more of a certificate than its program: %s", (text, why, fix) => {
    const [cause] = said(text).diagnosis?.causes ?? [];
    expect(cause?.why).toMatch(why);
    expect(cause?.fix?.text).toMatch(fix);
  });
});
