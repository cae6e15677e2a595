import { describe, expect, it, test } from "vitest";
import { briefOf } from "../../../src/knowledge/explanation/brief.ts";
import { explain } from "../../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import { HarEntries, readHarEntry } from "../../../src/sources/har/entries.ts";
import type { Logged } from "../../../src/upgrade/observation.ts";
import { reduce } from "../../../src/upgrade/reduce.ts";
import { stateOf } from "../../../src/upgrade/state.ts";

/** Entries as Firefox 153 wrote them (docs/firefox.md), shortened. */
const AT = Date.parse("2026-11-29T11:00:00.000Z");
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const TIMES = { blocked: -1, dns: 3, connect: 2, ssl: 5, send: 0, wait: 7, receive: 0 };
const ACCEPTED = {
  status: 101,
  statusText: "Switching Protocols",
  httpVersion: "HTTP/1.1",
  headers: pairs({
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Accept": "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
  }),
};
const NOTHING = { status: 0, statusText: "", httpVersion: "", headers: [], content: { text: "" } };

function pairs(headers: Readonly<Record<string, string>>) {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}

function entry(response: object, more: Record<string, unknown> = {}, headers: Readonly<Record<string, string>> = {}) {
  const own = {
    Host: "a.example",
    "Sec-WebSocket-Version": "13",
    Origin: "https://a.example",
    "Sec-WebSocket-Extensions": "permessage-deflate",
    "Sec-WebSocket-Key": KEY,
    Connection: "Upgrade",
    "Sec-Fetch-Dest": "empty",
    Upgrade: "websocket",
  };
  const { url = "wss://a.example/live", ...rest } = more;
  return {
    startedDateTime: new Date(AT).toISOString(),
    time: 17,
    request: { method: "GET", url, httpVersion: "", headers: pairs({ ...own, ...headers }) },
    response,
    timings: TIMES,
    ...rest,
  };
}

const OPTIONS = { at: AT + 1000, fromFile: false, generation: 0, requestsSince: 0, isFirefoxes: true };

function polled(raw: unknown): Logged {
  const read = new HarEntries(OPTIONS).read(raw);
  if (read === null || read === "unreadable" || !("sourceId" in read))
    throw new Error(`It was not read: ${String(read)}`);
  return read;
}

function told(raw: unknown): Logged {
  const read = readHarEntry(raw, OPTIONS);
  if (read === null || !("sourceId" in read)) throw new Error("It was not read.");
  return read;
}

function said(logged: Logged, after = 1000) {
  const upgrade = reduce(undefined, logged, "c1");
  const context = { now: AT + after, page: null, capture: markedCapture([upgrade], []) };
  const explanation = explain(upgrade, context);
  const { verdict, diagnosis, pending, intermediaries } = explanation;
  return { state: stateOf(upgrade), upgrade, explanation, verdict, diagnosis, pending, intermediaries };
}

