import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { checks } from "../../src/knowledge/checks/registry.ts";
import { diagnoses } from "../../src/knowledge/diagnoses/registry.ts";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { toJson } from "../../src/report/formats/json/json.ts";
import { readHar } from "../../src/sources/recognize.ts";
import { newUpgrade } from "../../src/upgrade/upgrade.ts";
import { reportSchema } from "../docs/report-schema.ts";
import { recordedReport } from "../recordings/recorded-report.ts";
import { readRecording, recordedIds } from "../recordings/recording.ts";
import { type Built, explained, explainedUpgrade, goodAnswer, meta, requestHeaders } from "./built.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
formats(ajv);
const validate = ajv.compile(reportSchema());

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
  ["no response", { response: null }],
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
  const added = ["pendingReason", "way", "application", "names", "observed", "file"];

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

/** Every key of version 1, those that were added since among them. None may ever be renamed or go. */
const CONTRACT_KEYS = [
  ...["format", "version", "generatedAt", "tool.name", "tool.version", "tool.browser", "page.url"],
  ...["capture.source", "capture.startedAt", "capture.lost", "redaction.applied"],
  ...["items", "kept"].flatMap((list) => below(`redaction.${list}`, "where connection label")),
  ...below(
    "connections",
    "id url kind transport target initiator state pending openedBeforeCapture status verdict pendingReason way handshake",
    "checks diagnosis intermediaries protocol application messages names close timing attempts observed file",
  ),
  ...below("connections.initiator", "url line column function"),
  ...below("connections.verdict", "level headline sentence"),
  ...below("connections.pendingReason", "title plain engineer"),
  ...below(
    "connections.way",
    "hops hops.id hops.name hops.evidence request answer.text answer.good line.text line.live",
  ),
  ...below(
    "connections.handshake",
    "request.headers response.status response.statusText response.headers expectedAccept",
  ),
  ...below("connections.checks", "id outcome summary reference referenceUrl evidence"),
  ...below("connections.diagnosis", "id summary message evidence reference referenceUrl causes"),
  ...below(
    "connections.diagnosis.causes",
    "id likelihood title why evidence fix.text fix.snippets.for fix.snippets.code",
  ),
  ...below("connections.intermediaries", "id name version confidence evidence"),
  ...below(
    "connections.protocol",
    "id name evidence heartbeat.by heartbeat.intervalMs heartbeat.visible heartbeat.announced",
  ),
  ...["sent", "received"].flatMap((side) => below(`connections.messages.${side}`, "count bytes text binary")),
  ...below("connections.messages", "lastAt bytesExact"),
  ...below("connections.names", "counted.kind counted.name messages"),
  ...["counted", "other", "unnamed"].flatMap((part) =>
    ["sent", "received"].flatMap((side) => below(`connections.names.${part}.${side}`, "count bytes")),
  ),
  ...below("connections.application", "state reason code evidence"),
  ...below("connections.observed.application", "protocol scope whole state reason code at heartbeatMs sure"),
  ...below("connections.close", "code reason wasClean meaning"),
  ...below("connections.timing", "createdAt requestSentAt openedAt closedAt handshakeMs openMs"),
  ...below("connections.attempts", "count intervalsMs pattern"),
  ...below(
    "connections.observed",
    "error.message error.at ended blocked.by blocked.message blocked.directive requestsSent fromFile unwatchedSince",
    "looks.at looks.readyState looks.protocol looks.extensions looks.bufferedAmount seenBy.debugger seenBy.network",
    "network.address network.port network.security network.cipher network.certificate.subject network.certificate.issuer",
    "network.certificate.validFrom network.certificate.validTo schemeGuessed",
    "messages.firstAt messages.lastDirection messages.longestGapMs neighbours.url neighbours.status neighbours.headers",
  ),
  ...below(
    "connections.observed.exchange",
    "method by protocol end corsError.code corsError.parameter established establishedAt",
    "body.pieces body.bytes body.firstAt body.lastAt",
  ),
];

