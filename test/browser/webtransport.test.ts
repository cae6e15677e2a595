import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startLab } from "../lab/lab.ts";
import { eventually } from "./inspected.ts";
import { lasted, Scene } from "./transport-scene.ts";

/** A lab that has no QUIC names its reason; where there is one for the system, it must be there. */
const probe = await startLab();
await probe.close();
const [why = null] = probe.ports["webTransport"] === undefined ? probe.missing : [];
if (why !== null) process.stderr.write(`WebTransports are not tested in the browser: ${why}\n`);
const isMeant = process.env["CI"] === "true" && process.platform === "linux" && process.arch === "x64";

it.runIf(isMeant)("the lab serves WebTransports where it is meant to", () => {
  expect(why).toBeNull();
});

const ENDED =
  /^It was established, and ended after [\d.]+ m?s\. Whether the page or the server closed it, or the connection was lost, Chrome does not say\.$/;

describe.skipIf(why !== null)("WebTransports, counting live", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.set();
    await scene.inspected.live();
  });
  afterAll(() => scene?.inspected.close());

  it("are open once established, and what passes over them is in no report", async () => {
    await scene.open("/idle?open");
    await scene.run(`(async () => {
      await transport.ready;
      await transport.datagrams.writable.getWriter().write(new TextEncoder().encode("passes-by"));
      const one = (await transport.createUnidirectionalStream()).getWriter();
      await one.write(new TextEncoder().encode("passes-by"));
      const { writable } = await transport.createBidirectionalStream();
      await writable.getWriter().write(new TextEncoder().encode("passes-by"));
    })()`);
    await expect.poll(() => scene.served()?.received).toEqual({ streams: 2, datagrams: 1 });
    const open = await scene.seen("/idle?open", ({ state }) => state === "open");
    expect(open).toMatchObject({
      kind: "webtransport",
      state: "open",
      target: "page",
      transport: "http/2+",
      status: null,
      pending: true,
      diagnosis: null,
      verdict: { level: "healthy", headline: "Healthy" },
      observed: { exchange: { method: "CONNECT", by: "WebTransport", established: true, end: null } },
    });
    expect(open.verdict.sentence).toMatch(/^Open for [\d.]+ m?s\. Pending only means that it has not closed\./);
    expect(open.messages?.received.count ?? 0).toBe(0);
    expect(JSON.stringify(open)).not.toContain("passes-by");
    expect(scene.served()).toMatchObject({ route: "/idle", status: 200, open: true });
    await scene.run("transport.close()");
  });

  it("end when the page closes them, and the code that the server got is told nobody", async () => {
    await scene.open("/idle?page");
    const ms = await scene.run(`(async () => {
      await transport.ready;
      const since = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 600));
      transport.close({ closeCode: 4321, reason: "page says so" });
      return performance.now() - since;
    })()`);
    const closed = await scene.seen("/idle?page", ({ state }) => state === "closed");
    expect(closed).toMatchObject({
      pending: false,
      diagnosis: null,
      close: null,
      verdict: { level: "unknown", headline: "Closed" },
      observed: { ended: "closed", error: null, exchange: { end: "finished", established: true } },
    });
    expect(closed.verdict.sentence).toMatch(ENDED);
    lasted(closed, Number(ms));
    expect(JSON.stringify(closed)).not.toMatch(/4321|page says so/);
    await expect
      .poll(() => scene.served())
      .toMatchObject({
        open: false,
        close: { sent: null, received: { code: 4321, reason: "page says so" } },
      });
  });

  it.each([
    ["/close/4321", "closes", { code: 4321, reason: "as you wished" }],
    ["/drops", "loses", null],
  ])("%s: end when the server %s them", async (path, _does, sent) => {
    await scene.open(`${path}?held`);
    await scene.run("transport.ready");
    await scene.seen(`${path}?held`, ({ state }) => state === "open");
    expect(scene.served()?.open).toBe(true);
    scene.inspected.lab.seen.letGo();
    const closed = await scene.seen(`${path}?held`, ({ state }) => state === "closed");
    expect(closed).toMatchObject({ diagnosis: null, pending: false, observed: { exchange: { end: "finished" } } });
    expect(closed.verdict.sentence).toMatch(ENDED);
    expect(scene.served()).toMatchObject({ open: false, close: { sent, received: null } });
  });

  it.each([
    ["/status/404", {}, "net::ERR_METHOD_NOT_SUPPORTED", "handshake-refused"],
    ["/idle?untrusted", { trusts: false }, "QUIC_TLS_CERTIFICATE_UNKNOWN", "self-signed-certificate"],
    ["/idle?nobody", { port: "closed" }, "QUIC_PACKET_WRITE_ERROR", "http3-missing"],
  ])("%s: fail with the browser's message", async (path, options, words, cause) => {
    await scene.open(path, options);
    const failed = await scene.seen(path, ({ diagnosis }) => diagnosis?.message != null);
    expect(failed).toMatchObject({
      state: "failed",
      pending: false,
      diagnosis: { id: "webtransport-failed" },
    });
    expect(failed.diagnosis?.causes[0]).toMatchObject({ id: cause, likelihood: "likely" });
    expect(failed.diagnosis?.message).toContain(words);
    expect(Math.abs(Date.parse(failed.timing.closedAt ?? "") - Date.now())).toBeLessThan(60_000);
  });

  it("wait while nobody answers, and blame the page if it closes them then", async () => {
    await scene.open("/hangs");
    const isYet = /it has not been established yet\.$/;
    const waiting = await scene.seen("/hangs", ({ pending, verdict }) => pending && isYet.test(verdict.sentence));
    expect(waiting).toMatchObject({ state: "requested", pending: true, diagnosis: null });
    expect(waiting.verdict.sentence).toMatch(isYet);
    await scene.run("transport.close()");
    // DevTools' log may tell its end before the debugger does, and knows less of it.
    const failed = await scene.seen(
      "/hangs",
      ({ diagnosis }) => diagnosis !== null && diagnosis.causes[0]?.id === "closed-too-early",
    );
    expect(failed.diagnosis).toMatchObject({
      message: null,
      summary: "It ended before it was established, and the browser gave no reason.",
      causes: [{ id: "closed-too-early", likelihood: "likely" }],
    });
  });

  it("are told apart where two have one address", async () => {
    await scene.run(`window.twins = [${scene.make("/idle?twin")}, ${scene.make("/idle?twin")}];
      Promise.all(twins.map(({ ready }) => ready)).then(() => twins[1].close())`);
    const both = await eventually(
      async () => (await scene.inspected.report()).connections.filter(({ url }) => url?.endsWith("/idle?twin")),
      (rows) => rows.length === 2 && rows.some(({ state }) => state === "closed"),
      20_000,
    );
    expect(both.map(({ state }) => state)).toEqual(["open", "closed"]);
    await scene.run("twins[0].close()");
  });

  it("are seen in workers, and end with them", async () => {
    // What a worker opens before the debugger listens to it is told by nobody: it opens another one until it is heard.
    await scene.run(`window.worker = new Worker(URL.createObjectURL(new Blob([
      "let last; onmessage = () => { last?.close(); last = " + ${JSON.stringify(scene.make("/idle?worker"))} + "; }"]))); 0`);
    const rows = async () =>
      (await scene.inspected.report()).connections.filter(({ url }) => url?.endsWith("/idle?worker"));
    const found = await eventually(
      async () => {
        await scene.run("worker.postMessage(0)");
        await new Promise((resolve) => setTimeout(resolve, 500));
        return (await rows()).find(({ state, target }) => state === "open" && target === "worker");
      },
      (row) => row !== undefined,
      30_000,
    );
    expect(found).toMatchObject({ kind: "webtransport", target: "worker" });
    await scene.run("worker.terminate()");
    const left = await eventually(rows, (all) => all.every(({ state }) => state !== "open"), 20_000);
    expect(left.map(({ state }) => state).filter((state) => state === "open")).toEqual([]);
  });
});

