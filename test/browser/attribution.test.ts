import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Everything that a page can open, at once; each is attributed to who opened it, and ends as the server saw it end. */
describe("a page that uses everything at once", () => {
  let at: Inspected;
  let before: unknown;

  /** What a page's own script can compare. */
  const face = () =>
    at.page.evaluate(() => [
      WebSocket.toString(),
      Object.getOwnPropertyNames(WebSocket.prototype).join(),
      Object.getOwnPropertyNames(WebSocket.prototype).map((name) => {
        const property = Object.getOwnPropertyDescriptor(WebSocket.prototype, name);
        return String(property?.value ?? property?.get);
      }),
      Reflect.get(window, "native") === WebSocket.prototype.send,
      Object.getOwnPropertyNames(window).filter((name) => !/^\d+$/.test(name)).length,
    ]);

  beforeAll(async () => {
    at = await inspect("/app");
    // Older than live counting, but not than DevTools: its log has the handshake. The one of /app is older than both.
    await at.page.evaluate(
      (origin) => {
        Reflect.set(window, "native", WebSocket.prototype.send);
        // Of a class of the page's own: a search for sockets finds its prototype too, which is none.
        class Reconnecting extends WebSocket {}
        Reflect.set(window, "kept", [new Reconnecting(`${origin}/idle?before`)]);
        Reflect.set(window, "shared", null);
      },
      at.lab.origin.replace("http", "ws"),
    );
    before = await face();
    await at.live();
    await at.page.evaluate((origin) => {
      const url = (path: string) => `${origin.replace("http", "ws")}${path}`;
      const keep = Reflect.get(window, "kept");
      keep.push(new WebSocket(url("/live?page")));
      Reflect.set(window, "shared", new SharedWorker(`/worker.js?url=${encodeURIComponent(url("/live?shared"))}`));
      keep.push(new Worker(`/worker.js?url=${encodeURIComponent(url("/live?worker"))}`));
      const frame = document.createElement("iframe");
      frame.src = `/frame?url=${encodeURIComponent(url("/live?frame"))}`;
      document.body.append(frame);
    }, at.lab.origin);
  });
  afterAll(() => at?.close());

  it("lists each of them once, where it lives, with the server's own counts", async () => {
    const wanted = ["/idle?before", "/live", "/live?frame", "/live?page", "/live?shared", "/live?worker"];
    const { connections } = await eventually(
      () => at.report(),
      (report) => {
        const urls = report.connections.map(({ url }) =>
          url === null ? "" : new URL(url).pathname + new URL(url).search,
        );
        // In which frame a socket lives that listens to nothing, a look at the page tells, which waits its turn.
        const isKnown = report.connections.every(({ state, target }) => state === "open" && target !== null);
        // And DevTools' log that one of them is older than live counting alone.
        const isJoined = !report.connections.some((one) => one.url?.endsWith("?before") && one.openedBeforeCapture);
        return urls.sort().join() === wanted.join() && isKnown && isJoined;
      },
      40_000,
    );
    const table = connections.map(({ url, target, state, openedBeforeCapture }) => {
      const { pathname, search } = new URL(url ?? "about:blank");
      return [pathname + search, target, state, openedBeforeCapture ? "older" : "announced"];
    });
    expect(table.sort()).toEqual([
      ["/idle?before", "page", "open", "announced"],
      ["/live", "page", "open", "older"],
      ["/live?frame", "iframe", "open", "announced"],
      ["/live?page", "page", "open", "announced"],
      // Found at its script's request: mostly before it opens its socket.
      ["/live?shared", "shared-worker", "open", expect.stringMatching(/^(announced|older)$/)],
      ["/live?worker", "worker", "open", "announced"],
    ]);
  }, 60_000);

  it("tells code, reason and cleanness of what closes, as the page itself hears it", async () => {
    const heard = at.page.evaluate(async (origin) => {
      const sockets = ["/idle?a", "/idle?b"].map((path) => new WebSocket(`${origin.replace("http", "ws")}${path}`));
      Reflect.set(window, "closing", sockets);
      return Promise.all(
        sockets.map(
          (socket) =>
            new Promise<[string, number, string, boolean]>((settle) => {
              const { pathname, search } = new URL(socket.url);
              socket.onclose = ({ code, reason, wasClean }) => settle([pathname + search, code, reason, wasClean]);
            }),
        ),
      );
    }, at.lab.origin);
    // A look waits its turn, so as not to hold the page up; what it has found is heard from then on.
    await eventually(
      () => at.report(),
      ({ connections }) =>
        connections.filter(({ url, observed }) => /idle\?[ab]$/.test(url ?? "") && observed?.looks.length).length === 2,
      40_000,
    );
    await at.page.evaluate("for (const socket of window.closing) socket.close(4000, 'by the page')");
    const { connections } = await eventually(
      () => at.report(),
      (report) => report.connections.filter(({ close }) => close?.code === 4000).length === 2,
    );
    const told = connections
      .filter(({ close }) => close !== null)
      .map(({ url, close }) => {
        const { pathname, search } = new URL(url ?? "about:blank");
        return [pathname + search, close?.code, close?.reason, close?.wasClean];
      });
    expect(told.sort()).toEqual((await heard).sort());
  }, 60_000);

  it("names what the browser refused before the network, with the rule that did", async () => {
    await at.page.goto(`${at.lab.origin}/csp`);
    await at.page.evaluate(() => {
      try {
        new WebSocket("ws://127.0.0.1:4444/elsewhere");
      } catch {
        // Some rules throw; the console tells of them all the same.
      }
    });
    const blocked = await eventually(
      () => at.report(),
      ({ connections }) => connections.some(({ state }) => state === "blocked"),
    );
    expect(blocked.connections.filter(({ state }) => state === "blocked")).toMatchObject([
      { url: "ws://127.0.0.1:4444/elsewhere", diagnosis: { id: "content-security-policy" } },
    ]);
  });

  it("leaves the page as it was", async () => {
    await at.page.goto(`${at.lab.origin}/app?face`);
    await at.page.evaluate(() => {
      Reflect.set(window, "native", WebSocket.prototype.send);
      Reflect.set(window, "kept", []);
      Reflect.set(window, "shared", null);
    });
    // A look goes into the page itself: nothing else that the tool does could leave a trace there.
    const { observed } = await eventually(
      () => at.connection("/live"),
      (connection) => (connection.observed?.looks.length ?? 0) > 0,
      20_000,
    );
    expect(observed?.looks).not.toEqual([]);
    expect(await face()).toEqual(before);
  });
});
