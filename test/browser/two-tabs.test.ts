import { afterEach, describe, expect, it } from "vitest";
import { exportReport, goLive } from "../../src/cli/browser/drive-panel.ts";
import { openPanel } from "../../src/cli/browser/open-panel.ts";
import { parseReport } from "../report/parse-report.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

describe("two tabs under inspection at once", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  it("never mix, and leave no debugger behind", async () => {
    at = await inspect("/app?first");
    await at.live();
    const second = await at.browser.newPage();
    await second.goto(`${at.lab.origin}/app?second`);
    const other = await openPanel(second);
    await goLive(other);
    const open = (page: typeof second, path: string) =>
      page.evaluate(
        (url) => Reflect.set(window, "kept", new WebSocket(url)),
        `${at.lab.origin.replace("http", "ws")}${path}`,
      );
    await open(at.page, "/live?one");
    await open(second, "/live?two");
    const urls = async (of: typeof other, page: typeof second) => {
      await page.bringToFront();
      const { connections } = parseReport((await exportReport(at.browser, of, "JSON")).text);
      return connections.map(({ url }) => new URL(url ?? "about:blank").search).sort();
    };
    expect(
      await eventually(
        () => urls(at.open, at.page),
        (seen) => seen.includes("?one"),
      ),
    ).toEqual(["", "?one"]);
    expect(
      await eventually(
        () => urls(other, second),
        (seen) => seen.includes("?two"),
      ),
    ).toEqual(["", "?two"]);

    await at.open.devtools.close();
    await other.devtools.close();
    const attached = async () => {
      const page = await at.browser.newPage();
      await page.goto(`${at.extension}/src/devtools/index.html`);
      const answers = await page.evaluate(async () => {
        const tabs = (await chrome.debugger.getTargets()).filter(
          ({ type, url }) => type === "page" && url.includes("/app"),
        );
        const ask = ({ tabId }: { tabId?: number | undefined }) =>
          chrome.debugger.sendCommand({ tabId: tabId ?? -1 }, "Runtime.enable").then(
            () => "attached",
            () => "free",
          );
        return Promise.all(tabs.map(ask));
      });
      await page.close();
      return answers;
    };
    expect(await eventually(attached, (answers) => !answers.includes("attached"))).toEqual(["free", "free"]);
  }, 120_000);
});
