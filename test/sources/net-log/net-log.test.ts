import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { networkRows } from "../../../src/knowledge/explanation/network.ts";
import { explainReading } from "../../../src/report/build/of-reading.ts";
import { NetLog, readNetLog } from "../../../src/sources/net-log/net-log.ts";
import { SocketFacts } from "../../../src/sources/net-log/socket-facts.ts";
import { kindOf, readText } from "../../../src/sources/recognize.ts";
import { messagesOf, stateOf } from "../../../src/upgrade/state.ts";
import { LAB_CERTIFICATE } from "./lab-certificate.ts";

/**
 * Recorded with Chromium 156: the lab's page with `?open=all` opened by
 * `chromium --log-net-log=net-export.json --net-log-capture-mode=Everything`, then cut down to five sockets and the page.
 */
const TEXT = readFileSync(join(import.meta.dirname, "../../recordings/net-log/net-export.json"), "utf8");
const reading = readText(TEXT);
const explained = explainReading(reading, 0);

function ending(path: string) {
  const found = explained.find(({ upgrade }) => upgrade.url?.endsWith(path));
  if (found === undefined) throw new Error(`no connection ends in ${path}`);
  return found;
}

test("tells what it is, who wrote it and when", () => {
  expect(kindOf(TEXT.slice(0, 4000))).toBe("net-log");
  expect(reading).toMatchObject({ source: "net-log", browser: "Chromium/156.0.8078.79", page: null, lost: [] });
  expect(reading.upgrades.map(({ id }) => id)).toEqual(["c1", "c2", "c3", "c4", "c5"]);
  expect(new Date(reading.startedAt ?? 0).getUTCFullYear()).toBe(2026);
  expect(reading.endedAt).toBeGreaterThan(reading.startedAt ?? Number.POSITIVE_INFINITY);
  expect(reading.hostResponses).toHaveLength(1);
});

describe("a refused upgrade keeps its reason", () => {
  test.each([
    ["/status/403", "forbidden", "Error during WebSocket handshake: Unexpected response code: 403"],
    [
      "/header/protocol-chat",
      "subprotocol-invalid",
      "Error during WebSocket handshake: Response must not include 'Sec-WebSocket-Protocol' header if not present in request: chat",
    ],
    ["/broken/masked", "frame-masked", "A server must not mask any frames that it sends to the client."],
    // No event has words for it: they are those that Chromium makes of the error's number.
    [":6000/", "unsafe-port", "Error in connection establishment: net::ERR_UNSAFE_PORT"],
  ])("%s: %s", (path, diagnosis, message) => {
    const { upgrade, diagnosis: found } = ending(path);
    expect(upgrade.error?.message).toBe(message);
    expect(found?.id).toBe(diagnosis);
  });
});

test("an open one has its handshake, checked, and its messages", () => {
  const { upgrade, checks, verdict } = ending("/live");
  expect(upgrade.response?.status).toBe(101);
  expect(checks.find(({ id }) => id === "accept")?.outcome).toBe("pass");
  expect(messagesOf(upgrade)).toMatchObject({ received: { count: 3, bytes: 18, text: 3 }, bytesExact: true });
  // The browser was ended, and said goodbye: the close frame is in the log.
  expect(stateOf(upgrade)).toBe("closed");
  expect(verdict.level).not.toBe("failed");
});

test("the length of compressed or fragmented data is not taken for the message's", () => {
  const log = new NetLog();
  const document: { constants: unknown; events: { params?: Record<string, unknown> }[] } = JSON.parse(TEXT);
  log.constants(document.constants);
  for (const event of document.events) {
    const { params } = event;
    log.event(params?.["opcode"] === 1 ? { ...event, params: { ...params, reserved1: true } } : event);
  }
  const live = log.reading().upgrades.find(({ url }) => url?.endsWith("/live"));
  if (live === undefined) throw new Error("the live one is gone");
  expect(messagesOf(live)).toMatchObject({ received: { count: 3, bytes: 0 }, bytesExact: false });
});

test.each([0.5, -1, 1e308, 2 ** 53, "7", null])("a length of %j is none: the size is not known", (length) => {
  const log = new NetLog();
  const document: { constants: unknown; events: { params?: Record<string, unknown> }[] } = JSON.parse(TEXT);
  log.constants(document.constants);
  for (const event of document.events) {
    const { params } = event;
    log.event(params?.["opcode"] === 1 ? { ...event, params: { ...params, payload_length: length } } : event);
  }
  const live = log.reading().upgrades.find(({ url }) => url?.endsWith("/live"));
  expect(live && messagesOf(live)).toMatchObject({ received: { count: 3, bytes: 0 }, bytesExact: false });
});

describe("what is none is refused", () => {
  test.each([
    ['{"constants":{},"events":[]}', "This is not a network log: its constants do not name the events."],
    [
      '{"constants":{"logEventTypes":{}},"events":[]}',
      "This is not a network log: its constants do not name the events.",
    ],
  ])("%s", (text, words) => {
    expect(() => readText(text)).toThrow(words);
  });

  test("events that cannot be read are counted", () => {
    const { constants } = JSON.parse(TEXT);
    expect(readText(JSON.stringify({ constants, events: [null, {}, { type: "x" }] })).lost).toEqual([
      "Events in the network log that could not be read: 3.",
    ]);
  });
});

