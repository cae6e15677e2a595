import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, startLab } from "../lab/lab.ts";
import { findFirefox } from "./firefox/find-firefox.ts";
import { type InspectedFirefox, inspectFirefox } from "./firefox/inspected-firefox.ts";
import { heldRequests, inPanel } from "./firefox/toolbox.ts";
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
  let named = 0;
  const ws = (path: string, port = "main") => `ws://127.0.0.1:${lab.ports[port]}${path}`;
  /** A query that no other address has: a second try finds nothing of the first. */
  const query = (word: string) => `?name=${word}-${++named}.`;

  beforeAll(async () => {
    lab = await startLab({ proxies: ["nginx"] });
    const before = pageOf({ sockets: [{ url: ws("/idle?before-devtools") }] }, lab.origin);
    at = await inspectFirefox(firefox ?? "", before, {
      prefs: { "network.websocket.delay-failed-reconnects": false },
      beforePanel: async (page) => {
        await page.evaluate(opening(ws("/idle?before-panel")));
      },
    });
    // Hidden, the panel does not read the log: reading costs entries, and is done here when nothing else happens.
    await inPanel(
      at.window,
      `Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
      window.events = [];
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
  /** What the log has now. */
  const entryOf = async (part: string): Promise<Entry | undefined> =>
    (await log()).entries.find(({ request }) => request.url.includes(part));
  /** The log's entry as soon as DevTools have one. */
  const soon = async (part: string) => {
    await eventually(
      () => heldRequests(at.window, part),
      (held) => held.length > 0,
    );
    return entryOf(part);
  };
  /** Waits until DevTools have all of an entry, without a read of the log. */
  const isOver = async (part: string) => {
    await eventually(
      () => heldRequests(at.window, part),
      (held) => held.some((one) => one.isOver),
    );
  };
  /** The log's entry as soon as DevTools have all of it. */
  const over = async (part: string) => {
    await isOver(part);
    return entryOf(part);
  };
  const eventsOf = async (part: string) =>
    v.parse(Events, await inPanel(at.window, "return events")).filter(({ entry }) => entry.request.url.includes(part));
  const eventOf = async (part: string) => {
    const [event] = await eventually(
      () => eventsOf(part),
      (events) => events.length > 0,
    );
    return event;
  };
  /** What the console says of what has this in its words. */
  const consoleOf = async (part: string) => {
    const said = await at.window.run(`
      return Services.console.getMessageArray().flatMap((message) => {
        try {
          return [message.QueryInterface(Ci.nsIScriptError).errorMessage];
        } catch {
          return [];
        }
      });
    `);
    return v
      .parse(v.array(v.string()), said)
      .filter((line) => line.includes(part))
      .join("\n");
  };
  const saidOf = (part: string) =>
    eventually(
      () => consoleOf(part),
      (lines) => lines !== "",
    );

  it("begins with DevTools, not with the panel", async () => {
    expect((await log()).creator.name).toBe("Firefox");
    expect(await soon("before-panel")).toBeDefined();
    expect(await entryOf("before-devtools")).toBeUndefined();
  });

  it("tells of a 101 once, when the connection opens, and not of its end", async () => {
    const ends = `/closes${query("ends")}`;
    expect(await at.page.evaluate(opening(ws(ends)))).toBe("open");
    const entry = await over(ends);
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
    expect(await entryOf(ends)).toEqual({ ...entry, pageref: expect.any(String) });
    expect(await eventsOf(ends)).toHaveLength(1);
  });

  it("has status and headers of a refused response, and an empty body", async () => {
    const refused = `/denied/live${query("refused")}`;
    expect(await at.page.evaluate(opening(ws(refused, "nginx")))).toBe(1006);
    const entry = await over(refused);
    expect(entry?.response.status).toBe(403);
    const headers = new Map(entry?.response.headers.map(({ name, value }) => [name, value]));
    expect(headers.get("Server")).toMatch(/^nginx\//);
    expect(headers.get("Content-Length")).toBe("153");
    expect(entry?.response.content.text).toBe("");
    expect((await eventOf(refused))?.body ?? "").toBe("");
    expect(await at.page.evaluate(opening(ws("/status/401")))).toBe(1006);
  });

  it("has no times of a handshake that waits, and holds up every other one to its address", async () => {
    const [waits, behind] = [query("waits"), query("behind")];
    await at.page.evaluate(`window.waiting = new WebSocket(${JSON.stringify(ws(`/${waits}`, "hang"))}); 0`);
    const entry = await soon(waits);
    expect(entry).toMatchObject({ time: 0, timings: {}, response: { status: 0, bodySize: -1 } });
    expect(entry?._securityState ?? null).toBeNull();
    expect(entry?.request.headers.some(({ name }) => name === "Sec-WebSocket-Key")).toBe(true);
    await at.page.evaluate(`window.behind = new WebSocket(${JSON.stringify(ws(`/idle${behind}`))}); 0`);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await entryOf(behind)).toBeUndefined();
    await at.page.evaluate("waiting.close()");
    expect((await over(behind))?.response.status).toBe(101);
    // That the page closed it is not told.
    expect(await entryOf(waits)).toMatchObject({ timings: {}, response: { status: 0 } });
    expect(await eventsOf(waits)).toEqual([]);
  });

  it("does not tell apart why an attempt has no response, but for TLS", async () => {
    const name = `ws://no-such-host-${++named}.invalid/`;
    for (const url of [name, ws(`/${query("closed")}`, "closed"), ws(`/transport/empty${query("empty")}`)]) {
      await at.page.evaluate(opening(url));
      const entry = await over(url);
      expect(entry, url).toMatchObject({ response: { status: 0, bodySize: 0 }, _securityState: "insecure" });
      expect([entry?.timings["ssl"], entry?.serverIPAddress]).toEqual([0, undefined]);
      // A busy machine takes a moment for each of them, whether there is such a name or not.
      expect(entry?.timings["dns"]).toBeGreaterThanOrEqual(0);
      expect(entry?.timings["dns"]).toBeLessThan(1000);
    }
    const untrusted = ws(`/live${query("untrusted")}`, "tls").replace("ws:", "wss:");
    await at.page.evaluate(opening(untrusted));
    expect(await over(untrusted)).toMatchObject({ response: { status: 0 }, _securityState: "broken" });
  });

  it("has frames and dedicated workers, and no shared worker", async () => {
    const names = { frame: query("frame"), worker: query("worker"), shared: query("shared") };
    const plan = (name: keyof typeof names) => ({ sockets: [{ url: ws(`/idle${names[name]}`) }] });
    await at.page.evaluate(
      `window.openPlan(${JSON.stringify({ frames: [{ plan: plan("frame") }], workers: [plan("worker")], shared: [plan("shared")] })})`,
    );
    const isOpen = await eventually(
      async () => lab.seen.connections.some(({ name }) => name !== null && names.shared.includes(name)),
      (found) => found,
    );
    expect(isOpen, "the shared worker's").toBe(true);
    // Reading the log while one of them connects would take its status away.
    for (const name of [names.frame, names.worker]) await isOver(name);
    for (const name of [names.frame, names.worker]) {
      const entry = await entryOf(name);
      expect(entry?.response.status, name).toBe(101);
      expect(entry?.response.headers.map((header) => header.name)).toContain("Sec-WebSocket-Accept");
    }
    expect(await entryOf(names.shared)).toBeUndefined();
  });

  it("shows an event stream's end by its times", async () => {
    const streams = query("streams");
    await at.page.evaluate(`window.stream = new EventSource("/events${streams}"); 0`);
    expect(await soon(streams)).toMatchObject({ timings: {} });
    await at.page.evaluate("stream.close()");
    expect(Object.keys((await over(streams))?.timings ?? {}).length).toBeGreaterThan(0);
  });

  it("says in the console that a handshake failed, and no reason", async () => {
    const untrusted = ws("/live", "tls").replace("ws:", "wss:");
    for (const url of [ws(`/denied/live${query("refused")}`, "nginx"), ws("/", "closed"), untrusted]) {
      await at.page.evaluate(opening(url));
      expect(await saidOf(url), url).toMatch(/^Firefox can’t establish a connection to the server at wss?:\S+\.$/m);
    }
  });

  it("loses for good what happens while it is read", async () => {
    const [lost, kept] = [query("lost"), query("kept")];
    // The log is put together in steps, each of which waits for the one before: here the first waits for the test.
    await at.window.run(`
      const { client } = toolbox.commands;
      const { request } = client;
      const isDue = new Promise((resolve) => {
        globalThis.goOn = resolve;
      });
      client.request = async (packet, ...rest) => {
        if (/^get/.test(packet?.type)) await isDue;
        return request.call(client, packet, ...rest);
      };
      void isDue.then(() => {
        client.request = request;
      });
    `);
    const isRead = log();
    const isReading = await eventually(
      () => at.window.run("return !(await toolbox.getNetMonitorAPI()).connector.dataProvider.actionsEnabled"),
      (found) => found === true,
    );
    expect(isReading).toBe(true);
    expect(await at.page.evaluate(opening(ws(`/idle${lost}`)))).toBe("open");
    const isHeard = await eventually(
      () =>
        at.window.run(`
          const { resourceCommand } = toolbox.commands;
          return resourceCommand.getAllResources(resourceCommand.TYPES.NETWORK_EVENT)
            .some(({ url, status, totalTime }) => url.includes(${JSON.stringify(lost)}) && status === "101" && totalTime !== undefined);
        `),
      (found) => found === true,
    );
    expect(isHeard, "DevTools heard of it").toBe(true);
    await at.window.run("goOn()");
    await isRead;
    expect(await at.page.evaluate(opening(ws(`/idle${kept}`)))).toBe("open");
    expect((await over(kept))?.response.status).toBe(101);
    expect((await eventOf(kept))?.entry.response.status).toBe(101);
    expect(await entryOf(lost)).toBeUndefined();
    expect(await eventsOf(lost)).toEqual([]);
  });

  it("is emptied by a navigation", async () => {
    const before = `/idle${query("before")}`;
    await at.page.evaluate(opening(ws(before)));
    expect(await over(before)).toBeDefined();
    await at.page.goto(`${lab.origin}/csp`);
    expect(await soon("/csp")).toBeDefined();
    expect(await entryOf(before)).toBeUndefined();
  });

  it("has nothing of a socket that the browser itself refuses, and an empty entry of a request", async () => {
    await at.page.goto(`${lab.origin}/csp`);
    const [request, socket] = [query("forbidden-request"), query("forbidden-socket")];
    await at.page.evaluate(
      `new EventSource(${JSON.stringify(ws(`/events${request}`, "named").replace("ws:", "http:"))}); 0`,
    );
    await at.page.evaluate(`try { new WebSocket(${JSON.stringify(ws(`/idle${socket}`, "named"))}) } catch {}`);
    expect(await soon(request)).toMatchObject({ timings: {}, response: { status: 0, bodySize: -1 } });
    expect(await saidOf(socket)).toMatch(
      /^Content-Security-Policy: The page’s settings blocked the loading of a resource \(connect-src\) at ws:\S+ because it violates the following directive: “connect-src 'self'”$/m,
    );
    expect(await entryOf(socket)).toBeUndefined();
  });
});
