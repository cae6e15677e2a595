import { afterEach, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { bySearch, lives, openPlan, pageOf, tell } from "./plans.ts";

/** A frame of the page's own site is told from the page by a look at its sockets, which waits its turn, in milliseconds. */
const LOOKED_AT_MS = 30_000;

/** What ends with a page, a frame or a worker: often no event says so, and a list that waits for one shows ghosts. */
describe("a connection", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  const ws = (path: string) => `${at.lab.origin.replace("http", "ws")}${path}`;
  const other = (host: string) => at.lab.origin.replace("127.0.0.1", `${host}.test`);
  const keepLog = () => at.open.panel.locator("aria/Keep log").click();
  const told = (wanted: readonly string[], forMs = 15_000) =>
    eventually(
      async () => lives(await at.report()),
      (seen) => seen.join() === wanted.join(),
      forMs,
    );

  it("in frames of other sites and workers of workers: attributed, counted, and ended with what owned it", async () => {
    at = await inspect("/everything");
    await at.live();
    const socket = (name: string) => [{ url: ws(`/echo?${name}`) }];
    await openPlan(at.page, {
      frames: [
        {
          origin: other("b"),
          plan: {
            sockets: socket("frame"),
            frames: [
              { origin: other("c"), plan: { sockets: socket("inner"), workers: [{ sockets: socket("deep") }] } },
            ],
          },
        },
        { plan: { sockets: socket("same") } },
      ],
      workers: [{ sockets: socket("worker"), workers: [{ sockets: socket("nested") }] }],
    });
    const open = [
      "?deep worker open",
      "?frame iframe open",
      "?inner iframe open",
      "?nested worker open",
      "?same iframe open",
      "?worker worker open",
    ];
    expect(await told(open, LOOKED_AT_MS)).toEqual(open);
    await tell(at.page, { name: null, say: ["1", "2", "3", "4", "5", "6", "7"] });
    const counted = await eventually(
      async () =>
        (await at.report()).connections.map(({ messages }) => [messages?.sent.count, messages?.received.count]),
      (counts) => counts.flat().every((count) => count === 7),
    );
    expect(counted).toEqual(Array.from({ length: 6 }, () => [7, 7]));

    await at.page.evaluate("for (const frame of document.querySelectorAll('iframe')) frame.remove()");
    const ended = [
      "?deep worker closed target-gone",
      "?frame iframe closed target-gone",
      "?inner iframe closed target-gone",
      "?nested worker open",
      "?same iframe closed target-gone",
      "?worker worker open",
    ];
    expect(await told(ended)).toEqual(ended);
    // What the list says is so: the server sees the same.
    expect(at.lab.seen.of("/echo").filter((one) => one.open)).toHaveLength(2);
  });

  it("in a frame of another site that is led elsewhere, and in one that comes from the page's own site", async () => {
    at = await inspect("/everything");
    await at.live();
    const frame = (origin: string, name: string) => `${origin}/frame?url=${encodeURIComponent(ws(`/idle?${name}`))}`;
    const lead = (src: string) =>
      at.page.evaluate((address) => {
        const found = document.querySelector("iframe") ?? document.body.appendChild(document.createElement("iframe"));
        found.src = address;
      }, src);
    await lead(frame(at.lab.origin, "1"));
    await told(["?1 iframe open"], LOOKED_AT_MS);
    await lead(frame(other("b"), "2"));
    await told(["?1 iframe closed target-gone", "?2 iframe open"]);
    await lead(frame(other("b"), "3"));
    await told(["?1 iframe closed target-gone", "?2 iframe closed navigation", "?3 iframe open"]);
    await lead(frame(other("c"), "4"));
    const four = expect.stringMatching(/^\?3 iframe closed (target-gone|navigation)$/);
    const seen = await eventually(
      async () => lives(await at.report()),
      (all) => all.length === 4 && all.filter((one) => one.endsWith("open")).length === 1,
    );
    expect(seen).toEqual(["?1 iframe closed target-gone", "?2 iframe closed navigation", four, "?4 iframe open"]);
  });

  it("of a page that is reloaded, left or kept for Back: forgotten without Keep log, ended with it", async () => {
    at = await inspect("/everything", { fresh: "pages are kept for Back" });
    const plan = (name: string) => ({
      sockets: [{ url: ws(`/idle?${name}`) }],
      workers: [{ sockets: [{ url: ws(`/idle?${name}-worker`) }] }],
    });
    for (const [i, name] of ["kept", "a"].entries()) {
      await at.page.goto(pageOf(plan(name), at.lab.origin));
      await eventually(
        async () => at.lab.seen.of("/idle").length,
        (count) => count === 2 * (i + 1),
      );
    }
    const isKept = () => at.lab.seen.of("/idle").every(({ open }) => open);
    expect(isKept()).toBe(true);
    await at.live();
    const shown = ["?a page open", "?a-worker worker open"];
    expect(await told(shown)).toEqual(shown);
    // A look at the workers comes when a session begins: those of the page that is kept are none of this one's.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(lives(await at.report())).toEqual(shown);
    expect(isKept()).toBe(true);
    await at.page.goto(pageOf(plan("b"), at.lab.origin));
    expect(await told(["?b page open", "?b-worker worker open"])).toEqual(["?b page open", "?b-worker worker open"]);
    await keepLog();
    // A busy panel hears of the new page when its sockets are open long since.
    const busy = at.open.panel.evaluate("for (const until = Date.now() + 2500; Date.now() < until; );");
    await at.page.reload();
    await busy;
    const twice = [
      "?b page closed navigation",
      "?b page open",
      "?b-worker worker closed navigation",
      "?b-worker worker open",
    ];
    expect(await told(twice)).toEqual(twice);

    // A page that is never stored is loaded again when somebody comes back, and the browser says that its socket is one reason.
    await at.page.goto(`${at.lab.origin}/frame?url=${encodeURIComponent(ws("/idle?cached"))}`);
    await at.page.goto(`${at.lab.origin}/app`);
    await at.page.goBack();
    const row = await at.open.panel.waitForSelector("::-p-xpath(//tr[@data-id][contains(., '?cached')][last()])");
    await row?.click();
    const explained = await eventually(
      () => at.open.panel.$eval("body", ({ textContent }) => textContent ?? ""),
      (text) => text.includes("WebSocketUsedWithCCNS"),
    );
    expect(explained).toContain("It names the line of script that opened this connection.");
  });

  it("of a page that was to be prerendered: one row, with the server's own counts", async () => {
    at = await inspect("/everything");
    await at.live();
    const next = pageOf({ sockets: [{ url: ws("/echo?next"), send: 5 }] });
    await at.page.evaluate((url) => {
      const rules = document.createElement("script");
      rules.type = "speculationrules";
      rules.textContent = JSON.stringify({ prerender: [{ urls: [url], eagerness: "immediate" }] });
      document.head.append(rules);
    }, next);
    await eventually(
      async () => at.lab.seen.requests.filter(({ path }) => path === next).length,
      (asked) => asked > 0,
    );
    // No socket is opened before somebody looks at the page, nor is one listed.
    expect(at.lab.seen.of("/echo")).toEqual([]);
    expect((await at.report()).connections).toEqual([]);
    await at.page.evaluate((url) => void setTimeout(() => location.assign(url)), next);
    const report = await eventually(
      () => at.report(),
      // The log may tell of all of it before the debugger's news of its handshake shows that both are one.
      (one) => one.connections.length === 1 && bySearch(one).get("?next")?.messages?.received.count === 5,
    );
    expect(lives(report)).toEqual(["?next page open"]);
    expect(at.lab.seen.of("/echo")).toMatchObject([{ sent: { count: 5 }, received: { count: 5 } }]);
  });

  it("of a window that the page opened is that window's own", async () => {
    at = await inspect("/everything");
    await at.live();
    await at.page.evaluate(
      (popup, blank, own) => {
        // Not awaited: the browser brings the new window to the front.
        setTimeout(() => {
          window.open(`/frame?url=${encodeURIComponent(popup)}`);
          const empty = window.open("about:blank");
          if (empty !== null)
            Reflect.set(window, "of-blank", Reflect.construct(Reflect.get(empty, "WebSocket"), [blank]));
          Reflect.set(window, "own", new WebSocket(own));
        });
      },
      ws("/idle?popup"),
      ws("/idle?blank"),
      ws("/idle?own"),
    );
    await eventually(
      async () => at.lab.seen.of("/idle").length,
      (count) => count === 3,
    );
    await at.page.bringToFront();
    expect(await told(["?own page open"])).toEqual(["?own page open"]);
  });
});
