import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, startLab } from "../lab/lab.ts";
import { findFirefox } from "./firefox/find-firefox.ts";
import { type InspectedFirefox, inspectFirefox } from "./firefox/inspected-firefox.ts";
import { inPanel, pictureOfPanel, waitInPanel } from "./firefox/toolbox.ts";
import { eventually } from "./inspected.ts";

const firefox = await findFirefox();
if (firefox === null) process.stderr.write("not shown: the panel in Firefox: Firefox is not installed\n");

/** The main job in real Firefox: the panel opens, lists, explains and exports, and offers nothing that Firefox has not. */
describe.skipIf(firefox === null)("the Upgrades tab in Firefox", () => {
  let lab: Lab;
  let at: InspectedFirefox;
  beforeAll(async () => {
    lab = await startLab({ proxies: ["nginx"] });
    at = await inspectFirefox(firefox ?? "", `${lab.origin}/app`);
    const nginx = `ws://127.0.0.1:${lab.ports["nginx"]}`;
    for (const url of [`${lab.origin.replace("http", "ws")}/live`, `${nginx}/denied/live`, `${nginx}/right/idle`])
      await at.page.evaluate(`new Promise((resolve) => {
        const socket = new WebSocket(${JSON.stringify(url)});
        socket.onopen = socket.onclose = () => resolve();
      })`);
  }, 60_000);
  afterAll(async () => {
    await at?.close();
    await lab?.close();
  });

  const text = async (selector: string) =>
    String(await inPanel(at.window, `return document.querySelector(${JSON.stringify(selector)})?.innerText ?? ""`));
  const select = async (part: string) => {
    await waitInPanel(at.window, rowWith(part));
    await inPanel(at.window, `${rowWith(part)}.click()`);
  };
  const rowWith = (part: string) =>
    `[...document.querySelectorAll("tr[data-id]")].find((row) => row.querySelector(".name")?.title.includes(${JSON.stringify(part)}))`;
  const showTab = async (name: string) => {
    await waitInPanel(at.window, `document.getElementById("tab-${name}") !== null`);
    await inPanel(at.window, `document.getElementById("tab-${name}").click()`);
  };

  it("opens from the extension's own address, over the page's", async () => {
    expect(at.panelUrl).toMatch(/^moz-extension:\/\/[^/]+\/src\/panel\/index\.html$/);
    const { page, tool, capture } = await at.report();
    expect(page.url).toBe(`${lab.origin}/app`);
    expect(tool.browser).toMatch(/^Firefox\/\d/);
    expect(capture.source).toBe("network");
  });

  it("lists the page's connections as they stand", async () => {
    await waitInPanel(at.window, 'document.querySelectorAll("tr[data-id]").length === 3');
    const rows = (await text("[role=grid] tbody, table tbody")).replace(/[ \t]+/g, " ");
    expect(rows).toMatch(/live[\s\S]*?101\s+Opened/);
    expect(rows).toMatch(/live[\s\S]*?403[\s\S]*?Refused/);
  });

  it("offers nothing that Firefox has not, and says so in one line", async () => {
    expect(await text(".passive-limits")).toMatch(/^Firefox gives extensions no debugger, so .*\.$/);
    expect(await text(".panel")).not.toMatch(/Chrome|live counts/i);
    expect(await text(".live-button")).toBe("");
    await inPanel(at.window, 'document.querySelector(".settings-button").click()');
    expect(await text(".settings")).not.toContain("close code");
    await inPanel(at.window, 'document.querySelector(".settings-button").click()');
  });

  it("shows nginx's headers of a 403, which Chrome keeps to itself, and what they tell", async () => {
    await select("/denied/");
    await showTab("explanation");
    await waitInPanel(at.window, 'document.querySelector("[role=tabpanel]") !== null');
    expect(await text("[role=tabpanel]")).toMatch(/Refused\. The response was 403 Forbidden/);
    expect(await text("[role=tabpanel]")).toMatch(/Likely\s+nginx may refuse this path by itself/);
    await showTab("handshake");
    await waitInPanel(at.window, 'document.querySelector(".handshake") !== null');
    const handshake = await text("[role=tabpanel]");
    expect(handshake).toMatch(/^Server$[\s\S]*?^nginx\/[\d.]+$/m);
    expect(handshake).toMatch(/^Content-Length$[\s\S]*?^153$/m);
    expect(handshake).toMatch(new RegExp(`Remote address\\s+127\\.0\\.0\\.1:${lab.ports["nginx"]}`));
    const { intermediaries } = await connection("/denied/");
    expect(intermediaries).toMatchObject([{ id: "nginx", confidence: "certain" }]);
  });

  it("shows what the network took, and what is not told", async () => {
    await showTab("timing");
    await waitInPanel(at.window, 'document.querySelector(".timing") !== null');
    expect(await text("[role=tabpanel]")).toMatch(
      /DNS\s+(?:\d+|under 1) ms\s+TCP\s+(?:\d+|under 1) ms\s+TLS\s+(?:\d+|under 1) ms/,
    );
    await select("/right/");
    await showTab("explanation");
    await waitInPanel(at.window, 'document.querySelector(".explanation") !== null');
    expect(await text("[role=tabpanel]")).toContain("whether the connection is still open is not known");
  });

  it("exports what it lists, as a file", async () => {
    expect(JSON.parse(await at.export("JSON"))).toMatchObject({ format: "upgrades-handshake-report" });
    expect(await at.export("Markdown")).toMatch(/Server: nginx/);
  });

  it("follows the theme and the width of Firefox's DevTools", async () => {
    for (const theme of ["light", "dark"] as const) {
      for (const width of [1280, 480]) {
        const picture = await pictureOfPanel(at.window, { width, height: 720 }, theme);
        expect([picture.width, picture.height]).toEqual([width, 720]);
        expect(picture.brightness > 128, `${theme} ${width}`).toBe(theme === "light");
      }
    }
  });

  it("begins a new list with a new page, and goes on reading", async () => {
    await at.page.goto(`${lab.origin}/everything`);
    await eventually(
      () => text("[role=grid] tbody, table tbody"),
      (rows) => rows === "",
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    await at.page.evaluate(`new WebSocket(${JSON.stringify(`${lab.origin.replace("http", "ws")}/echo?next`)})`);
    // Firefox reports nothing of what begins while its log is read; then the next reading shows it, a hundred times later than one takes.
    const { url, state } = await eventually(
      () => connection("/echo?next"),
      (one) => one.state === "open",
      40_000,
    );
    expect([url?.endsWith("/echo?next"), state]).toEqual([true, "open"]);
    expect((await at.report()).connections).toHaveLength(1);
  });

  async function connection(part: string) {
    const { connections } = await at.report();
    const found = connections.find(({ url }) => url?.includes(part));
    if (found === undefined)
      throw new Error(`No connection has ${part}: ${connections.map(({ url }) => url).join(" ")}`);
    return found;
  }
});
