import { expect, it } from "vitest";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import { har, socketEntry } from "../cli/built-har.ts";

const KEY = "x3JJHMbDL1EzLkh9GBhXDw==";
const asked = (...headers: readonly string[]) =>
  [
    "GET /live HTTP/1.1",
    "Host: app.example",
    "Connection: Upgrade",
    "Upgrade: websocket",
    `Sec-WebSocket-Key: ${KEY}`,
    ...headers,
  ]
    .map((line) => `> ${line}`)
    .join("\n");
const received = (...lines: readonly string[]) => lines.map((line) => `< ${line}`).join("\n");
const accepted = received(
  "HTTP/1.1 101 Switching Protocols",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Accept: HSmrc0sMlYUkAGmm5OPpG2HaGWk=",
);
const wscat = (ending: string) => `$ wscat -c ws://app.example/live\nConnected (press CTRL+C to quit)\n${ending}`;
const accessLog = (rest: string) => `10.0.0.1 - - [29/Nov/2026:10:00:00 +0000] "GET /live HTTP/1.1" ${rest}`;
const responded = (status: unknown, more: object = {}) => {
  const entry: { response: object } = socketEntry({ url: "wss://app.example/live" });
  return har([{ ...entry, response: { ...entry.response, status, ...more } }]);
};

interface Wanted {
  readonly diagnosis: string | null;
  readonly first?: readonly [id: string, likelihood: string];
  readonly says: RegExp;
  readonly never?: RegExp;
}

