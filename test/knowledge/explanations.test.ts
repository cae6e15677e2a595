import fc from "fast-check";
import { expect, test } from "vitest";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { newExchange } from "../../src/upgrade/http/exchange.ts";
import { kinds } from "../../src/upgrade/kinds/registry.ts";
import type { Observation } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";
import { BROWSER_HEADERS, START } from "./failures.ts";

const sourceId = "r";
const at = fc.integer({ min: START, max: START + 400_000 });
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "bye", "`x`[y](https://z.example)"),
);
const errorText = fc.oneof(text, fc.constantFrom("Invalid frame header", "Could not decode a text frame as UTF-8."));
const NET_ERRORS = [
  "net::ERR_FAILED",
  "net::ERR_FAILED",
  "net::ERR_BLOCKED_BY_CLIENT",
  "net::ERR_BLOCKED_BY_CLIENT (Blocked by an extension)",
  "net::ERR_BLOCKED_BY_ADMINISTRATOR",
  "net::ERR_BLOCKED_BY_CSP",
  "net::ERR_UNSAFE_PORT",
  "net::ERR_CONNECTION_REFUSED",
];
const RULES =
  "MissingAllowOriginHeader MultipleAllowOriginValues InvalidAllowOriginValue AllowOriginMismatch WildcardOriginNotAllowed InvalidAllowCredentials";
const CORS_ERRORS = [
  ...RULES.split(" ").flatMap((rule) => [rule, `Preflight${rule}`]),
  "PreflightInvalidStatus",
  "PreflightDisallowedRedirect",
  "MethodDisallowedByPreflightResponse",
  "HeaderDisallowedByPreflightResponse",
  "InvalidAllowMethodsPreflightResponse",
  "CorsDisabledScheme",
  "InsecureLocalNetwork",
  "LocalNetworkAccessPermissionDenied",
  "constructor",
];
const url = fc.constantFrom(
  "wss://app.example.com/live",
  "wss://app.example.com/live?token=s3cret",
  "ws://localhost:3000/socket.io/?EIO=4&transport=websocket&sid=a",
  "ws://b.example/",
  "nonsense",
);
const target = fc.constantFrom("page" as const, "iframe" as const, "worker" as const);
const headers = fc.constantFrom(
  [["Server", "nginx/1.22.1"]] as const,
  [
    ["Server", "cloudflare"],
    ["CF-Ray", "8f0c0f5b1c2d3e4f-FRA"],
  ] as const,
  [["Via", "1.1 google"]] as const,
  [["Content-Type", "text/event-stream"]] as const,
  [
    ["Content-Type", "text/event-stream"],
    ["Access-Control-Allow-Origin", "*"],
  ] as const,
  [["Sec-WebSocket-Protocol", "actioncable-v1-json"]] as const,
  [
    ["Sec-WebSocket-Protocol", "graphql-transport-ws"],
    ["Date", "a"],
    ["Date", "b"],
  ] as const,
);

