import { afterEach, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { openPlan, tell } from "./plans.ts";

describe("a shared worker", () => {
  let at: Inspected;
  afterEach(() => at?.close());
  const plan = (path: string) => ({
    shared: [{ sockets: [{ url: `${at.lab.origin.replace("http", "ws")}${path}` }] }],
  });
  const received = async () => (await at.connection("/counted?n=5&name=said")).messages?.received.count;

  it("that is older than the capture: its row says since when messages are counted", async () => {
    at = await inspect("/everything");
    await openPlan(at.page, plan("/counted?n=5&name=said"));
    await eventually(
      async () => at.lab.seen.of("/counted")[0]?.sent.count,
      (count) => count === 5,
    );
    await at.live();
    await eventually(received, (count) => count === 0);
    await tell(at.page, { name: "said", say: ["send 7"] });
    expect(await eventually(received, (count) => count === 7)).toBe(7);
    const row = () => at.open.panel.$eval(".row .cell-received", (cell) => cell.textContent ?? "");
    expect(await eventually(row, (text) => text.includes("7"))).toMatch(
      /^≥7 Messages before \d\d:\d\d:\d\d were not counted\.$/,
    );
  });

  it("that begins while live counts are on is found at its script's request, not at the next search", async () => {
    at = await inspect("/everything");
    // Without the search that looks from time to time.
    await at.open.panel.evaluate(() => Object.assign(window, { setInterval: () => 0 }));
    await at.live();
    for (const i of [1, 2, 3]) await openPlan(at.page, plan(`/counted?n=5&name=${i}`));
    await eventually(
      async () => at.lab.seen.of("/counted").length,
      (length) => length === 3,
    );
    await tell(at.page, { name: null, say: ["send 4"] });
    const counts = await eventually(
      async () =>
        (await at.report()).connections.map(({ target, messages }) => [target, messages?.received.count ?? 0]),
      (all) => all.length === 3 && all.every(([, count]) => Number(count) >= 4),
    );
    expect(counts.map(([target]) => target)).toEqual(["shared-worker", "shared-worker", "shared-worker"]);
    // How many of the first five are heard depends on the machine; none of what follows is missed.
    for (const [, count] of counts) expect([4, 5, 6, 7, 8, 9]).toContain(count);
  });
});
