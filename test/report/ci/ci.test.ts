import { readFileSync } from "node:fs";
import { join } from "node:path";
import sarifSchema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { XmlDocument, XsdValidator } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { readExpectations } from "../../../src/report/ci/expectations.ts";
import { toAnnotations } from "../../../src/report/ci/github.ts";
import { toJunit } from "../../../src/report/ci/junit.ts";
import { type Problem, problemsOf } from "../../../src/report/ci/problems.ts";
import { toSarif } from "../../../src/report/ci/sarif.ts";
import { expectedIn, nearestTo, unmetBy, unusedIn } from "../../../src/report/ci/unmet.ts";
import type { Report } from "../../../src/report/contract/format.ts";
import { readText } from "../../../src/sources/recognize.ts";
import { har, socketEntry } from "../../cli/built-har.ts";
import { fieldText } from "../../field/cases.ts";
import { recordedReport } from "../../recordings/recorded-report.ts";
import { HOSTILE, reportFullOf } from "../hostile.ts";

const reportWith = (...entries: readonly unknown[]): Report =>
  reportOfReading(readText(har(entries)), { version: "1", otherwise: 0 });

const LIVE = reportWith(
  socketEntry({ url: "wss://app.test/live/1" }),
  socketEntry({ url: "wss://app.test/live/2", status: 403 }),
  socketEntry({ url: "wss://app.test/live/3", status: 403 }),
);

const unmet = (endpoints: Readonly<Record<string, unknown>>, report = LIVE) =>
  unmetBy(report, readExpectations(JSON.stringify({ endpoints }))).map(
    ({ endpoint, rule, sentence }) => `${endpoint} ${rule}: ${sentence}`,
  );

