import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** The main job, in real DevTools: see what is pending, understand it, count it, export it. */
describe("the Upgrades tab", () => {
  let at: Inspected;
  beforeAll(async () => {
    at = await inspect("/app");
    // The socket of /app is older than DevTools; after a reload the log has its handshake.
    await at.page.reload();
  });
  afterAll(() => at?.close());

  const text = (selector: string) => at.open.panel.$eval(selector, (element) => element.textContent ?? "");
  const select = async (name: string) => {
    const row = await at.open.panel.waitForSelector(`::-p-xpath(//tr[@data-id][contains(., '${name}')])`);
    await row?.click();
  };

  it("lists the pending connection without any banner, and offers to count live", async () => {
    await select("live");
    const row = await eventually(
      () => text("[role=grid]"),
      (words) => words.includes("101"),
    );
    expect(row).toMatch(/live.*101.*Pending/s);
    expect(await text(".panel")).toContain("Chrome shows its debugging banner");
    expect((await at.report()).capture.source).toBe("network");
  });

  it("explains why it is pending", async () => {
    const explanation = await eventually(
      () => text("[role=tabpanel]"),
      (words) => words.includes("Healthy"),
    );
    expect(explanation).toContain("Healthy");
    expect(explanation).toContain("Pending only means that it has not closed");
    expect(explanation).toContain("Why DevTools says Pending");
    expect(explanation).toContain("The server responded with 101 Switching Protocols");
  });

  it("counts live what the server really sent and received", async () => {
    await at.live();
    await at.page.evaluate(
      (url) => {
        const socket = new WebSocket(url);
        socket.onopen = () => {
          for (let i = 0; i < 40; i++) socket.send("ä".repeat(i));
          socket.send(new Uint8Array(1000));
        };
      },
      `${at.lab.origin.replace("http", "ws")}/burst?n=500&size=64`,
    );
    const [server] = await eventually(
      async () => at.lab.seen.of("/burst"),
      ([seen]) => seen?.received.count === 41 && seen.sent.count >= 500,
    );
    const browser = await eventually(
      () => at.connection("/burst?n=500&size=64"),
      ({ messages }) => messages?.sent.count === 41 && messages.received.count >= 500,
    );
    expect(browser.messages?.sent).toEqual(server?.received);
    expect(browser.messages?.received).toEqual(server?.sent);
    expect(browser.messages?.bytesExact).toBe(true);
  });

  it("counts every message once, though the log knew the connection before the debugger did", async () => {
    // It grows while it is read: what the browser saw lies between what the server had sent before and after.
    const sent = () => at.lab.seen.of("/live").at(-1)?.sent.count ?? 0;
    const read = await eventually(
      async () => {
        const before = sent();
        const { messages } = await at.connection("/live");
        return { before, seen: messages?.received.count ?? 0, after: sent() };
      },
      ({ before, seen, after }) => before > 0 && before <= seen && seen <= after,
      25_000,
    );
    expect(read.seen).toBeGreaterThanOrEqual(read.before);
    expect(read.seen).toBeLessThanOrEqual(read.after);
  });

  it("diagnoses a refused upgrade", async () => {
    await at.page.evaluate((url) => void new WebSocket(url), `${at.lab.origin.replace("http", "ws")}/status/400`);
    const refused = await eventually(
      () => at.connection("/status/400"),
      ({ state }) => state === "failed",
    );
    expect(refused).toMatchObject({
      state: "failed",
      status: 400,
      pending: false,
      verdict: { level: "failed" },
      diagnosis: { id: "bad-request", message: "Error during WebSocket handshake: Unexpected response code: 400" },
    });
    expect(refused.diagnosis?.causes.length).toBeGreaterThan(0);
    await select("400");
    expect(await text("[role=tabpanel]")).toContain("Unexpected response code: 400");
  });

  it("says in the row why it was refused, and finds it by filter, with the keyboard alone", async () => {
    const { panel, devtools } = at.open;
    const rows = () => panel.$$eval("tr[data-id]", (all) => all.map((row) => row.textContent ?? ""));
    const close = await panel.$("[role=tabpanel] ~ button, .detail-close");
    await close?.click();
    const key = (name: Parameters<typeof devtools.keyboard.press>[0]) => devtools.keyboard.press(name);
    await panel.focus("[role=combobox]");
    await devtools.keyboard.type("diagnosis:b");
    await panel.waitForSelector("::-p-xpath(//*[@role='option'][.='diagnosis:bad-request'])");
    await key("ArrowDown");
    await key("Enter");
    const [refused, ...others] = await eventually(rows, (all) => all.length === 1);
    expect(others).toEqual([]);
    expect(refused).toContain("400");
    expect(await panel.$eval("tr[data-id]", (row) => row.innerHTML)).toMatch(/Refused: |400 Bad Request/);
    await key("Escape");
    await devtools.keyboard.type("stauts:400");
    expect(await panel.$eval("#filter-notes", (note) => note.textContent)).toContain("Did you mean “status”?");
    await eventually(rows, (all) => all.length === 0);
    expect(await text(".empty")).toContain("Did you mean “status”?");
    await key("Escape");
    await eventually(rows, (all) => all.length > 1);
  });

  it("forgets what the page left behind when it navigates", async () => {
    await at.page.goto(`${at.lab.origin}/app?again`);
    const { connections } = await eventually(
      () => at.report(),
      (report) => report.connections.length === 1 && report.connections[0]?.state === "open",
    );
    expect(connections.map(({ url, state }) => [new URL(url ?? "").pathname, state])).toEqual([["/live", "open"]]);
  });

  it("keeps them, as ended, when Keep log is on", async () => {
    await at.open.panel.locator("aria/Keep log").click();
    await at.page.reload();
    const { connections } = await eventually(
      () => at.report(),
      (report) => report.connections.length === 2 && report.connections[1]?.state === "open",
    );
    expect(connections.map(({ state }) => state)).toEqual(["closed", "open"]);
  });
});