/**
 * Recorded as above, over a server that refuses handshakes in several forms, and cut down to the events that are read. What
 * the browser read is all that is there: it stops when the head of the response is whole.
 */
describe("a log with raw bytes has the response to a refused handshake", () => {
  const RAW = readFileSync(join(import.meta.dirname, "../../recordings/net-log/raw-bytes.json"), "utf8");
  const responses = new Map(
    readText(RAW).upgrades.map(({ url, response }) => [url?.replace(/^(wss?):.*\//, "$1 "), response]),
  );

  test.each<[string, number, string | undefined]>([
    ["ws plain", 403, "Origin refused"],
    ["ws gzip", 403, "compressed refusal"],
    ["ws chunked", 403, "hello world"],
    ["ws late", 400, undefined],
    ["wss whole", 403, "Origin refused below TLS"],
    ["wss plain", 403, undefined],
  ])("%s", (name, status, body) => {
    const response = responses.get(name);
    expect(response).toMatchObject({ status, httpVersion: "1.1" });
    expect(response?.headers).toContainEqual(["Content-Type", "text/plain"]);
    expect(response?.body).toBe(body);
  });

  test("a 101 that the browser refused is checked by its headers", () => {
    const bad = explainReading(readText(RAW), 0).find(({ upgrade }) => upgrade.url?.endsWith("/bad101"));
    expect(bad && stateOf(bad.upgrade)).toBe("failed");
    expect(bad?.diagnosis?.id).toBe("accept-invalid");
    expect(bad?.checks.find(({ id }) => id === "accept")?.outcome).toBe("fail");
  });

  test("the body is quoted, and nothing is said to be kept back", () => {
    const told = explainReading(readText(RAW), 0).find(({ upgrade }) => upgrade.url?.endsWith("/gzip"));
    expect(told?.diagnosis?.evidence).toContain("body of the response: compressed refusal");
    expect(JSON.stringify(told?.diagnosis)).not.toContain("browser does not show");
  });

  test("without those bytes it has none, as before", () => {
    const document: { constants: unknown; events: { params?: Record<string, unknown> }[] } = JSON.parse(RAW);
    const events = document.events.map(({ params = {}, ...event }) => {
      const { bytes: _, ...rest } = params;
      return { ...event, params: rest };
    });
    const { upgrades } = readText(JSON.stringify({ ...document, events }));
    expect(upgrades.map(({ response }) => response)).toEqual(upgrades.map(() => null));
  });
});

describe("the network below a handshake", () => {
  /** Recorded with Chromium 156 over the lab with `--log-net-log`, then cut down to its WebSockets and their sockets. */
  const SOCKETS = readFileSync(join(import.meta.dirname, "../../recordings/net-log/sockets.json"), "utf8");
  const { upgrades } = readText(SOCKETS);
  const networkOf = (part: string) => upgrades.find(({ url }) => url?.includes(part))?.network;

  test("has the address and the stretches of its own socket, with the version of TLS", () => {
    expect(networkOf("/live")).toMatchObject({ address: "127.0.0.1", security: null, phases: { connect: 0 } });
    // The name was tried at [::1] first: the socket that it came to counts.
    expect(networkOf("wss:")).toEqual({
      address: "127.0.0.1",
      port: 41_155,
      security: "TLS 1.3",
      cipher: "TLS_AES_256_GCM_SHA384",
      phases: { connect: 0, tls: 16 },
    });
    expect(networkRows(networkOf("wss:"), null)).toContainEqual({
      name: "TLS",
      value: "TLS 1.3, TLS_AES_256_GCM_SHA384",
    });
  });

  test("has the certificate that the socket received, the server's own first", () => {
    const log = JSON.parse(SOCKETS);
    const types = log.constants.logEventTypes;
    types.SSL_CERTIFICATES_RECEIVED = 99_999;
    const connected = log.events.findIndex(
      ({ type, phase }: { type: number; phase: number }) => type === types.SSL_CONNECT && phase === 2,
    );
    const params = { certificates: [LAB_CERTIFICATE, 7, "not one"] };
    log.events.splice(connected, 0, { ...log.events[connected], type: 99_999, phase: 0, params });
    const [secure] = readNetLog(log).upgrades.filter(({ url }) => url?.startsWith("wss:"));
    expect(secure?.network?.certificate).toMatchObject({ subject: "Upgrades lab", issuer: "Upgrades lab" });
  });

  test("is told of a refused handshake too, and not of one that had no socket", () => {
    expect(networkOf("/status/403")).toMatchObject({ address: "127.0.0.1" });
    expect(networkOf(":9/none")).toBeUndefined();
  });

  test("has no times of a socket that was opened for somebody else before", () => {
    const facts = new SocketFacts();
    facts.connect(1, 100, null);
    facts.connect(1, 120, "[2001:db8::1]:443");
    facts.use(1, 7);
    facts.bind(5, 7);
    facts.forget(1);
    expect(facts.of(5, 90)?.phases).toEqual({ connect: 20 });
    expect(facts.of(5, 110)).toEqual({ address: "2001:db8::1", port: 443, security: null, phases: {} });
    expect(facts.of(6, 90)).toBeUndefined();
  });
});
