import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { downloadBy } from "../../src/cli/browser/drive-panel.ts";
import { parseReport } from "../report/parse-report.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

const TOKEN = "kept0token0of0the0page0Zx81";
const SESSION = "never0told0session0Qw72";

/** What is masked, looked at before it leaves, in real DevTools. */
describe("the review of an export", () => {
  let at: Inspected;
  beforeAll(async () => {
    at = await inspect("/app");
    await at.live();
    await at.page.evaluate((query) => {
      new WebSocket(`${location.origin.replace("http", "ws")}/live?${query}`);
    }, `token=${TOKEN}&session=${SESSION}`);
    await eventually(at.report, ({ connections }) =>
      connections.some(({ url }) => url?.includes("<token #1>") ?? false),
    );
  });
  afterAll(() => at?.close());

  const { panel } = { panel: () => at.open.panel };
  const open = async () => {
    await panel().$eval(".export-button", (button) => button instanceof HTMLElement && button.click());
    await (await panel().waitForSelector("aria/Review what is masked…[role='menuitem']"))?.evaluate(
      (item) => item instanceof HTMLElement && item.click(),
    );
    await panel().waitForSelector(".review-row");
  };
  const press = (selector: string) =>
    panel().$eval(selector, (button) => button instanceof HTMLElement && button.click());
  const save = async () => {
    await panel().select(".review select", "json");
    return parseReport((await downloadBy(at.browser, () => press(".review .tonal").then(() => undefined))).text);
  };

  it("lists every value with its places and never the value, in a dialog that the keyboard closes", async () => {
    await open();
    const dialog = await panel().$eval("dialog.review", (element) => ({
      html: element.outerHTML,
      text: element.textContent,
      isModal: element.matches(":modal"),
      boxes: [...element.querySelectorAll("input")].map((box) => [box.checked, box.getAttribute("aria-label")]),
    }));
    expect(dialog.isModal).toBe(true);
    expect(dialog.html).not.toContain(TOKEN);
    expect(dialog.html).not.toContain(SESSION);
    expect(dialog.text).toContain(`${TOKEN.length} characters`);
    expect(dialog.text).toContain("URL query token of live");
    expect(dialog.boxes).toContainEqual([true, "Mask <token #1>"]);
    await panel().focus(".review input");
    await at.open.devtools.keyboard.press("Escape");
    await eventually(
      () => panel().$("dialog.review"),
      (left) => left === null,
    );
    const isBack = () => panel().$eval(".export-button", (button) => button === document.activeElement);
    expect(await eventually(isBack, (is) => is)).toBe(true);
  });

  it("saves what was left ticked masked, and what was not readable everywhere, and says so", async () => {
    await open();
    const boxes = await panel().$$eval(".review-row", (rows) =>
      rows.map((row) => [row.querySelector("input")?.ariaLabel ?? "", row.textContent ?? ""] as const),
    );
    const label = boxes.find(([, text]) => text.includes("URL query token"))?.[0];
    await press(`[aria-label="${label}"]`);
    await eventually(
      () => panel().$eval(".review-sum", (sum) => sum.textContent ?? ""),
      (text) => text.startsWith("1 value will be readable"),
    );
    const report = await save();
    const text = JSON.stringify(report);
    expect(report.connections.some(({ url }) => url?.includes(TOKEN))).toBe(true);
    expect(text).not.toContain(SESSION);
    expect(report.redaction.applied).toBe(true);
    expect(report.redaction.kept?.map((item) => `Mask ${item.label}`)).toContain(label);
    expect(JSON.stringify(report.connections)).not.toContain("<token #1>");
  });

  it("forgets what was unticked: the next export masks everything", async () => {
    const text = JSON.stringify(await at.report());
    expect(text).not.toContain(TOKEN);
    expect(text).not.toContain(SESSION);
    await open();
    expect(JSON.stringify(await save())).not.toContain(TOKEN);
  });
});