describe("a handshake in Firefox's log", () => {
  it("waits while it has no times, and is not said to have been sent", () => {
    const waiting = said(polled(entry(NOTHING, { timings: {}, time: 0 })));
    expect(waiting.state).toBe("requested");
    expect(waiting.verdict.sentence).toBe(
      "Firefox began the handshake 1 s ago, and its network log shows no response.",
    );
    expect(waiting.pending).toBeNull();
  });

  it("may have been given up after twenty seconds", () => {
    const late = said(polled(entry(NOTHING, { timings: {}, time: 0 })), 25_000);
    expect(late.diagnosis?.id).toBe("no-answer-yet");
    expect(late.diagnosis?.causes[0]).toMatchObject({ id: "handshake-abandoned", likelihood: "likely" });
  });

  it("opens with a 101, whose end is not told: not by a poll, and not by the event", () => {
    for (const logged of [polled(entry(ACCEPTED)), told(entry(ACCEPTED))]) {
      const opened = said(logged);
      expect(opened.state).toBe("open");
      expect(opened.upgrade.ended).toBeNull();
      expect(opened.verdict).toMatchObject({ level: "healthy", headline: "Opened" });
      expect(opened.verdict.sentence).toContain("whether the connection is still open is not known");
      expect(briefOf(opened.explanation, AT + 1000)).toBe("Opened; what follows is not in Firefox's log");
    }
  });

  it("has status, headers and time of a refusal", () => {
    const page = pairs({ Server: "nginx/1.22.1", "Content-Type": "text/html", "Content-Length": "153" });
    const refused = said(polled(entry({ ...ACCEPTED, status: 403, statusText: "Forbidden", headers: page })));
    expect(refused.state).toBe("failed");
    expect(refused.upgrade.closedAt).toBe(AT + 17);
    expect(refused.intermediaries).toMatchObject([{ id: "nginx", confidence: "certain" }]);
    expect(refused.diagnosis?.causes[0]).toMatchObject({ id: "refused-by-proxy", likelihood: "likely" });
  });

  it("does not blame nginx's own page where the length is another", () => {
    const page = pairs({ Server: "nginx/1.22.1", "Content-Type": "text/html", "Content-Length": "154" });
    const refused = said(polled(entry({ ...ACCEPTED, status: 403, statusText: "Forbidden", headers: page })));
    expect(refused.diagnosis?.causes.map(({ id }) => id)).not.toContain("refused-by-proxy");
  });

  test.each<[string, Readonly<Record<string, string>>, boolean]>([
    ["a wrong accept value", { "Sec-WebSocket-Accept": "AAAAAAAAAAAAAAAAAAAAAAAAAAA=" }, true],
    ["no Upgrade", { Upgrade: "" }, true],
    ["another Connection", { Connection: "keep-alive" }, true],
    ["a foreign extension", { "Sec-WebSocket-Extensions": "x-unknown" }, true],
    ["permessage-deflate", { "Sec-WebSocket-Extensions": "permessage-deflate" }, false],
    ["Upgrade twice", { Upgrade: "websocket, websocket" }, false],
    ["a subprotocol that nobody asked for", { "Sec-WebSocket-Protocol": "chat" }, false],
  ])("is refused with a 101 that has %s: %j", (_, headers, isRefused) => {
    const own = Object.fromEntries(ACCEPTED.headers.map(({ name, value }) => [name, value]));
    const { state, upgrade, verdict } = said(polled(entry({ ...ACCEPTED, headers: pairs({ ...own, ...headers }) })));
    expect(state).toBe(isRefused ? "failed" : "open");
    expect(upgrade.isRefused ?? false).toBe(isRefused);
    expect(verdict.sentence.startsWith("Firefox refuses such a handshake: ")).toBe(isRefused);
  });

  test.each([
    ["broken", { ...TIMES }, "self-signed-certificate"],
    ["insecure", { ...TIMES }, "https-instead-of-http"],
    ["insecure", { ...TIMES, ssl: 0 }, "upstream-down"],
  ])("fails without a response: TLS is %s, times %j", (_securityState, timings, cause) => {
    for (const logged of [polled, told]) {
      const failed = said(logged(entry(NOTHING, { _securityState, timings })));
      expect(failed.state).toBe("failed");
      expect(failed.diagnosis).toMatchObject({ id: "reason-hidden", message: null });
      expect(failed.diagnosis?.causes[0]?.id).toBe(cause);
      expect(failed.diagnosis?.causes.map(({ likelihood }) => likelihood)).not.toContain("certain");
    }
  });

  it("over HTTP/2 is an extended CONNECT, without what was not sent", () => {
    const { state, upgrade } = said(
      polled(entry({ ...ACCEPTED, status: 200, httpVersion: "HTTP/2" }, { timings: {} })),
    );
    expect(state).toBe("open");
    expect(upgrade.request?.headers.map(([name]) => name)).not.toContain("Sec-WebSocket-Key");
  });

  it("is opened also where DevTools lost its status, and not failed where the headers do not tell", () => {
    expect(said(polled(entry({ ...ACCEPTED, status: 0 }))).state).toBe("open");
    const unknown = entry({ ...ACCEPTED, status: 0, headers: pairs({ Server: "nginx" }) });
    expect(said(polled(unknown)).state).toBe("requested");
    expect(said(told(unknown)).state).toBe("requested");
  });

  it("that is no HTTP is called so, though it has a status", () => {
    const { diagnosis } = said(polled(entry({ ...ACCEPTED, status: 200, httpVersion: "HTTP/0.9", headers: [] })));
    expect(diagnosis?.id).toBe("response-not-http");
  });

  it("has address, TLS and times of the network below it", () => {
    const raw = entry(ACCEPTED, { serverIPAddress: "10.0.0.7", connection: "8443", _securityState: "secure" });
    expect(polled(raw).network).toEqual({
      address: "10.0.0.7",
      port: 8443,
      security: "secure",
      phases: { dns: 3, connect: 2, tls: 5, send: 0, wait: 7 },
    });
    const hostile = entry(ACCEPTED, { serverIPAddress: "<img>", connection: "99999999", _securityState: 7 });
    expect(polled(hostile).network).toMatchObject({ address: null, port: null, security: null });
  });
});

describe("other requests in Firefox's log", () => {
  const stream = (timings: object) =>
    entry(
      {
        status: 200,
        statusText: "OK",
        httpVersion: "HTTP/1.1",
        headers: pairs({ "Content-Type": "text/event-stream" }),
      },
      { url: "https://a.example/events", timings },
    );
  const requestOf = (raw: ReturnType<typeof entry>) => ({
    ...raw,
    request: { ...raw.request, headers: pairs({ Accept: "text/event-stream" }) },
  });

  it("an event stream is open while it has no times", () => {
    expect(said(polled(requestOf(stream({})))).state).toBe("open");
    expect(said(polled(requestOf(stream(TIMES)))).state).toBe("closed");
  });

  it("a WebTransport is established with 200, and refused with 404", () => {
    const transport = (status: number) => {
      const raw = entry({ status, statusText: "", httpVersion: "HTTP/3", headers: [] }, { url: "https://a.example/t" });
      return { ...raw, request: { ...raw.request, headers: pairs({ "Sec-Fetch-Dest": "webtransport" }) } };
    };
    expect(polled(transport(200))).toMatchObject({ kind: "webtransport", exchange: { established: true } });
    expect(said(polled(transport(200))).state).toBe("open");
    const refused = said(polled(transport(404)));
    expect(refused.state).toBe("failed");
    expect(refused.diagnosis?.causes[0]).toMatchObject({ id: "handshake-refused", likelihood: "certain" });
  });
});
