import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { bySearch, lives, openPlan } from "./plans.ts";

/** Documents without an address on the web, and pages into which no extension may look. */
describe("a page", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  const ws = (path: string) => `${at.lab.origin.replace("http", "ws")}${path}`;
  const capture = () => at.open.panel.$eval("html", (html) => html.dataset["capture"]);
  const words = () => at.open.panel.$eval(".panel", (panel) => panel.textContent ?? "");
  const told = (wanted: readonly string[], forMs = 15_000) =>
    eventually(
      async () => lives(await at.report()),
      (seen) => seen.join() === wanted.join(),
      forMs,
    );
  const script = (name: string) => `<script>globalThis.kept = new WebSocket("${ws(`/echo?${name}`)}");
    kept.onopen = () => { kept.send("one"); kept.send("two"); };</script>`;

  it("with frames and workers that have no address: each counted, each ended with its document", async () => {
    at = await inspect("/everything");
    await at.live();
    await at.page.evaluate(
      (documents, blank) => {
        const add = (set: (frame: HTMLIFrameElement) => void) => {
          const frame = document.createElement("iframe");
          set(frame);
          document.body.append(frame);
          return frame;
        };
        const code = (html: string) => html.replace(/<\/?script>/g, "");
        const [srcdoc = "", data = "", blob = "", sandbox = "", worker = "", dataWorker = ""] = documents;
        add((frame) => {
          frame.srcdoc = srcdoc;
        });
        add((frame) => {
          frame.src = `data:text/html,${encodeURIComponent(data)}`;
        });
        add((frame) => {
          frame.src = URL.createObjectURL(new Blob([blob], { type: "text/html" }));
        });
        add((frame) => {
          frame.sandbox.add("allow-scripts");
          frame.srcdoc = sandbox;
        });
        const empty = add(() => undefined).contentWindow;
        if (empty !== null) Reflect.set(empty, "kept", Reflect.construct(Reflect.get(empty, "WebSocket"), [blank]));
        Reflect.set(window, "workers", [
          new Worker(URL.createObjectURL(new Blob([code(worker)]))),
          new Worker(`data:text/javascript,${encodeURIComponent(code(dataWorker))}`),
        ]);
      },
      ["srcdoc", "data", "blob", "sandbox", "worker", "data-worker"].map(script),
      ws("/idle?blank"),
    );
    const open = [
      "?blank iframe open",
      "?blob iframe open",
      "?data iframe open",
      "?data-worker worker open",
      "?sandbox iframe open",
      "?srcdoc iframe open",
      "?worker worker open",
    ];
    expect(await told(open)).toEqual(open);
    // What a worker says in its first moments may be said before its session begins.
    const counted = await eventually(
      async () => [...bySearch(await at.report())].filter(([name]) => !/blank|worker/.test(name)),
      (all) => all.every(([, { messages }]) => messages?.received.count === 2),
    );
    expect(counted.map(([, { messages }]) => [messages?.sent.count, messages?.received.count])).toEqual(
      Array.from({ length: 4 }, () => [2, 2]),
    );
    await at.page.evaluate(`for (const frame of document.querySelectorAll("iframe")) frame.remove();
      for (const worker of window.workers) worker.terminate();`);
    const closed = await eventually(
      async () => lives(await at.report()),
      (all) => all.every((one) => / closed /.test(one)),
    );
    expect(closed).toHaveLength(7);
    expect(closed.filter((one) => !/ closed (closed|target-gone)$/.test(one))).toEqual([]);
  });

  it("at about:blank or data: may not reach this machine, and the list says why", async () => {
    at = await inspect("/everything");
    await at.live();
    await at.page.goto("about:blank");
    await at.page.evaluate((url) => void new WebSocket(url), ws("/idle?blank"));
    const blank = await eventually(
      () => at.connection("?blank"),
      ({ state }) => state === "failed",
    );
    expect(blank.diagnosis).toMatchObject({ id: "local-network-access", causes: [{ id: "page-without-address" }, {}] });
    await at.page.goto(`data:text/html,${encodeURIComponent(script("data"))}`);
    const data = await eventually(
      () => at.connection("?data"),
      ({ state }) => state === "failed",
    );
    expect(data.diagnosis).toMatchObject({ id: "local-network-access", causes: [{ id: "page-without-address" }, {}] });
    expect(at.lab.seen.connections).toEqual([]);
  });

  it("from a file is counted as any other", async () => {
    at = await inspect("/everything");
    await at.live();
    const folder = await mkdtemp(join(tmpdir(), "upgrades-page-"));
    try {
      await writeFile(join(folder, "page.html"), script("file"));
      await at.page.goto(pathToFileURL(join(folder, "page.html")).href);
      const counted = await eventually(
        () => at.connection("?file"),
        ({ messages }) => messages?.received.count === 2,
      );
      expect(counted).toMatchObject({ state: "open", target: "page", messages: { sent: { count: 2 } } });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("of the browser itself ends what was open, says what is possible, and live counts go on after it", async () => {
    at = await inspect("/everything");
    await at.live();
    await at.open.panel.locator("aria/Keep log").click();
    await openPlan(at.page, { sockets: [{ url: ws("/live?before") }] });
    await told(["?before page open"]);
    await at.page.goto("chrome://version");
    expect(await told(["?before page closed navigation"])).toEqual(["?before page closed navigation"]);
    expect(await eventually(words, (text) => /extensions inspect/.test(text))).toMatch(
      /Chrome does not let extensions inspect it/,
    );
    const { lost } = (await at.report()).capture;
    expect(lost.filter((gap) => /extensions may not inspect/.test(gap))).toHaveLength(1);
    expect(lost.filter((gap) => /could not be read/.test(gap))).toEqual([]);
    await at.page.goto(`${at.lab.origin}/everything`);
    expect(await eventually(capture, (kind) => kind === "live")).toBe("live");
    await openPlan(at.page, { sockets: [{ url: ws("/echo?after"), send: 4 }] });
    const after = await eventually(
      () => at.connection("?after"),
      ({ messages }) => messages?.received.count === 4,
    );
    expect(after).toMatchObject({ target: "page", state: "open", messages: { sent: { count: 4 } } });
  });
});