/** Every id of version 1 of the lists that it has; a list may grow. */
const CONTRACT_IDS: readonly (readonly [path: string, ...ids: string[]])[] = [
  ["capture.source", "debugger network har net-log transcript report files"],
  ["connections.kind", "websocket webtransport event-stream long-poll streaming-fetch other-upgrade"],
  ["connections.transport", "http/1.1 http/2+"],
  ["connections.target", "page iframe worker shared-worker service-worker"],
  ["connections.state", "queued requested open closed failed blocked"],
  ["connections.verdict.level", "healthy attention failed unknown"],
  ["connections.checks.id", "status upgrade connection accept key version subprotocol extensions origin http-version"],
  ["connections.checks.outcome", "pass warn fail not-applicable not-observed"],
  ["connections.diagnosis.causes.likelihood", "certain likely possible"],
  ["connections.intermediaries.confidence", "certain likely possible"],
  ["connections.protocol.heartbeat.by", "server client both"],
  ["connections.application.state", "waiting accepted refused ended"],
  ["connections.names.counted.kind", "action channel event method operation target topic type"],
  ["connections.attempts.pattern", "fixed exponential strict-mode-pair irregular"],
  ["connections.observed.ended", "closed navigation target-gone"],
  ["connections.observed.blocked.by", "content-security-policy mixed-content socket-limit blocked-by-client"],
  ["connections.observed.messages.lastDirection", "sent received"],
  ["connections.observed.exchange.by", "EventSource fetch XMLHttpRequest WebTransport"],
  ["connections.observed.exchange.end", "finished canceled failed"],
  [
    "connections.diagnosis.id",
    "content-security-policy mixed-content local-network-access blocked-by-client socket-limit unsafe-port",
    "name-not-resolved connection-refused connection-timed-out network-unreachable certificate-invalid tls-failed",
    "proxy-tunnel-failed redirected answered-as-page bad-request authentication-required forbidden not-found",
    "upgrade-required too-many-requests client-error bad-gateway service-unavailable gateway-timeout server-error",
    "unexpected-status upgrade-header-invalid connection-header-invalid accept-invalid subprotocol-invalid",
    "extensions-invalid response-not-http response-empty connection-reset http2-stream-failed network-error",
    "queued-behind-handshake no-answer-yet handshake-timed-out handshake-canceled closed-by-page reason-hidden",
    "frame-header-invalid reserved-bits-set frame-masked opcode-unknown fragmentation-invalid text-not-utf8",
    "close-frame-invalid data-after-close message-too-big abnormal-closure idle-timeout closed-with-error",
    "application-refused application-ended application-silent application-unanswered reconnect-loop silent buffer-growing idle-timeout-ahead",
    "webtransport-failed event-stream-refused event-stream-type cross-origin-refused poll-not-answered stream-broken",
    "poll-refused request-failed request-queued stream-unanswered stream-held-back",
  ],
];

function below(path: string, ...names: readonly string[]): string[] {
  return names
    .join(" ")
    .split(" ")
    .map((name) => `${path}.${name}`);
}

describe("the contract of version 1", () => {
  const listed = pathsOf(reportSchema(), "");

  test("has every key", () => {
    expect([...listed.keys()]).toEqual(expect.arrayContaining(CONTRACT_KEYS));
  });

  test.each(CONTRACT_IDS)("has every id of %s", (path, ...ids) => {
    expect(listed.get(path)).toEqual(expect.arrayContaining(ids.join(" ").split(" ")));
  });

  test("has the ids of the registries", () => {
    expect(listed.get("connections.checks.id")).toEqual(checks.map(({ id }) => id));
    const known = new Set(diagnoses.map(({ id }) => id));
    expect(new Set(listed.get("connections.diagnosis.id"))).toEqual(known);
  });
});

interface Part {
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly $defs?: Readonly<Record<string, Part>>;
}

/** Every path of keys in a schema ("connections.url"; lists add nothing to it), and the ids that may stand there. */
function pathsOf(schema: Part, from: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const walk = (part: Part, path: string): void => {
    const { $ref, properties = {}, items, anyOf = [] } = part;
    if (part.enum !== undefined || !found.has(path)) found.set(path, part.enum ?? []);
    const named = $ref === undefined ? undefined : schema.$defs?.[$ref.replace("#/$defs/", "")];
    for (const other of [named, items, ...anyOf]) if (other !== undefined) walk(other, path);
    for (const [key, other] of Object.entries(properties)) walk(other, path === "" ? key : `${path}.${key}`);
  };
  walk(schema, from);
  return found;
}

test("every recorded connection's report keeps the schema, and is read again as it was", () => {
  const report = recordedReport();
  expect(report.connections.length).toBeGreaterThan(200);
  const text = written(report);
  expect(errorsOf(text)).toEqual([]);
  expect(readReport(text)).toEqual(text);
});

test("every recorded HAR's report keeps the schema, masked and not", () => {
  const wrong = recordedIds().flatMap((id) => {
    const { har, header } = readRecording(id);
    const reading = readHar(har);
    const options = { version: "0.1.0", otherwise: Date.parse(header.recordedAt) };
    return [true, false].flatMap((redact) => errorsOf(written(reportOfReading(reading, { ...options, redact }))));
  });
  expect(wrong).toEqual([]);
});
