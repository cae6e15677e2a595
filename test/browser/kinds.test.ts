import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listOtherPending } from "../../src/cli/browser/drive-panel.ts";
import type { ReportConnection } from "../../src/report/contract/format.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** What stays pending and is no WebSocket, in real DevTools over the lab. */
describe("other pending requests", () => {
  let inspected: Inspected;
  beforeAll(async () => {
    inspected = await inspect();
    await inspected.live();
    await listOtherPending(inspected.open);
    await run(`window.held = new EventSource("/events/held"); window.compressed = new EventSource("/events/compressed");
      fetch("/poll/gateway").catch(() => {})`);
  });
  afterAll(() => inspected?.close());

  /** Runs a script in the page; what it leaves pending is not waited for. */
  const run = async (script: string) => void (await inspected.page.evaluate(`${script}; 0`));
  const seen = (ending: string, isRight: (connection: ReportConnection) => boolean) =>
    eventually(() => inspected.connection(ending), isRight, 20_000);

  it("list an event stream with its events, and say who ended it", async () => {
    await run(`window.events = new EventSource("/events?own"); window.heard = 0; events.onmessage = () => heard++`);
    const open = await seen("/events?own", ({ messages }) => (messages?.received.count ?? 0) >= 3);
    expect(open).toMatchObject({
      kind: "event-stream",
      state: "open",
      pending: true,
      status: 200,
      transport: "http/1.1",
      diagnosis: null,
      verdict: { level: "healthy" },
      pendingReason: { title: "Why DevTools says Pending" },
      observed: { exchange: { by: "EventSource", protocol: "http/1.1", method: "GET" } },
    });
    expect(open.checks.every(({ outcome }) => outcome === "not-applicable")).toBe(true);
    expect(open.messages?.received.text).toBe(open.messages?.received.count);
    await run("events.close()");
    const heard = Number(await inspected.page.evaluate("heard"));
    // DevTools' log may tell of the end a moment before the debugger tells of the last event.
    const closed = await seen(
      "/events?own",
      ({ state, messages }) => state === "closed" && messages?.received.count === heard,
    );
    expect(closed).toMatchObject({ pending: false, observed: { exchange: { end: "canceled" } } });
    expect(closed.messages?.received.count).toBe(heard);
    expect(closed.messages?.received.bytes).toBeGreaterThanOrEqual("tick 1".length * heard);
    expect(JSON.stringify(closed)).not.toContain("tick 1");
  });

  it("tell comments from events", async () => {
    await run(`window.comments = new EventSource("/events/comments")`);
    const { verdict, messages } = await seen(
      "/events/comments",
      (one) => (one.observed?.exchange?.body.bytes ?? 0) > 20,
    );
    expect(messages?.received.count).toBe(0);
    expect(verdict.sentence).toContain("no event has come yet, although");
    await run("comments.close()");
  });

  it("say that a stream read with fetch is counted in pieces", async () => {
    await run(`window.abort = new AbortController();
      fetch("/events?fetched", { signal: abort.signal }).then((answer) => answer.text()).catch(() => {})`);
    // DevTools reads a fetched stream's events too, and its log may be read before the debugger's pieces are.
    const stream = await seen(
      "/events?fetched",
      ({ messages }) => (messages?.received.count ?? 0) >= 2 && messages?.received.text === 0,
    );
    expect(stream).toMatchObject({ kind: "event-stream", state: "open", observed: { exchange: { by: "fetch" } } });
    expect(stream.messages?.received.text).toBe(0);
    await run("abort.abort()");
    expect((await seen("/events?fetched", ({ state }) => state === "closed")).state).toBe("closed");
  });

  /** Each is told of only after some seconds: so they have waited since the beginning. */
  describe("that stay without a word", () => {
    it("blame a gateway that lost patience with a poll", async () => {
      const { diagnosis } = await seen("/poll/gateway", (one) => one.diagnosis !== null);
      expect(diagnosis).toMatchObject({ id: "poll-not-answered", causes: [{ id: "proxy-idle-timeout" }] });
    });

    it("say that not even the head of a stream came", async () => {
      const { diagnosis } = await seen("/events/held", (one) => one.diagnosis !== null);
      expect(diagnosis).toMatchObject({ id: "stream-unanswered", causes: [{ id: "answer-held-back" }, {}] });
      await run("held.close()");
    });

    it("say that what compresses a stream may hold it back", async () => {
      const { diagnosis } = await seen("/events/compressed", (one) => one.diagnosis !== null);
      expect(diagnosis).toMatchObject({ id: "stream-held-back" });
      expect(diagnosis?.evidence).toContain("status 200 of the response");
      await run("compressed.close()");
    });
  });

  it("know a streaming fetch by its response that goes on, and when it breaks off", async () => {
    await run(`fetch("/stream/broken").then((answer) => answer.text()).catch(() => {})`);
    const open = await seen("/stream/broken", ({ kind }) => kind === "streaming-fetch");
    expect(open).toMatchObject({ kind: "streaming-fetch", status: 200 });
    const broken = await seen("/stream/broken", ({ state }) => state === "closed");
    expect(broken.diagnosis?.id).toBe("stream-broken");
    expect(broken.observed?.error?.message).toContain("ERR_INCOMPLETE_CHUNKED_ENCODING");
  });

  it("know a long poll by its waiting, follow it to its response, and hedge", async () => {
    await run(`fetch("/poll").then((answer) => answer.text()).catch(() => {})`);
    const waiting = await seen("/poll", ({ state }) => state === "requested");
    expect(waiting).toMatchObject({ kind: "long-poll", pending: true, status: null, diagnosis: null });
    expect(waiting.verdict.sentence).toMatch(/^It looks like a long poll: the request was sent/);
    const answered = await seen("/poll", ({ state }) => state === "closed");
    expect(answered).toMatchObject({ status: 200, pending: false, verdict: { level: "healthy" } });
  });

  it("know the polls of a library by their address, and sooner", async () => {
    await run(`fetch("/poll?EIO=4&transport=polling").catch(() => {})`);
    const poll = await seen("/poll?EIO=4&transport=polling", ({ kind }) => kind === "long-poll");
    expect(poll.verdict.sentence).toContain("This is a long poll of Socket.IO");
  });

  it("leave out what is answered and over, and what is asked in other ways", async () => {
    await run(`fetch("/cases.json?ordinary").then((answer) => answer.text());
      new Image().src = "/poll?image"; fetch("/poll?after").catch(() => {})`);
    // What has waited as long is listed: so would the others be by now.
    await seen("/poll?after", ({ kind }) => kind === "long-poll");
    const urls = (await inspected.report()).connections.map(({ url }) => url ?? "");
    expect(urls.filter((url) => url.endsWith("?ordinary") || url.endsWith("?image"))).toEqual([]);
  });

  it("tell a request that has not gone out from one that is not answered", async () => {
    await run(`window.many = []; for (let i = 0; i < 7; i++) many.push(new EventSource("/events/quiet?" + i))`);
    const last = await seen("/events/quiet?6", ({ diagnosis }) => diagnosis !== null);
    expect(last).toMatchObject({
      state: "queued",
      diagnosis: { id: "request-queued", causes: [{ id: "connection-limit" }] },
    });
    expect(last.diagnosis?.causes[0]?.likelihood).toBe("likely");
    await run("many[0].close()");
    const sent = await seen("/events/quiet?6", ({ state }) => state === "open");
    expect(sent.diagnosis).toBeNull();
    await run("many.forEach((one) => one.close())");
  });

  it("see those of workers", async () => {
    // What a worker opens before the debugger listens to it has no known home: it opens another one until it is heard.
    await run(`window.worker = new Worker(URL.createObjectURL(new Blob([
      "let last; onmessage = ({ data }) => { last?.close(); last = new EventSource('" + location.origin + "/events?in-worker=' + data); }"])))`);
    let times = 0;
    const stream = await eventually(
      async () => {
        await run(`worker.postMessage(${++times})`);
        const { connections } = await inspected.report();
        return connections.find(
          ({ url, target, handshake }) =>
            url?.includes("?in-worker=") && target === "worker" && handshake.request !== null,
        );
      },
      (found) => found !== undefined,
      20_000,
    );
    expect(stream).toMatchObject({ kind: "event-stream", target: "worker" });
    await run("worker.terminate()");
  });

  it("list a WebTransport that finds nothing, with the browser's message", async () => {
    await run(`window.transport = new WebTransport("https://127.0.0.1:${inspected.lab.ports["https"]}/transport");
      transport.ready.catch(() => {}); transport.closed.catch(() => {})`);
    const failed = await seen("/transport", ({ state }) => state === "failed");
    expect(failed).toMatchObject({ kind: "webtransport", status: null, diagnosis: { id: "webtransport-failed" } });
    expect(failed.diagnosis?.message).toContain("net::ERR_QUIC_PROTOCOL_ERROR");
  });

  it("are kept out of the list unless they are wanted, all but WebTransports", async () => {
    const { panel } = inspected.open;
    await panel.$eval(".other-pending input", (box) => box instanceof HTMLElement && box.click());
    const kinds = new Set((await inspected.report()).connections.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["websocket", "webtransport"]);
    await panel.$eval(".other-pending input", (box) => box instanceof HTMLElement && box.click());
    expect((await inspected.report()).connections.some(({ kind }) => kind === "event-stream")).toBe(true);
  });
});