const CASES: readonly (readonly [name: string, text: string, wanted: Wanted])[] = [
  [
    "nginx logs 499 when the client went away",
    accessLog('499 0 "-" "Mozilla/5.0"'),
    {
      diagnosis: "handshake-canceled",
      first: ["page-left", "possible"],
      says: /client disconnected before a response was sent/,
      never: /refused/,
    },
  ],
  [
    "a 499 with a body is a response",
    accessLog('499 52 "-" "Mozilla/5.0"'),
    { diagnosis: "client-error", says: /The response was 499/ },
  ],
  [
    "nginx logs 101 at the end",
    accessLog('101 5120 "-" "Mozilla/5.0"'),
    { diagnosis: null, says: /It opened, and closed; .* when the connection has ended/, never: /still open/ },
  ],
  [
    "Envoy logs 101 at the end",
    '[2026-11-29T10:00:00.000Z] "GET /live HTTP/1.1" 101 - 10 20 3000 - "-" "Mozilla/5.0" "id" "app.example" "10.0.0.2:80"',
    { diagnosis: null, says: /It opened, and closed/, never: /still open/ },
  ],
  [
    "HAProxy logs 101 at the end",
    'haproxy[1]: 10.0.0.1:5000 [29/Nov/2026:10:00:00.000] web app/s1 0/0/1/2/9000 101 512 - - ---- 1/1/0/0/0 0/0 "GET /live HTTP/1.1"',
    { diagnosis: null, says: /It opened, and closed/, never: /still open/ },
  ],
  [
    "HAProxy with `option logasap` logs it before",
    'haproxy[1]: 10.0.0.1:5000 [29/Nov/2026:10:00:00.000] web app/s1 0/0/1/2/+3 101 +512 - - ---- 1/1/0/0/0 0/0 "GET /live HTTP/1.1"',
    { diagnosis: null, says: /does not say whether the connection was still open/ },
  ],
  [
    "an extension that nobody offered",
    `${asked("Sec-WebSocket-Version: 13")}\n>\n${accepted}\n< Sec-WebSocket-Extensions: permessage-deflate\n<`,
    {
      diagnosis: "extensions-invalid",
      first: ["server-handshake-bug", "likely"],
      says: /extension that was not offered/,
      never: /invalid parameters/,
    },
  ],
  [
    "parameters of compression that no offer has",
    `${asked("Sec-WebSocket-Version: 13", "Sec-WebSocket-Extensions: permessage-deflate")}\n>\n${accepted}\n< Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=99\n<`,
    { diagnosis: "extensions-invalid", first: ["compression-mismatch", "likely"], says: /invalid parameters/ },
  ],
  [
    "a server that lists the version that was asked for",
    `${asked("Sec-WebSocket-Version: 13")}\n>\n${received("HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13", "Upgrade: websocket")}\n<`,
    { diagnosis: "upgrade-required", says: /426/, never: /this version/ },
  ],
  [
    "400 with a list without the version",
    `${asked("Sec-WebSocket-Version: 8")}\n>\n${received("HTTP/1.1 400 Bad Request", "Sec-WebSocket-Version: 13")}\n<`,
    { diagnosis: "bad-request", first: ["version-refused", "certain"], says: /does not support version `8`/ },
  ],
  [
    "426 with a list without the version",
    `${asked("Sec-WebSocket-Version: 25")}\n>\n${received("HTTP/1.1 426 Upgrade Required", "Sec-WebSocket-Version: 13, 8")}\n<`,
    { diagnosis: "upgrade-required", first: ["version-refused", "certain"], says: /Ask for version 13/ },
  ],
  ...[
    wscat('Disconnected (code: 1011, reason: "keepalive ping timeout")'),
    "websockets.exceptions.ConnectionClosedError: sent 1011 (internal error) keepalive ping timeout; no close frame received",
    "websockets.exceptions.ConnectionClosedError: received 1011 (internal error) keepalive ping timeout; then sent 1011 (internal error) keepalive ping timeout",
  ].map((text): readonly [string, string, Wanted] => [
    `pings without a response: ${text.slice(-60)}`,
    text,
    {
      diagnosis: "closed-with-error",
      first: ["pings-unanswered", "likely"],
      says: /no pong came back/,
      never: /application on the server may have failed/,
    },
  ]),
  [
    "a handshake that the browser gave up",
    responded(0, { headers: [], _error: "net::ERR_ABORTED" }),
    { diagnosis: "handshake-canceled", says: /"Canceled"/, never: /"Failed"/ },
  ],
  ["a status in quotation marks", responded("403"), { diagnosis: "forbidden", says: /403 Forbidden/ }],
  ...[1e9, "none", null].map((status): readonly [string, string, Wanted] => [
    `a status that is none: ${status}`,
    responded(status, { headers: [{ name: "Server", value: "x" }] }),
    { diagnosis: "unexpected-status", says: /a response whose status cannot be read/, never: /before a response/ },
  ]),
  [
    "a close code that is none",
    wscat('Disconnected (code: 99999, reason: "")'),
    { diagnosis: "closed-with-error", first: ["server-frame-bug", "likely"], says: /It closed with code 99999/ },
  ],
  [
    "a reason with a full stop of its own",
    wscat('Disconnected (code: 1009, reason: "Max frame length has been exceeded.")'),
    { diagnosis: "closed-with-error", says: /saying `Max frame length has been exceeded`\./, never: /exceeded\.`\./ },
  ],
  [
    "the application's own words behind nginx",
    `${asked("Sec-WebSocket-Version: 13", "Origin: https://app.example")}\n>\n${received("HTTP/1.1 403 Forbidden", "Server: nginx", "X-Powered-By: Express", "Content-Type: application/json")}\n<\n{"error":"token expired"}`,
    {
      diagnosis: "forbidden",
      first: ["application-decided", "likely"],
      says: /body of the response: \\"error\\":\\"token expired\\"/,
    },
  ],
  [
    "the application's own words behind Cloudflare",
    `${asked("Sec-WebSocket-Version: 13")}\n>\n${received("HTTP/1.1 403 Forbidden", "Server: cloudflare", "CF-RAY: 8a1b2c3d4e5f6789-FRA", "Content-Type: application/json")}\n<\n{"error":"not a member"}`,
    { diagnosis: "forbidden", first: ["application-decided", "likely"], says: /not a member/ },
  ],
];

function said({ verdict, diagnosis }: Explanation): string {
  return JSON.stringify([verdict, diagnosis?.summary, diagnosis?.causes]);
}

it.each(CASES)("%s", (_, text, { diagnosis, first, says, never }) => {
  const [explanation] = explainReading(readText(text), 0);
  expect(explanation?.diagnosis?.id ?? null).toBe(diagnosis);
  const [cause] = explanation?.diagnosis?.causes ?? [];
  if (first !== undefined) expect([cause?.id, cause?.likelihood]).toEqual(first);
  const words = explanation === undefined ? "" : said(explanation);
  expect(words).toMatch(says);
  if (never !== undefined) expect(words).not.toMatch(never);
});