const observation: fc.Arbitrary<Observation> = fc.oneof(
  fc.record({
    type: fc.constant("created" as const),
    sourceId: fc.constant(sourceId),
    at,
    url,
    initiator: fc.constant(null),
    target,
    kind: fc.constant("websocket" as const),
    exchange: fc.constant(null),
  }),
  fc.record({
    type: fc.constant("created" as const),
    sourceId: fc.constant(sourceId),
    at,
    url: fc.constantFrom("https://api.example.com/events", "http://b.example:6000/", "https://app.example.com/a", "x"),
    initiator: fc.constant(null),
    target,
    kind: fc.constantFrom(...kinds.filter((kind) => kind !== "websocket" && kind !== "other-upgrade")),
    exchange: fc.constantFrom(
      newExchange("GET", "EventSource"),
      newExchange("POST", "fetch"),
      newExchange("`", "XMLHttpRequest"),
      newExchange("CONNECT", "WebTransport"),
    ),
  }),
  fc.record({
    type: fc.constant("request-sent" as const),
    sourceId: fc.constant(sourceId),
    at,
    headers: fc.constantFrom(BROWSER_HEADERS, [["Origin", "https://app.example.com"]] as const),
  }),
  fc
    .record({
      type: fc.constant("request-ended" as const),
      sourceId: fc.constant(sourceId),
      at,
      end: fc.constantFrom("finished" as const, "canceled" as const, "failed" as const, "failed" as const),
      message: fc.option(fc.oneof(text, fc.constantFrom(...NET_ERRORS))),
    })
    .chain((ended) =>
      fc
        .option(fc.record({ code: fc.oneof(text, fc.constantFrom(...CORS_ERRORS)), parameter: text }))
        .map((corsError) => (corsError === null ? ended : { ...ended, corsError })),
    ),
  fc.record({
    type: fc.constant("response" as const),
    sourceId: fc.constant(sourceId),
    at,
    response: fc.record({ status: fc.constantFrom(101, 101, 200, 502), statusText: text, headers }),
    requestHeaders: fc.constant(null),
  }),
  fc.record({
    type: fc.constant("message" as const),
    sourceId: fc.constant(sourceId),
    at,
    message: fc.record({
      at,
      direction: fc.constantFrom("sent" as const, "received" as const),
      opcode: fc.constantFrom(1, 2),
      size: fc.option(fc.nat(5_000_000)),
      digest: fc.nat(),
    }),
  }),
  fc.record({
    type: fc.constant("error" as const),
    sourceId: fc.constant(sourceId),
    at,
    message: errorText,
    monotonicSeconds: fc.constant(null),
  }),
  fc.record({ type: fc.constant("closed" as const), sourceId: fc.constant(sourceId), at }),
  fc.record({
    type: fc.constant("ended" as const),
    sourceId: fc.constant(sourceId),
    at,
    by: fc.constantFrom("navigation" as const, "target-gone" as const),
  }),
  fc.record({
    type: fc.constant("closed-by" as const),
    sourceId: fc.constant(sourceId),
    at,
    code: fc.oneof(
      fc.integer({ min: 0, max: 65_535 }),
      fc.constantFrom(1000, 1001, 1005, 1006, 1006, 1006, 1008, 1011, 4401),
    ),
    reason: text,
    wasClean: fc.boolean(),
  }),
  fc.record({
    type: fc.constant("blocked" as const),
    sourceId: fc.constant(sourceId),
    at,
    url,
    by: fc.constantFrom(
      "content-security-policy" as const,
      "mixed-content" as const,
      "socket-limit" as const,
      "blocked-by-client" as const,
    ),
    message: fc.oneof(
      text,
      fc.constantFrom("inspector", "subresource-filter", "csp", "Connecting to 'http://c.example:81/' violates"),
    ),
    directive: fc.option(fc.oneof(text, fc.constantFrom("connect-src 'self'", "default-src 'none'"))),
    initiator: fc.constant(null),
    target,
  }),
  fc.record({
    type: fc.constant("socket-state" as const),
    sourceId: fc.constant(sourceId),
    at,
    url,
    readyState: fc.integer({ min: 0, max: 3 }),
    protocol: fc.constantFrom("", "mqtt", "`"),
    extensions: fc.constant(""),
    bufferedAmount: fc.nat(1_000_000_000),
    target,
  }),
);