describe("expectations", () => {
  it.each([
    [{ "app.test/live/1": { opens: true, subprotocol: null, failures: 0, reconnects: false } }, []],
    [{ "/live/*": { opens: true, failures: 2 } }, []],
    [
      { "wss://app.test/**": { failures: 1 } },
      ["wss://app.test/** failures: 2 connections failed, and at most 1 may."],
    ],
    [{ "/live/2": { opens: true } }, ["/live/2 opens: No connection was opened."]],
    [{ "/live/1": { opens: false } }, ["/live/1 opens: A connection was opened, and none may."]],
    [{ "/other": { opens: true } }, ["/other opens: No connection was attempted."]],
    [{ "/other": { failures: 0, subprotocol: "a" } }, []],
    [{ "app.test/live": { opens: false } }, []],
    [
      { "/live/1": { subprotocol: "graphql-transport-ws" } },
      ["/live/1 subprotocol: Expected the subprotocol graphql-transport-ws, and got no subprotocol."],
    ],
  ])("%j: %j", (endpoints, wanted) => {
    expect(unmet(endpoints)).toEqual(wanted);
  });

  it("find connections that were cut too early, and attempts one after the other", () => {
    const report = recordedReport();
    const cut = report.connections.find(
      ({ state, verdict, timing }) => state === "closed" && verdict.level !== "healthy" && (timing.openMs ?? 0) > 0,
    );
    const path = new URL(cut?.url ?? "").pathname;
    expect(unmet({ [path]: { staysOpenFor: "1h" } }, report)[0]).toMatch(/was cut after \d/);
    const again = report.connections.find(({ attempts }) => attempts !== null);
    const loop = new URL(again?.url ?? "").pathname;
    expect(unmet({ [loop]: { reconnects: false } }, report)[0]).toMatch(/attempted \d+ times/);
  });

  const pasted = (text: string) => reportOfReading(readText(text), { version: "1", otherwise: 0 });
  const wscat = pasted(
    '$ wscat -c wss://app.test/live\nConnected (press CTRL+C to quit)\nDisconnected (code: 4401, reason: "Unauthorized")',
  );
  const heroku = pasted(fieldText("heroku-55-seconds.har"));
  it.each([
    [wscat, { opens: true }, []],
    [wscat, { opens: false }, ["A connection was opened, and none may."]],
    [wscat, { staysOpenFor: "1m" }, ["A connection was cut, and when was not recorded; 60000 ms were expected."]],
    [wscat, { subprotocol: "v1" }, ["Expected the subprotocol v1, and the headers of the response were not recorded."]],
    [heroku, { opens: true, staysOpenFor: "50s" }, []],
    [heroku, { staysOpenFor: "60s" }, [expect.stringMatching(/^A connection was cut after 5\d{4} ms, and 60000 ms/)]],
    [heroku, { subprotocol: "v1" }, ["Expected the subprotocol v1, and got no subprotocol."]],
  ])("judge what opened and closed at times that the file does not tell: %#", (report, rules, wanted) => {
    const found = unmetBy(report, readExpectations(JSON.stringify({ endpoints: { "**": rules } })));
    expect(found.map(({ sentence }) => sentence)).toEqual(wanted);
  });

  /** A recording of one open connection that was watched for 8 s. */
  const [first] = LIVE.connections;
  const openFor = (openMs: number | null, more: Partial<Report["connections"][number]> = {}): Report => ({
    ...LIVE,
    connections:
      first === undefined ? [] : [{ ...first, timing: { ...first.timing, openMs }, observed: null, ...more }],
  });
  const pending = openFor(null, { state: "requested" });
  const minute = { staysOpenFor: "60s" };
  const what = "Whether a connection stays open for 1 min could not be checked";
  it.each([
    ["an open one that was watched for less", openFor(8000), minute, `${what}: it was watched for 8 s only.`],
    ["an open one that was watched for long enough", openFor(60_000), minute, null],
    [
      "one that was watched for long enough, and a new one",
      { ...LIVE, connections: [...openFor(60_000).connections, ...openFor(100).connections] },
      minute,
      null,
    ],
    ["a file that says nothing of the end", LIVE, minute, `${what}: for how long it was open was not recorded.`],
    ["one that ended by itself", openFor(3000, { state: "closed" }), minute, `${what}: it ended after 3 s.`],
    ["one that never opened", pending, minute, `${what}: no connection was opened.`],
    [
      "the subprotocol of what never opened",
      pending,
      { subprotocol: "v1" },
      "The subprotocol could not be checked: no connection was opened.",
    ],
    [
      "one that waits, where none may open",
      pending,
      { opens: false },
      "Whether none opens could not be checked: of a connection neither a response nor a failure was recorded.",
    ],
    [
      "one that waits, where none may fail",
      pending,
      { failures: 0 },
      "Whether at most 0 fail could not be checked: 0 connections failed, and of 1 neither a response nor a failure was recorded.",
    ],
    ["one that waits, where one may fail", pending, { failures: 1 }, null],
    [
      "attempts without their times",
      {
        ...LIVE,
        connections: [1, 2].flatMap(() =>
          openFor(null).connections.map((one) => ({
            ...one,
            timing: { ...one.timing, createdAt: null, requestSentAt: null },
          })),
        ),
      },
      { reconnects: false },
      "Whether its attempts came one after the other could not be checked: when they began was not recorded.",
    ],
  ])("do not pass what could not be checked: %s", (_, report, rules, sentence) => {
    const found = unmetBy(report, readExpectations(JSON.stringify({ endpoints: { "/live/1": rules } })));
    expect(found.map((one) => [one.sentence, one.wasChecked])).toEqual(sentence === null ? [] : [[sentence, false]]);
  });

  it("take what passed over a connection for the time that it was open, where a file has nothing better", () => {
    const [at, later] = ["2026-01-01T00:00:00.000Z", "2026-01-01T00:01:10.000Z"];
    const [one] = reportWith(
      socketEntry({
        url: "wss://app.test/live/1",
        messages: [at, later].map((time) => ({ type: "receive", time: Date.parse(time) / 1000, opcode: 1, data: "x" })),
      }),
    ).connections;
    const report = { ...LIVE, connections: one === undefined ? [] : [one] };
    expect(unmet({ "/live/1": { staysOpenFor: "70s" } }, report)).toEqual([]);
    expect(unmet({ "/live/1": { staysOpenFor: "71s" } }, report)).toEqual([
      "/live/1 staysOpenFor: Whether a connection stays open for 1 min 11 s could not be checked: it was seen open for 1 min 10 s, and its end was not recorded.",
    ]);
  });

  it.each([
    ["no JSON", "{", /^it is not JSON: .+, line 1, column 2$/],
    ["JSON with a comma too many", '{\n  "endpoints": {},\n}', /^it is not JSON: .+, line 3, column 1$/],
    ["no endpoint", '{"endpoints":{}}', /^endpoints has no endpoint in it/],
    ["a list as endpoints", '{"endpoints":[]}', /^it must be an object such as/],
    ["a list", "[1]", /^it must be an object such as/],
    ["null", "null", /^it must be an object such as/],
    ["no endpoints", "{}", 'it has no key "endpoints"'],
    ["another key", '{"endpoint":{}}', "there is no key endpoint. Did you mean endpoints? Known: endpoints"],
    ["a list of endpoints", '{"endpoints":"/a"}', 'endpoints must be an object with a key for each endpoint, not "/a"'],
    ["no rules", '{"endpoints":{"/a":true}}', 'endpoint "/a": its rules must be an object'],
    [
      "an unknown rule",
      '{"endpoints":{"/a":{"open":true}}}',
      'endpoint "/a": there is no rule open. Did you mean opens? Known: opens, subprotocol, staysOpenFor, reconnects, failures',
    ],
    ["a name of every object", '{"endpoints":{"__proto__":{"opens":true}}}', /no endpoint can have the name __proto__/],
    ["a rule like none", '{"endpoints":{"/a":{"latency":1}}}', /there is no rule latency\. Known: opens,/],
    ["no boolean", '{"endpoints":{"/a":{"opens":"yes"}}}', 'endpoint "/a": opens must be true or false, not "yes"'],
    [
      "a time without unit",
      '{"endpoints":{"/a":{"staysOpenFor":"60"}}}',
      /staysOpenFor must be a time such as .+, not "60"/,
    ],
    ["a time as number", '{"endpoints":{"/a":{"staysOpenFor":60}}}', /staysOpenFor must be a time such as .+, not 60/],
    ["a fraction", '{"endpoints":{"/a":{"failures":0.5}}}', /failures must be a whole number, 0 or more, not 0\.5/],
  ])("say what is wrong with the file: %s", (_, text, message) => {
    expect(() => readExpectations(text)).toThrow(message);
  });

  it("name the endpoints that no connection belongs to", () => {
    const endpoints = { "/live/*": { failures: 3 }, "/lvie/1": { failures: 0 } };
    expect(unusedIn(LIVE, readExpectations(JSON.stringify({ endpoints })))).toEqual(["/lvie/1"]);
  });
});

