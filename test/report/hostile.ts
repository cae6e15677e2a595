import { buildReport } from "../../src/report/build/report.ts";
import type { Report } from "../../src/report/contract/format.ts";
import { type Changes, changed, slotsOfConnection, slotsOfHead } from "../../src/report/masking/slots.ts";
import { type Built, explained, goodAnswer, meta, requestHeaders } from "./built.ts";

/** What a server or a page may write anywhere: for HTML, Markdown, shells, terminals, and for readers' eyes. */
export const HOSTILE: readonly string[] = [
  "<script>alert(1)</script>",
  "</script><img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  "</title></style></pre></code><iframe src=javascript:alert(1)>",
  "<!-- --><!doctype html><meta http-equiv=refresh content=0>",
  "&lt;script&gt; &#60;b&#62; &amp;",
  "[link](javascript:alert(1)) ![image](https://evil.example/x.png) <https://evil.example>",
  "@everyone #1 !2 GH-3 /close :+1: www.evil.example",
  "| cell | cell |\n| --- | --- |",
  "# heading\n- list\n> quote\n```\nfence\n~~~",
  "``` ` `` \\` \\",
  "'; touch /tmp/owned; '",
  '$(touch /tmp/owned) `touch /tmp/owned` "$IFS" \\',
  "a\nb\r\nc\0d",
  "-oProxyCommand=touch",
  "!history %20 %s $'\\n'",
  "\u001b[2J\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b31m",
  "abc\u202edcba\u2066\u2069\u200f\u061c",
  "a\u200bb\u2060c\ufeffd\u00ade\u3164f",
  "tag\u{e0041}\u{e0042}\ufe0e",
  "\u2028line\u2029paragraph\u0085next",
  '{"__proto__":{"polluted":true}}',
  "__proto__",
  "=cmd|' /C calc'!A0",
  "\ud800 lone",
  "short\u{1bca0}hand beamed\u{1d173}music annotated\ufff9text\ufffb",
];

/** What nobody sees, or what turns or moves the text around it: none of it may come out raw. Lines and tabs are ours. */
export const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** Reports of everything that can be seen, without anything hostile. */
export const KINDS: readonly (readonly [string, Built])[] = [
  [
    "open",
    {
      request: requestHeaders(["Origin", "https://example.com"], ["Sec-WebSocket-Protocol", "chat"]),
      response: goodAnswer(["Sec-WebSocket-Protocol", "chat"], ["Server", "nginx/1.22.1"]),
    },
  ],
  ["closed", { closedAfter: 5000 }],
  ["refused", { response: null, error: "Error during WebSocket handshake: Unexpected response code: 400" }],
  ["response", { response: { status: 502, statusText: "Bad Gateway", headers: [["Server", "nginx"]] } }],
  ["no response", { response: null }],
  ["Socket.IO", { url: "wss://example.com/socket.io/?EIO=4&transport=websocket" }],
];

/** A report of all kinds; `lost` makes sure that every part of a report is there. */
export function fullReport(): Report {
  const explanations = KINDS.map(([, built]) => explained(built));
  const capture = { source: "debugger", startedAt: 0, lost: ["The capture paused."] } as const;
  return buildReport(explanations, meta({ capture }), { redact: false });
}

/** The report with the same text in every place that a server or a page can reach, header names too. */
export function reportFullOf(text: string): Report {
  const report = fullReport();
  const changes: Changes = new Map();
  const slots = [...slotsOfHead(report), ...report.connections.flatMap(slotsOfConnection)];
  for (const { holder, key } of slots) changes.set(holder, [...(changes.get(holder) ?? []), [key, text]]);
  const full = changed(report, changes);
  const named = (headers: readonly (readonly [string, string])[]) =>
    headers.map(([, value], i) => [i % 2 ? text : "Cookie", value] as const);
  return {
    ...full,
    connections: full.connections.map((connection) => ({
      ...connection,
      id: text,
      close: { code: 4000, reason: text, wasClean: true, meaning: text },
      file: text,
      handshake: {
        ...connection.handshake,
        request: connection.handshake.request && { headers: named(connection.handshake.request.headers) },
        response: connection.handshake.response && {
          ...connection.handshake.response,
          headers: named(connection.handshake.response.headers),
        },
      },
    })),
  };
}
