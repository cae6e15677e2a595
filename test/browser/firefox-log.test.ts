import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, startLab } from "../lab/lab.ts";
import { findFirefox } from "./firefox/find-firefox.ts";
import { type InspectedFirefox, inspectFirefox } from "./firefox/inspected-firefox.ts";
import { inPanel } from "./firefox/toolbox.ts";
import { eventually } from "./inspected.ts";
import { pageOf } from "./plans.ts";

const firefox = await findFirefox();
if (firefox === null) process.stderr.write("not shown: Firefox's network log: Firefox is not installed\n");

const Entry = v.looseObject({
  time: v.number(),
  pageref: v.optional(v.string()),
  request: v.object({ url: v.string(), headers: v.array(v.object({ name: v.string(), value: v.string() })) }),
  response: v.object({
    status: v.number(),
    bodySize: v.number(),
    headers: v.array(v.object({ name: v.string(), value: v.string() })),
    content: v.object({ text: v.optional(v.string()), size: v.optional(v.number()) }),
  }),
  timings: v.record(v.string(), v.number()),
  serverIPAddress: v.optional(v.string()),
  connection: v.optional(v.string()),
  _securityState: v.optional(v.nullable(v.string())),
});
type Entry = v.InferOutput<typeof Entry>;

const Events = v.array(v.object({ entry: Entry, body: v.nullable(v.string()) }));

