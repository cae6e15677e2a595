import { afterEach, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { openPlan, tell } from "./plans.ts";

/** What may happen to the debugger's session: always a clear state with the way on, and never a session left behind. */
describe("the debugger's session", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  const capture = () => at.open.panel.$eval("html", (html) => html.dataset["capture"]);
  const line = () => at.open.panel.$eval(".panel", (panel) => panel.textContent ?? "");
  const worker = async () => {
    const target = await at.browser.waitForTarget((one) => one.type() === "service_worker");
    const found = await target.worker();
    if (found === null) throw new Error("The service worker has no session.");
    return found;
  };
  /** Chrome's answer to a command on the tab, asked by another page of the extension: an error without a session of ours. */
  const session = async () => {
    const page = await at.browser.newPage();
    try {
      await page.goto(`${at.extension}/src/devtools/index.html`);
      return await page.evaluate(async (origin) => {
        const tab = (await chrome.debugger.getTargets()).find(
          ({ type, url }) => type === "page" && url.startsWith(origin),
        );
        try {
          await chrome.debugger.sendCommand({ tabId: tab?.tabId ?? -1 }, "Runtime.enable");
          return "attached";
        } catch (error) {
          return error instanceof Error ? error.message : "?";
        }
      }, at.lab.origin);
    } finally {
      await page.close();
    }
  };

  it("ends the moment DevTools closes", async () => {
    at = await inspect();
    await at.live();
    expect(await session()).toBe("attached");
    await at.open.devtools.close();
    expect(await eventually(session, (answer) => answer !== "attached")).toContain("Debugger is not attached");
  });

  it("ends when it is stopped, and the list goes on without it", async () => {
    at = await inspect();
    await at.live();
    await at.open.panel.$eval("button[aria-pressed=true]", (button) => button instanceof HTMLElement && button.click());
    expect(await eventually(session, (answer) => answer !== "attached")).toContain("Debugger is not attached");
    expect(await capture()).toBe("passive");
    await at.page.reload();
    const open = await eventually(
      () => at.report(),
      ({ connections }) =>
        connections.some(({ state, messages }) => state === "open" && (messages?.received.count ?? 0) > 5),
    );
    expect(open.capture.source).toBe("network");
  });

  it("survives a service worker that is killed, and is still released afterwards", async () => {
    at = await inspect();
    await at.live();
    await (await worker()).close();
    await at.page.evaluate(
      (url) => void new WebSocket(url),
      `${at.lab.origin.replace("http", "ws")}/burst?n=30&size=9`,
    );
    const counted = await eventually(
      () => at.connection("/burst?n=30&size=9"),
      ({ messages }) => (messages?.received.count ?? 0) >= 30,
    );
    expect(counted.messages?.received.count).toBe(at.lab.seen.of("/burst")[0]?.sent.count);
    expect(await capture()).toBe("live");
    await at.open.devtools.close();
    expect(await eventually(session, (answer) => answer !== "attached")).toContain("Debugger is not attached");
  });

  it("rests while DevTools is hidden, and goes on with exact counts when it is shown", async () => {
    at = await inspect("/everything");
    await at.live();
    // Windows of a browser without a display are never hidden, and a minute takes too long here.
    const show = (state: "visible" | "hidden") =>
      at.open.panel.evaluate((visibility) => {
        Object.defineProperty(document, "visibilityState", { value: visibility, configurable: true });
        const after = window.setTimeout;
        Object.assign(window, { setTimeout: (run: () => void) => after(run, 0) });
        document.dispatchEvent(new Event("visibilitychange"));
        window.setTimeout = after;
      }, state);
    const url = `${at.lab.origin.replace("http", "ws")}/counted?n=5&name=rest`;
    await openPlan(at.page, { sockets: [{ url }] });
    const received = async () => (await at.connection("/counted?n=5&name=rest")).messages?.received.count;
    expect(await eventually(received, (count) => count === 5)).toBe(5);
    await show("hidden");
    expect(await eventually(capture, (kind) => kind === "passive")).toBe("passive");
    expect(await eventually(session, (answer) => answer !== "attached")).toContain("Debugger is not attached");
    await tell(at.page, { name: "rest", say: ["send 7"] });
    await eventually(
      async () => at.lab.seen.of("/counted")[0]?.sent.count,
      (count) => count === 12,
    );
    await show("visible");
    expect(await eventually(capture, (kind) => kind === "live")).toBe("live");
    await tell(at.page, { name: "rest", say: ["send 3"] });
    expect(await eventually(received, (count) => count === 15, 20_000)).toBe(15);
    expect((await at.report()).capture.lost?.join()).toMatch(/because DevTools was hidden/);
  });

  it("canceled by Chrome's banner: a passive list, a reason, and a way back", async () => {
    at = await inspect();
    await at.live();
    // The banner itself is the browser's and cannot be clicked from here; what it does is this.
    await (await worker()).evaluate(async () => {
      const [tab] = (await chrome.debugger.getTargets()).filter(
        ({ type, url }) => type === "page" && url.startsWith("http"),
      );
      const source = { tabId: tab?.tabId ?? -1 };
      await chrome.debugger.detach(source);
      Reflect.get(chrome.debugger.onDetach, "dispatch").call(chrome.debugger.onDetach, source, "canceled_by_user");
    });
    expect(await eventually(capture, (kind) => kind === "canceled")).toBe("canceled");
    expect(await line()).toMatch(/banner was canceled/);
    await at.live();
    expect(await capture()).toBe("live");
  });

  it("refused by Chrome: a passive list that says why", async () => {
    at = await inspect();
    await (await worker()).evaluate(() => {
      Object.defineProperty(chrome.debugger, "attach", {
        value: () => Promise.reject(new Error("Host access is restricted by policy.")),
      });
    });
    await expect(at.live()).rejects.toThrow(/refused/);
    expect(await line()).toMatch(/policy set by this browser/);
    expect((await at.report()).capture.source).toBe("network");
  });

  it("not offered by the browser: a passive list that says so", async () => {
    at = await inspect();
    await (await worker()).evaluate(() => Object.defineProperty(chrome, "debugger", { value: undefined }));
    await expect(at.live()).rejects.toThrow(/refused/);
    expect(await line()).toMatch(/does not offer the debugger/);
  });

  it("without its extension: what was seen stays, and the way on is told", async () => {
    at = await inspect();
    await at.live();
    await at.page.reload();
    await eventually(
      () => at.report(),
      ({ connections }) => connections.some(({ state }) => state === "open"),
    );
    // Chromium 156 closes DevTools when an extension in it is reloaded, with a window or without. Where a browser leaves it,
    // this is what the panel meets: no id any more, and a port that ends.
    await at.open.panel.evaluate(() => Object.defineProperty(chrome.runtime, "id", { get: () => undefined }));
    await (await worker()).close();
    expect(await eventually(capture, (kind) => kind === "dead")).toBe("dead");
    expect(await line()).toMatch(/was updated, reloaded or removed.*close and reopen DevTools/);
    expect((await at.report()).connections).not.toEqual([]);
  });

  it("over a page that crashes: what was open has ended, and a reload goes on", async () => {
    at = await inspect();
    await at.live();
    await at.page.reload();
    await eventually(
      () => at.report(),
      ({ connections }) => connections.some(({ state }) => state === "open"),
    );
    const cdp = await at.page.createCDPSession();
    cdp.send("Page.crash").catch(() => undefined);
    const ended = await eventually(
      () => at.report(),
      ({ connections }) => connections.every(({ state }) => state === "closed"),
    );
    expect(ended.connections.map(({ state }) => state)).toEqual(["closed"]);
    expect(ended.capture.lost.join()).toMatch(/crashed/);
    await at.page.reload();
    const after = await eventually(
      () => at.report(),
      ({ connections }) =>
        connections.some(({ state, messages }) => state === "open" && (messages?.received.count ?? 0) > 0),
    );
    expect(after.connections.filter(({ state }) => state === "open")).toHaveLength(1);
  });
});
