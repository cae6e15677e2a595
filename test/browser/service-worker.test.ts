import { afterEach, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { bySearch, lives, openPlan, pageOf, tell } from "./plans.ts";

/** Workers that no page owns: they go on when a page is left, and so do their connections. */
describe("a worker that outlives its page", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  const ws = (path: string) => `${at.lab.origin.replace("http", "ws")}${path}`;
  const told = (wanted: readonly string[], forMs = 15_000) =>
    eventually(
      async () => lives(await at.report()),
      (seen) => seen.join() === wanted.join(),
      forMs,
    );

  it("as a service worker: counted once, listed across a reload, and ended when it stops", async () => {
    at = await inspect("/everything", { fresh: "all service workers are stopped, the extension's too" });
    await at.live();
    await openPlan(at.page, { service: { sockets: [{ url: ws("/echo?sw") }] } });
    await told(["?sw service-worker open"]);
    await tell(at.page, { name: null, say: ["1", "2", "3", "4", "5", "6", "7", "8", "9"] });
    const counted = await eventually(
      async () => bySearch(await at.report()).get("?sw")?.messages,
      (messages) => messages?.received.count === 9,
    );
    const [server] = at.lab.seen.of("/echo");
    expect(counted?.sent).toEqual(server?.received);
    expect(counted?.received).toEqual(server?.sent);

    await at.page.goto(pageOf({ sockets: [{ url: ws("/idle?next") }] }, at.lab.origin));
    const after = ["?next page open", "?sw service-worker open"];
    expect(await told(after)).toEqual(after);
    expect(at.lab.seen.of("/echo").map(({ open }) => open)).toEqual([true]);

    const cdp = await at.page.createCDPSession();
    await cdp.send("ServiceWorker.enable");
    await cdp.send("ServiceWorker.stopAllWorkers");
    const stopped = await eventually(
      async () => lives(await at.report()),
      (seen) => seen.every((one) => !one.startsWith("?sw service-worker open")),
    );
    // Whether its Closed is told in time is the browser's affair.
    expect(stopped).toEqual(["?next page open", expect.stringMatching(/^\?sw service-worker closed/)]);
    expect(at.lab.seen.of("/echo").map(({ open }) => open)).toEqual([false]);
  });

  it("as a service worker of a site that is left: no longer this page's, and its own again when the page comes back", async () => {
    at = await inspect("/everything");
    await at.live();
    await at.open.panel.locator("aria/Keep log").click();
    await openPlan(at.page, { service: { sockets: [{ url: ws("/live?sw") }] } });
    await told(["?sw service-worker open"]);
    await at.page.goto(at.lab.origin.replace("127.0.0.1", "other.test"));
    // It lives on, and so the list may not call it ended.
    expect(await told(["?sw service-worker open"])).toEqual(["?sw service-worker open"]);
    expect(at.lab.seen.of("/live").map(({ open }) => open)).toEqual([true]);
  });

  it("as a shared worker: listed as long as any page uses it", async () => {
    at = await inspect("/everything");
    await at.live();
    const plan = { shared: [{ sockets: [{ url: ws("/live?shared") }] }] };
    await openPlan(at.page, plan);
    await told(["?shared shared-worker open"]);
    const second = await at.browser.newPage();
    await second.goto(`${at.lab.origin}/everything`);
    await openPlan(second, plan);
    await at.page.bringToFront();
    await at.page.reload();
    await openPlan(at.page, { sockets: [{ url: ws("/idle?next") }] });
    const both = ["?next page open", "?shared shared-worker open"];
    expect(await told(both)).toEqual(both);
    expect(at.lab.seen.of("/live").map(({ open }) => open)).toEqual([true]);
    await second.close();
    const over = ["?next page open", "?shared shared-worker closed target-gone"];
    expect(await told(over)).toEqual(over);
    expect(at.lab.seen.of("/live").map(({ open }) => open)).toEqual([false]);
  });
});
