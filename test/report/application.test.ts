import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { readHarLog } from "../../src/sources/har/har-file.ts";
import { readingOfReport } from "../../src/sources/report/report-file.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { meta, NOW } from "./built.ts";

type Said = readonly (readonly [type: "send" | "receive", data: string, opcode?: number])[];

/** A connection as a HAR file has it, with these messages. */
function upgradeOf(said: Said): Upgrade {
  const [upgrade] = readHarLog({
    creator: { name: "WebInspector", version: "537.36" },
    entries: [
      {
        _resourceType: "websocket",
        startedDateTime: "2026-11-22T14:00:00.000Z",
        time: 0,
        timings: { receive: 0 },
        request: { method: "GET", url: "wss://example.com/live", headers: [], httpVersion: "HTTP/1.1" },
        response: {
          status: 101,
          statusText: "Switching Protocols",
          headers: [],
          httpVersion: "HTTP/1.1",
          _error: null,
        },
        _webSocketMessages: said.map(([type, data, opcode = 1], i) => ({
          type,
          data,
          opcode,
          time: NOW / 1000 - 100 + i,
        })),
      },
    ],
  }).upgrades;
  if (upgrade === undefined) throw new Error("the file was not understood");
  return upgrade;
}

function reportOf(upgrade: Upgrade, redact = true) {
  const explanation = explain(upgrade, { now: NOW, page: null, capture: markedCapture([upgrade]) });
  return buildReport([explanation], meta(), { redact });
}

const REFUSED: Said = [
  ["receive", '0{"sid":"s","upgrades":[],"pingInterval":300,"pingTimeout":200}'],
  ["send", '40/admin,{"token":"t"}'],
  ["receive", '44/admin,{"message":"Invalid namespace"}'],
];

describe("what the application said", () => {
  test("stands in the report", () => {
    const [connection] = reportOf(upgradeOf(REFUSED)).connections;
    expect(connection?.application).toEqual({
      state: "refused",
      reason: "Invalid namespace",
      code: null,
      evidence: ["a control message of Socket.IO: refused", "it is about /admin", "its reason: Invalid namespace"],
    });
    expect(connection?.verdict.sentence).toContain("Socket.IO refused the namespace");
  });

  test("is the same when the report is explained again", () => {
    const report = reportOf(upgradeOf(REFUSED));
    const [again] = readingOfReport(readReport(JSON.parse(JSON.stringify(report)))).upgrades;
    if (again === undefined) throw new Error("the report was not understood");
    const [one] = report.connections;
    const [other] = reportOf(again).connections;
    expect(other?.application).toEqual(one?.application);
    expect(other?.diagnosis).toEqual(one?.diagnosis);
    expect(other?.verdict).toEqual(one?.verdict);
  });

  test("is null where nothing is read", () => {
    expect(reportOf(upgradeOf([["receive", "hello"]])).connections[0]?.application).toBeNull();
  });
});

describe("payloads", () => {
  const secret = "Zq7x9K2mVw4TpR8sLd3f";
  const value = fc.constantFrom<unknown>(secret, { token: secret }, [secret], 1, null);
  const json = fc.record(
    {
      type: fc.constantFrom<unknown>("connection_init", "connection_error", "error", "disconnect", 7),
      event: fc.constantFrom("pusher:error", "phx_join", "phx_reply"),
      topic: fc.constantFrom(`room:${secret}`),
      ref: fc.constantFrom("1"),
      payload: fc.oneof(
        value,
        value.map((message) => ({ message, status: "error", response: { reason: message } })),
      ),
      data: fc.oneof(
        value,
        value.map((message) => ({ code: 4001, message })),
      ),
      error: fc.oneof(
        value,
        value.map((message) => ({ code: 1, message, data: secret })),
      ),
      jsonrpc: fc.constantFrom("2.0"),
      reason: value,
      reconnect: fc.boolean(),
      message: value,
    },
    { requiredKeys: [] },
  );
  const data = fc.oneof(
    json.map((one) => JSON.stringify(one)),
    fc
      .tuple(fc.constantFrom("40", "40/a,", "44", "44/a,", "42"), json)
      .map(([head, one]) => head + JSON.stringify(one)),
    fc.constantFrom(`ERROR\nmessage:bad ${secret}\n\n${secret}\0`, `CONNECT\npasscode:${secret}\n\n\0`),
    fc.string({ maxLength: 20 }).map((any) => any + secret),
  );
  const said = fc.array(fc.tuple(fc.constantFrom("send" as const, "receive" as const), data), { maxLength: 24 });

  test("are in no record and no report, not even in one that is not masked", () => {
    fc.assert(
      fc.property(said, (messages) => {
        const upgrade = upgradeOf([["receive", '0{"sid":"s","pingInterval":1000,"pingTimeout":1}'], ...messages]);
        expect(JSON.stringify(upgrade)).not.toContain(secret);
        expect(JSON.stringify(reportOf(upgrade, false))).not.toContain(secret);
      }),
      { numRuns: 400 },
    );
  });

  test("are in none of the formats", () => {
    const report = reportOf(upgradeOf([...REFUSED, ["receive", `44/b,{"message":"no ${secret}"}`]]));
    for (const { id, render } of formats) {
      const text = render(report);
      expect([id, text.includes(secret)]).toEqual([id, false]);
      expect([id, text.includes("refused")]).toEqual([id, true]);
    }
  });
});