describe("event streams without live counts", () => {
  let inspected: Inspected;
  beforeAll(async () => {
    inspected = await inspect();
    await listOtherPending(inspected.open);
  });
  afterAll(() => inspected?.close());

  /** A second try must not find the stream of the first. */
  let tries = 0;

  it("are read from DevTools' own log, and told by the debugger once it counts, no event twice", async () => {
    const { page } = inspected;
    const path = `/events?passive=${++tries}`;
    await page.evaluate(
      `window.events?.close(); window.heard = 0; window.events = new EventSource("${path}"); events.onmessage = () => heard++; 0`,
    );
    const passive = await eventually(
      () => inspected.connection(path),
      ({ messages }) => (messages?.received.count ?? 0) >= 3,
      20_000,
    );
    expect(passive).toMatchObject({ kind: "event-stream", state: "open", pending: true });
    await inspected.live();
    const told = await eventually(
      () => inspected.connection(path),
      ({ messages, observed }) =>
        (messages?.received.count ?? 0) > (passive.messages?.received.count ?? 0) + 5 &&
        observed?.seenBy.debugger === true,
      30_000,
    );
    expect(told.observed?.seenBy).toEqual({ debugger: true, network: true });
    await page.evaluate("events.close()");
    const heard = Number(await page.evaluate("heard"));
    const closed = await eventually(
      () => inspected.connection(path),
      ({ state, messages }) => state === "closed" && messages?.received.count === heard,
      20_000,
    );
    expect(closed).toMatchObject({ state: "closed", messages: { received: { count: heard } } });
  });
});