describe("what a build is told", () => {
  const failed = ({ verdict }: Report["connections"][number]) => verdict.level === "failed";
  const all: readonly (readonly [string, Report, readonly Problem[]])[] = [
    [
      "three connections",
      LIVE,
      problemsOf(LIVE, failed, unmetBy(LIVE, readExpectations('{"endpoints":{"/x":{"opens":true}}}'))),
    ],
    ["every recorded case", recordedReport(), problemsOf(recordedReport(), failed, [])],
    ...HOSTILE.map(reportFullOf).map((report) => ["hostile text", report, problemsOf(report, () => true, [])] as const),
  ];
  // The schema's patterns are older than regular expressions with the flag u.
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
  const { id: _, ...schema } = sarifSchema;
  const isSarif = ajv.compile({ ...schema, $schema: "http://json-schema.org/draft-07/schema#" });

  it("is judged by the schema, which refuses what is none", () => {
    expect(isSarif({ version: "2.1.0" })).toBe(false);
  });

  it.each(all)("is SARIF 2.1.0 by its schema: %s", (_, report, problems) => {
    expect(isSarif(JSON.parse(toSarif(report, problems))), JSON.stringify(isSarif.errors?.slice(0, 3))).toBe(true);
  });

  /** Throws what the schema finds wrong. */
  const judgeJunit = (xml: string) => {
    using schema = XmlDocument.fromString(readFileSync(join(import.meta.dirname, "junit.xsd"), "utf8"));
    using validator = XsdValidator.fromDoc(schema);
    using document = XmlDocument.fromString(xml);
    validator.validate(document);
  };

  it("is judged by the schema of JUnit, which refuses what is none", () => {
    const [, report, problems] = all[0] ?? [];
    const xml = report === undefined ? "" : toJunit(report, problems ?? []);
    for (const [from, to] of [
      [' skipped="0"', ""],
      [' time="0"', ' time="soon"'],
      ["</testsuites>", ""],
      [/<failure type="[^"]*"/, "<failure"],
    ] as const) {
      const changed = xml.replace(from, to);
      expect(changed, String(from)).not.toBe(xml);
      expect(() => judgeJunit(changed), String(from)).toThrow();
    }
  });

  it.each(all)("is JUnit XML by its schema, and its counts are right: %s", (_, report, problems) => {
    const xml = toJunit(report, problems);
    judgeJunit(xml);
    expect(xml.match(/<failure /g) ?? []).toHaveLength(problems.length);
    const [, tests, failures] = /tests="(\d+)" failures="(\d+)"/.exec(xml) ?? [];
    expect([tests, failures]).toEqual([String(xml.match(/<testcase /g)?.length ?? 0), String(problems.length)]);
  });

  it.each(all)("is annotations, one line each, and no command that a page wrote: %s", (_, _report, problems) => {
    const lines = toAnnotations(problems).split("\n").slice(0, -1);
    expect(lines.length).toBe(Math.min(10, problems.length));
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning) (?:file=[^:,]*,)?title=[^:]*::/);
  });

  it("names the cause and the fix", () => {
    const [first] = problemsOf(LIVE, failed, []);
    expect(first).toMatchObject({ rules: ["forbidden"], level: "error", where: "wss://app.test/live/2" });
    expect(first?.advice).toMatch(/^Cause \((?:likely|possible)\): .* How to fix it: /);
  });
});