describe.skipIf(why !== null)("WebTransports that the page's policy forbids", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.set("/csp");
    await scene.inspected.live();
  });
  afterAll(() => scene?.inspected.close());

  it("are blocked, though DevTools says Pending for ever", async () => {
    await scene.open("/idle?forbidden");
    const blocked = await scene.seen("/idle?forbidden", ({ state }) => state === "blocked");
    expect(blocked).toMatchObject({
      state: "blocked",
      pending: true,
      verdict: { level: "failed", headline: "Blocked" },
      diagnosis: { id: "content-security-policy", causes: [{ id: "csp-source-missing", likelihood: "certain" }] },
      pendingReason: { title: "Why DevTools says Pending" },
      observed: { blocked: { by: "content-security-policy", directive: "connect-src 'self'" } },
    });
    expect(scene.served()).toBeUndefined();
  });
});

describe.skipIf(why !== null)("WebTransports without live counts", () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await Scene.set();
  });
  afterEach(() => scene.run("window.transport?.close(); 0"));
  afterAll(() => scene?.inspected.close());

  it("are open once established, by the times of DevTools' log", async () => {
    await scene.open("/idle?logged");
    await scene.run("transport.ready");
    const open = await scene.seen("/idle?logged", ({ state }) => state === "open");
    expect(open).toMatchObject({
      state: "open",
      pending: true,
      verdict: { level: "healthy" },
      timing: { createdAt: null, openedAt: null, closedAt: null },
      observed: { exchange: { established: true, establishedAt: null } },
    });
    // Nothing dates it, and nothing is made up.
    expect(open.verdict.sentence).not.toMatch(/\d/);
  });

  it("end with the time for which they were established", async () => {
    await scene.open("/idle?ends");
    const ms = await scene.run(`(async () => {
      await transport.ready;
      const since = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      transport.close();
      return performance.now() - since;
    })()`);
    const closed = await scene.seen("/idle?ends", ({ state }) => state === "closed");
    expect(closed.verdict.sentence).toMatch(ENDED);
    lasted(closed, Number(ms));
  });

  it("fail without a reason, which the log does not have", async () => {
    await scene.open("/status/404");
    const failed = await scene.seen("/status/404", ({ state }) => state === "failed");
    expect(failed).toMatchObject({ state: "failed", diagnosis: { id: "webtransport-failed", message: null } });
    expect(failed.diagnosis?.summary).toContain("DevTools' log does not say why; live counts do.");
  });

  it("wait while they are not established", async () => {
    await scene.open("/hangs");
    const waiting = await scene.seen("/hangs", ({ state }) => state === "requested");
    expect(waiting).toMatchObject({ state: "requested", pending: true, diagnosis: null });
    expect(waiting.verdict.sentence).toMatch(/^The page asked for it; it has not been established yet\./);
  });

  it("go on being told by the log when live counts begin", async () => {
    await scene.open("/idle?before");
    await scene.run("transport.ready");
    await scene.seen("/idle?before", ({ state }) => state === "open");
    await scene.inspected.live();
    await scene.run("transport.close()");
    const closed = await scene.seen("/idle?before", ({ state }) => state === "closed");
    expect(closed).toMatchObject({ state: "closed", observed: { exchange: { end: "finished" } } });
    expect(closed.verdict.sentence).toMatch(ENDED);
  });
});
