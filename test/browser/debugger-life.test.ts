import { afterEach, describe, expect, it } from "vitest";
import { play, wrongOf } from "../faults/play.ts";
import { faultOf } from "../faults/registry.ts";
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

  it("refused by Chrome, or not offered by the browser: a passive list that says why", async () => {
    at = await inspect("/app", { fresh: "the extension's service worker is changed" });
    await (await worker()).evaluate(() => {
      Object.defineProperty(chrome.debugger, "attach", {
        value: () => Promise.reject(new Error("Host access is restricted by policy.")),
      });
    });
    await expect(at.live()).rejects.toThrow(/refused/);
    expect(await line()).toMatch(/policy set by this browser/);
    expect((await at.report()).capture.source).toBe("network");
    await (await worker()).evaluate(() => Object.defineProperty(chrome, "debugger", { value: undefined }));
    await at.open.panel.$eval("[aria-pressed]", (button) => button instanceof HTMLElement && button.click());
    const told = await eventually(line, (text) => /does not offer the debugger/.test(text));
    expect(told).toMatch(/does not offer the debugger/);
    expect(told).not.toMatch(/policy set by this browser/);
    expect(await capture()).toBe("refused");
  });
});

/**
 * Faults of `npm run faults`, which makes all of them happen, each in a browser of its own: here are those that are quick, and
 * each goes through parts of the tool through which no other does. The last one of those that share a browser closes DevTools.
 */
const QUICK = {
  shared: [
    "service-worker-killed-in-flood",
    "banner-canceled-in-flood",
    "tab-crashed",
    "extension-gone-under-the-panel",
  ],
  own: ["back-forward-cache", "storage-broken"],
} as const;

describe.each(["shared", "own"] as const)("a fault in a browser that is %s", (browser) => {
  it.each(QUICK[browser])(
    "%s: what is expected, right counts, no debugger left, and a page that works on",
    async (id) => {
      expect(wrongOf(await play(faultOf(id), browser))).toEqual([]);
    },
    120_000,
  );
});