describe("what was expected", () => {
  const failed = ({ verdict }: Report["connections"][number]) => verdict.level === "failed";
  const expecting = (endpoints: Readonly<Record<string, unknown>>) => readExpectations(JSON.stringify({ endpoints }));

  it("is allowed where an expectation allows it and is met", () => {
    const urls = (endpoints: Readonly<Record<string, unknown>>) =>
      [...expectedIn(LIVE, expecting(endpoints))].map(({ url }) => url);
    expect(urls({ "/live/2": { opens: false } })).toEqual(["wss://app.test/live/2"]);
    expect(urls({ "/live/1": { opens: false } })).toEqual([]);
    expect(urls({ "/live/*": { failures: 2 } })).toHaveLength(3);
    expect(urls({ "/live/*": { failures: 1 } })).toEqual([]);
  });

  it("is one problem for one refused endpoint, which names all rules", () => {
    const problems = problemsOf(LIVE, failed, unmetBy(LIVE, expecting({ "/live/2": { opens: true, failures: 0 } })));
    expect(problems.map(({ where, rules }) => [where, ...rules])).toEqual([
      ["/live/2", "expected-opens", "expected-failures", "forbidden"],
      ["wss://app.test/live/3", "forbidden"],
    ]);
    expect(problems[0]?.message).toMatch(/^No connection was opened\. 1 connection failed, and at most 0 may\. /);
    expect(toAnnotations(problems)).toContain("(expected-opens%2C expected-failures%2C forbidden)");
  });

  it("names what is nearest to an endpoint that was never seen", () => {
    expect(nearestTo("/lvie/1", LIVE)).toBe("/live/1");
    expect(nearestTo("wss://app.tset/live/3", LIVE)).toBe("app.test/live/3");
    expect(nearestTo("/something/else", LIVE)).toBeNull();
  });
});