/** The facts of docs/firefox.md, each asked of a real Firefox: what is in its log, and when. */
describe.skipIf(firefox === null)("Firefox's network log", () => {
  let lab: Lab;
  let at: InspectedFirefox;
  let tries = 0;
  const ws = (path: string, port = "main") => `ws://127.0.0.1:${lab.ports[port]}${path}`;

  beforeAll(async () => {
    lab = await startLab({ proxies: ["nginx"] });
    const before = pageOf({ sockets: [{ url: ws("/idle?before-devtools") }] }, lab.origin);
    at = await inspectFirefox(firefox ?? "", before, {
      prefs: { "network.websocket.delay-failed-reconnects": false },
      beforePanel: async (page) => {
        await page.evaluate(opening(ws("/idle?before-panel")));
      },
    });
    await inPanel(
      at.window,
      `window.events = [];
      browser.devtools.network.onRequestFinished.addListener(async (entry) => {
        const [body] = await entry.getContent().catch(() => [null]);
        events.push({ entry: JSON.parse(JSON.stringify(entry)), body });
      });`,
    );
  }, 60_000);
  afterAll(async () => {
    await at?.close();
    await lab?.close();
  });

  /** A script that opens a socket, and settles when it is open or has failed. */
  function opening(url: string): string {
    return `new Promise((resolve) => {
      const socket = new WebSocket(${JSON.stringify(url)});
      socket.onopen = () => resolve("open");
      socket.onclose = ({ code }) => resolve(code);
    })`;
  }

  const log = async () => {
    const har = await inPanel(at.window, "return browser.devtools.network.getHAR()");
    return v.parse(v.object({ creator: v.object({ name: v.string() }), entries: v.array(Entry) }), har);
  };
  const entryOf = async (part: string): Promise<Entry | undefined> =>
    (await log()).entries.find(({ request }) => request.url.includes(part));
  const soon = (part: string) =>
    eventually(
      () => entryOf(part),
      (entry) => entry !== undefined,
    );
  /** An entry as soon as it has its times. */
  const over = (part: string) =>
    eventually(
      () => entryOf(part),
      (entry) => Object.keys(entry?.timings ?? {}).length > 0,
    );
  const eventsOf = async (part: string) =>
    v.parse(Events, await inPanel(at.window, "return events")).filter(({ entry }) => entry.request.url.includes(part));

  it("begins with DevTools, not with the panel", async () => {
    expect((await log()).creator.name).toBe("Firefox");
    expect(await soon("before-panel")).toBeDefined();
    expect(await entryOf("before-devtools")).toBeUndefined();
  });

  it("tells of a 101 once, when the connection opens, and not of its end", async () => {
    expect(await at.page.evaluate(opening(ws("/closes?ends")))).toBe("open");
    const entry = await soon("/closes?ends");
    expect(entry).toMatchObject({
      response: { status: 101 },
      serverIPAddress: "127.0.0.1",
      _securityState: "insecure",
    });
    expect(entry?.connection).toBe(String(lab.ports["main"]));
    expect(Object.keys(entry?.timings ?? {}).sort()).toEqual(
      ["blocked", "connect", "dns", "receive", "send", "ssl", "wait"].sort(),
    );
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await entryOf("/closes?ends")).toEqual({ ...entry, pageref: expect.any(String) });
    expect(await eventsOf("/closes?ends")).toHaveLength(1);
  });

  it("has status and headers of a refused response, and an empty body", async () => {
    // Firefox loses the status of one now and then (docs/firefox.md), of which nothing can be said here.
    const entry = await eventually(
      async () => {
        const path = `?refused-${++tries}`;
        expect(await at.page.evaluate(opening(ws(`/denied/live${path}`, "nginx")))).toBe(1006);
        return over(path);
      },
      (found) => found?.response.status === 403,
    );
    expect(entry?.response.status).toBe(403);
    const headers = new Map(entry?.response.headers.map(({ name, value }) => [name, value]));
    expect(headers.get("Server")).toMatch(/^nginx\//);
    expect(headers.get("Content-Length")).toBe("153");
    expect(entry?.response.content.text).toBe("");
    const [event] = await eventually(
      () => eventsOf("?refused-"),
      (events) => events.length > 0,
    );
    expect(event?.body ?? "").toBe("");
    expect(await at.page.evaluate(opening(ws("/status/401")))).toBe(1006);
  });

  it("has no times of a handshake that waits, and holds up every other one to its address", async () => {
    // A second try finds the entries of the first.
    const [waits, behind] = [`?waits-${++tries}`, `?behind-${tries}`];
    await at.page.evaluate(`window.waiting = new WebSocket(${JSON.stringify(ws(`/${waits}`, "hang"))}); 0`);
    const entry = await soon(waits);
    expect(entry).toMatchObject({ time: 0, timings: {}, response: { status: 0, bodySize: -1 } });
    expect(entry?._securityState ?? null).toBeNull();
    expect(entry?.request.headers.some(({ name }) => name === "Sec-WebSocket-Key")).toBe(true);
    await at.page.evaluate(`window.behind = new WebSocket(${JSON.stringify(ws(`/idle${behind}`))}); 0`);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await entryOf(behind)).toBeUndefined();
    await at.page.evaluate("waiting.close()");
    const opened = await eventually(
      () => entryOf(behind),
      (found) => found?.response.status === 101,
    );
    expect(opened?.response.status).toBe(101);
    // That the page closed it is not told.
    expect(await entryOf(waits)).toMatchObject({ timings: {}, response: { status: 0 } });
    expect(await eventsOf(waits)).toEqual([]);
  });

  it("does not tell apart why an attempt has no response, but for TLS", async () => {
    for (const url of ["ws://no-such-host.invalid/", ws("/", "closed"), ws("/transport/empty")]) {
      await at.page.evaluate(opening(url));
      const entry = await over(url);
      expect(entry, url).toMatchObject({ response: { status: 0, bodySize: 0 }, _securityState: "insecure" });
      expect([entry?.timings["dns"], entry?.timings["ssl"], entry?.serverIPAddress]).toEqual([0, 0, undefined]);
    }
    await at.page.evaluate(opening(ws("/live", "tls").replace("ws:", "wss:")));
    const untrusted = await eventually(
      () => entryOf(`:${lab.ports["tls"]}/`),
      (entry) => entry?._securityState === "broken",
    );
    expect(untrusted).toMatchObject({ response: { status: 0 }, _securityState: "broken" });
  });

  it("has frames and dedicated workers, and no shared worker", async () => {
    const named = (name: string) => ({ sockets: [{ url: ws(`/idle?in-${name}`) }] });
    await at.page.evaluate(
      `window.openPlan(${JSON.stringify({ frames: [{ plan: named("frame") }], workers: [named("worker")], shared: [named("shared")] })})`,
    );
    for (const name of ["frame", "worker"]) {
      const entry = await eventually(
        () => entryOf(`?in-${name}`),
        (found) => (found?.response.headers.length ?? 0) > 0,
      );
      // The status is lost now and then, the headers are not.
      expect([0, 101], name).toContain(entry?.response.status);
      expect(entry?.response.headers.map((header) => header.name)).toContain("Sec-WebSocket-Accept");
    }
    await eventually(
      async () => lab.seen.of("/idle?in-shared").length + lab.seen.of("/idle").length,
      (count) => count > 0,
    );
    expect(await entryOf("?in-shared")).toBeUndefined();
  });

  it("shows an event stream's end by its times", async () => {
    await at.page.evaluate(`window.stream = new EventSource("/events?streams"); 0`);
    expect(await soon("?streams")).toMatchObject({ timings: {} });
    await at.page.evaluate("stream.close()");
    const entry = await over("?streams");
    expect(Object.keys(entry?.timings ?? {}).length).toBeGreaterThan(0);
  });

  it("has nothing of a socket that the browser itself refuses, and an empty entry of a request", async () => {
    await at.page.goto(`${lab.origin}/csp`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await at.page.evaluate(
      `new EventSource(${JSON.stringify(ws("/events?forbidden", "named").replace("ws:", "http:"))}); 0`,
    );
    await at.page.evaluate(`try { new WebSocket(${JSON.stringify(ws("/idle?forbidden-socket", "named"))}) } catch {}`);
    expect(await soon("/events?forbidden")).toMatchObject({ timings: {}, response: { status: 0, bodySize: -1 } });
    expect(await entryOf("?forbidden-socket")).toBeUndefined();
    expect(await entryOf("/closes?ends"), "a navigation empties the log").toBeUndefined();
  });

  it("goes with words in the console that name no reason but a policy", async () => {
    const said = await at.window.run(`
      return Services.console.getMessageArray().flatMap((message) => {
        try {
          return [message.QueryInterface(Ci.nsIScriptError).errorMessage];
        } catch {
          return [];
        }
      });
    `);
    const lines = v.parse(v.array(v.string()), said);
    const about = (part: string) => lines.filter((line) => line.includes(part)).join("\n");
    for (const part of ["?refused", `:${lab.ports["closed"]}/`, `:${lab.ports["tls"]}/`])
      expect(about(part), part).toMatch(/^Firefox can’t establish a connection to the server at wss?:\S+\.$/m);
    expect(about("?forbidden-socket")).toMatch(
      /^Content-Security-Policy: The page’s settings blocked the loading of a resource \(connect-src\) at ws:\S+ because it violates the following directive: “connect-src 'self'”$/m,
    );
  });
});