/** Blocked ones and failed ones are only a part: what opened is asked for more often. */
const upgrades: fc.Arbitrary<Upgrade[]> = fc
  .array(fc.array(observation, { minLength: 1, maxLength: 9 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) =>
    all.map((seen, i) => seen.reduce((upgrade: Upgrade, one) => reduce(upgrade, one), newUpgrade(`c${i}`))),
  );

/** Every sentence that people read, with what it is. */
function sentences(explanation: Explanation): [string, string][] {
  const { upgrade, verdict, pending, path, healthQuestions, checks, advice, diagnosis, intermediaries, protocol } =
    explanation;
  const said: [string, string | null][] = [
    ["headline", verdict.headline],
    ["verdict", verdict.sentence],
    ["pending", pending && `${pending.title} ${pending.plain} ${pending.engineer}`],
    ["request", path.request],
    ["answer", path.answer?.text ?? null],
    ["line", path.line?.text ?? null],
    ...healthQuestions.map(({ id, answer }): [string, string] => [`worry ${id}`, answer]),
    ...checks.map(({ id, summary }): [string, string] => [`check ${id}`, summary]),
    ...advice.map(({ id, text: words }): [string, string] => [`remark ${id}`, words]),
    // What a product does with upgrades is not said of other requests.
    ...intermediaries.map(({ id, behavior }): [string, string | null] => [
      `intermediary ${id}`,
      behavior === "" && upgrade.kind !== "websocket" ? null : behavior,
    ]),
    ["protocol", protocol && `${protocol.name} ${protocol.about}`],
    ["summary", diagnosis?.summary ?? null],
    ...(diagnosis?.causes ?? []).flatMap(({ id, title, why, fix }): [string, string | null][] => [
      [`title ${id}`, title],
      [`why ${id}`, why],
      [`fix ${id}`, fix?.text ?? null],
      ...(fix?.snippets ?? []).map((snippet): [string, string] => [`snippet ${id}`, `${snippet.for}: ${snippet.code}`]),
    ]),
    ...evidenceOf(explanation).flatMap(([of, list]) => list.map((one): [string, string] => [`evidence ${of}`, one])),
  ];
  return said.flatMap(([what, words]) => (words === null ? [] : [[what, words] satisfies [string, string]]));
}

/** The evidence of everything that has to have some. */
function evidenceOf({ healthQuestions, checks, advice, diagnosis, intermediaries, protocol }: Explanation) {
  const judged = checks.filter(({ outcome }) => outcome === "pass" || outcome === "warn" || outcome === "fail");
  const causes = diagnosis?.causes ?? [];
  const claims: [string, readonly string[]][] = [
    ...judged.map(({ id, evidence }): [string, readonly string[]] => [id, evidence]),
    ...advice.map(({ id, evidence }): [string, readonly string[]] => [id, evidence]),
    ...healthQuestions
      .filter(({ id, outcome }) => outcome === "attention" || (outcome === "bad" && id === "connects"))
      .map(({ id, evidence }): [string, readonly string[]] => [id, evidence]),
    ...intermediaries.map(({ id, evidence }): [string, readonly string[]] => [id, evidence]),
    ...causes.map(({ id, evidence }): [string, readonly string[]] => [id, evidence]),
  ];
  if (diagnosis !== null) claims.push([diagnosis.id, diagnosis.evidence]);
  if (protocol !== null) claims.push([protocol.id, protocol.evidence]);
  return claims;
}

test("whatever was seen, all that is said is whole, founded, and said once", { timeout: 60_000 }, () => {
  const stages = new Set<string>();
  const ids = new Set<string>();
  fc.assert(
    fc.property(upgrades, fc.integer({ min: START, max: START + 900_000 }), (others, now) => {
      for (const upgrade of others) {
        const explanation = explain(upgrade, { now, page: "https://app.example.com/", capture: markedCapture(others) });
        for (const [what, words] of sentences(explanation)) {
          expect(words.trim(), what).not.toBe("");
          expect(words, what).not.toMatch(/\bundefined\b|\bNaN\b|\bnull\b|\[object|\bInfinity\b/);
        }
        for (const [of, evidence] of evidenceOf(explanation)) expect(evidence.length, of).toBeGreaterThan(0);
        const answers = [explanation.verdict.sentence, ...explanation.healthQuestions.map(({ answer }) => answer)];
        expect(new Set(answers).size).toBe(answers.length);
        expect(["attention", "healthy", "failed", "unknown"]).toContain(explanation.verdict.level);
        if (explanation.diagnosis !== null) stages.add(explanation.diagnosis.stage);
        if (upgrade.kind !== "websocket") ids.add(explanation.diagnosis?.id ?? "");
      }
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
  // Otherwise it would prove nothing about them.
  expect([...stages]).toEqual(expect.arrayContaining(["blocked", "ended", "attention", "after-opening"]));
  expect([...ids]).toEqual(
    expect.arrayContaining([
      "content-security-policy",
      "mixed-content",
      "unsafe-port",
      "local-network-access",
      "blocked-by-client",
      "cross-origin-refused",
      "request-failed",
    ]),
  );
});
