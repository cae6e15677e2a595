import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { checks } from "../../src/knowledge/checks/registry.ts";
import { diagnoses } from "../../src/knowledge/diagnoses/registry.ts";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import schema from "../../src/report/contract/schema.json" with { type: "json" };
import { toJson } from "../../src/report/formats/json/json.ts";
import { newUpgrade } from "../../src/upgrade/upgrade.ts";
import { type Built, explained, explainedUpgrade, goodAnswer, meta, requestHeaders } from "./built.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
formats(ajv);
const validate = ajv.compile(schema);

function errorsOf(report: unknown): string[] {
  validate(report);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** As it is written to a file and read again. */
function written(report: Report): unknown {
  return JSON.parse(toJson(report));
}

const BUILT: readonly (readonly [string, Built])[] = [
  ["open", {}],
  ["closed", { closedAfter: 5000 }],
  ["refused", { response: null, error: "Error during WebSocket handshake: Unexpected response code: 400" }],
  ["no answer", { response: null }],
  ["refused, nothing said", { response: null, error: "" }],
  [
    "not reached",
    { request: [], response: null, error: "Error in connection establishment: net::ERR_CONNECTION_REFUSED" },
  ],
  ["bad accept", { error: "Error during WebSocket handshake: Incorrect 'Sec-WebSocket-Accept' header value" }],
  ["HTTP/2", { request: [["Upgrade", "websocket"]], response: { ...goodAnswer(), status: 200 } }],
  ["with secrets", { url: "wss://a:b@example.com/?token=c", request: requestHeaders(["Cookie", "sid=abc"]) }],
  ["Socket.IO", { url: "wss://example.com/socket.io/?EIO=4&transport=websocket" }],
];

describe("built reports keep the schema", () => {
  test.each(BUILT)("%s", (_, built) => {
    expect(errorsOf(written(buildReport([explained(built)], meta())))).toEqual([]);
    expect(errorsOf(written(buildReport([explained(built)], meta(), { redact: false })))).toEqual([]);
  });

  test("nothing known, and no connection at all", () => {
    const empty = meta({
      page: null,
      tool: { version: "0.1.0", browser: null },
      capture: { source: "har", startedAt: null, lost: ["x"] },
    });
    expect(errorsOf(written(buildReport([], empty)))).toEqual([]);
    expect(errorsOf(written(buildReport([explainedUpgrade(newUpgrade("c1"))], empty)))).toEqual([]);
  });
});

describe("the schema is strict", () => {
  const good: Report = buildReport([explained({})], meta());
  const [connection] = good.connections;

  test.each(Object.keys(good))("on the key %s", (key) => {
    expect(errorsOf({ ...good, [key]: undefined })).not.toEqual([]);
  });

  /** Added after version 1 was laid down: a report of another writer need not have them. */
  const added = ["pendingReason", "way", "observed", "file"];

  test.each(Object.keys(connection ?? {}).filter((key) => !added.includes(key)))(
    "on the connection's key %s",
    (key) => {
      const { [key]: _, ...rest } = { ...connection } as Record<string, unknown>;
      expect(errorsOf({ ...good, connections: [rest] })).not.toEqual([]);
    },
  );

  test.each([
    ["state", "dead"],
    ["kind", "carrier-pigeon"],
    ["transport", "h2"],
    ["target", "window"],
    ["status", "101"],
    ["checks", [{ id: "vibes", outcome: "pass", summary: "", reference: "", evidence: [] }]],
    ["checks", [{ id: "accept", outcome: "maybe", summary: "", reference: "", evidence: [] }]],
    ["diagnosis", { id: "gremlins", summary: "", message: null, evidence: [], causes: [] }],
  ])("on the value of %s", (key, value) => {
    expect(errorsOf({ ...good, connections: [{ ...connection, [key]: value }] })).not.toEqual([]);
  });

  test("and lets more keys in", () => {
    expect(errorsOf({ ...good, note: 1, connections: [{ ...connection, more: true }] })).toEqual([]);
  });
});

test("knows every check and every diagnosis", () => {
  const { check, diagnosis } = schema.$defs;
  expect(check.properties.id.enum).toEqual(expect.arrayContaining(checks.map(({ id }) => id)));
  expect(diagnosis.properties.id.enum).toEqual(expect.arrayContaining(diagnoses.map(({ id }) => id)));
});
