import { describe, expect, test } from "vitest";
import { buildReport } from "../../src/report/build/report.ts";
import { toJson } from "../../src/report/formats/json/json.ts";
import { type Built, explained, goodAnswer, meta, requestHeaders } from "../report/built.ts";
import { secretsOf, UNMARKED } from "./secret-shapes.ts";

/** The same numbers on every machine (a linear congruential generator: Numerical Recipes §7.1). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Where a secret may stand, under names that say nothing of it. */
const PLACES: readonly (readonly [string, (secret: string) => Built])[] = [
  ["query", (secret) => ({ url: `wss://example.com/live?v=2&x=${secret}` })],
  ["path", (secret) => ({ url: `wss://example.com/${secret}/live` })],
  ["Authorization", (secret) => ({ request: requestHeaders(["Authorization", `Bearer ${secret}`]) })],
  ["cookie", (secret) => ({ request: requestHeaders(["Cookie", `theme=dark; a=${secret}`]) })],
  ["other header", (secret) => ({ request: requestHeaders(["X-Whatever", secret]) })],
  ["response header", (secret) => ({ response: goodAnswer(["X-Trace", `id=${secret}`]) })],
  ["error", (secret) => ({ response: null, error: `Error during WebSocket handshake: key ${secret} is not valid` })],
];

const ROUNDS = 3;

const WORDS = (
  "live chat room events feed market ticker orders users account session-list notifications graphql socket.io hub stream " +
  "api v1 v2 beta internal staging eu-west-1 us-east-2 dashboard quarterly-report-2026 device telemetry sensor-data updates " +
  "presence typing-indicator document-collaboration background-sync kubernetes-ingress application-production"
).split(" ");

/** Addresses and headers as any site has them. */
function ordinary(next: (below: number) => number): Built {
  const word = () => WORDS[next(WORDS.length)] ?? "";
  const number = () => String(next(100_000));
  const request: readonly (readonly [string, string])[] = [
    ["Origin", `https://${word().replace(".", "-")}.example.com`],
    ["User-Agent", `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${next(200)}.0.0.0`],
    ["Accept-Language", "en-US,en;q=0.9,de-DE;q=0.8"],
    ["Sec-WebSocket-Protocol", ["graphql-transport-ws", "v12.stomp", "wamp.2.json", "mqtt"][next(4)] ?? ""],
    ["X-Client-Version", `${next(20)}.${next(90)}.${next(900)}-${word()}`],
    ["X-Requested-With", "XMLHttpRequest"],
  ];
  const response: readonly (readonly [string, string])[] = [
    ["Server", `nginx/1.${next(30)}.${next(9)}`],
    ["Date", "Sun, 22 Nov 2026 15:00:00 GMT"],
    ["Content-Type", "text/html; charset=utf-8"],
    ["Cache-Control", `max-age=${number()}, must-revalidate`],
    ["Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload"],
    ["X-Powered-By", "Express"],
    ["Vary", "Accept-Encoding, Origin, Sec-WebSocket-Extensions"],
    ["X-Served-Region", word()],
    ["Content-Security-Policy", "default-src 'self'; connect-src 'self' wss://example.com"],
  ];
  return {
    url: `wss://${word().replace(".", "-")}.example.com/${word()}/${number()}/${word()}?version=${next(9)}&room=${word()}&page=${number()}&lang=en-US`,
    request: requestHeaders(...request),
    response: goodAnswer(...response),
  };
}

function masked(built: Built) {
  const report = buildReport([explained(built)], meta());
  return { text: toJson(report), items: report.redaction.items };
}

describe("secrets in the shapes that scanners know", () => {
  const next = numbers(7);
  const all = Array.from({ length: ROUNDS }, () => secretsOf(next)).flat();
  const tried = all.flatMap(([shape, secret]) =>
    PLACES.filter(([place]) => place !== "error" || !UNMARKED.includes(shape)).map(
      ([place, put]) => [`${shape} in ${place}`, secret, masked(put(secret)).text] as const,
    ),
  );
  const missed = tried.filter(([, secret, text]) => text.includes(secret)).map(([where]) => where);

  test("98 of 100 are masked, wherever they stand", () => {
    expect(
      1 - missed.length / tried.length,
      `${missed.length} of ${tried.length}:\n${missed.join("\n")}`,
    ).toBeGreaterThanOrEqual(0.98);
  });
});

describe("ordinary headers and addresses", () => {
  test("2,000 are left as they are", () => {
    const next = numbers(11);
    let seen = 0;
    const wrong: string[] = [];
    while (seen < 2000) {
      const built = ordinary(next);
      // Fifteen headers and the address are ordinary in each, beside those of the handshake.
      seen += 16;
      for (const { where } of masked(built).items) wrong.push(`${where}: ${JSON.stringify(built)}`);
    }
    expect(wrong).toEqual([]);
  });
});
