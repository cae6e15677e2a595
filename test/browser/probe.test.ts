import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";

describe("the probe", () => {
  let at: Inspected;
  beforeAll(async () => {
    at = await inspect("/app");
    await at.live();
  });
  afterAll(() => at?.close());

  it("asks only on a click, and what it learns is evidence", async () => {
    const path = "/status/400?server=nginx/1.22.1";
    await at.page.evaluate((url) => void new WebSocket(url), at.lab.origin.replace("http", "ws") + path);
    const refused = await eventually(
      () => at.connection(path),
      ({ state }) => state === "failed",
    );
    expect(refused.intermediaries).toEqual([]);
    const asked = () => at.lab.seen.requests.filter((request) => request.path === path).length;
    expect(asked()).toBe(0);

    const row = await at.open.panel.waitForSelector("::-p-xpath(//tr[@data-id][contains(., '400')])");
    await row?.click();
    const button = await at.open.panel.waitForSelector("::-p-xpath(//button[contains(., 'Send request')])");
    await button?.click();
    const after = await eventually(
      () => at.connection(path),
      ({ intermediaries }) => intermediaries.length > 0,
    );
    expect(after.intermediaries).toMatchObject([{ id: "nginx", confidence: "likely", version: "1.22.1" }]);
    expect(after.diagnosis?.causes[0]).toMatchObject({ id: "upgrade-not-forwarded", likelihood: "likely" });
    expect(asked()).toBe(1);
  });
});
