import { afterEach, describe, expect, it } from "vitest";
import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { bySearch, openPlan, pageOf } from "./plans.ts";

/**
 * What is listed of a page while only DevTools' log is read, and what is listed of the same page while the debugger counts:
 * both have to name the same connections, say how each one stands, and what is wrong with it.
 */
describe("passive and live", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  const ws = (path: string) => `${at.lab.origin.replace("http", "ws")}${path}`;

  /** "address state diagnosis" of each row, sorted, as soon as it is as wanted. */
  const rows = (wanted: readonly string[], forMs = 30_000) =>
    eventually(
      async () =>
        (await at.report()).connections
          .map(({ url, state, diagnosis }) => `${url?.replace(/^.*?:\d+/, "")} ${state} ${diagnosis?.id ?? "healthy"}`)
          .sort(),
      (seen) => seen.join() === wanted.join(),
      forMs,
    );

  /** Opens sockets from the page, passive first, then live after a reload; gives what was listed of each. */
  async function both(sockets: () => readonly string[], wanted: readonly string[]): Promise<void> {
    at = await inspect("/everything");
    const urls = sockets().map((url) => ({ url: ws(url) }));
    await openPlan(at.page, { sockets: urls });
    expect(await rows(wanted), "passive").toEqual(wanted);
    // What is listed twice would be listed twice as long as the page lives.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await rows(wanted), "passive, later").toEqual(wanted);
    await goLive(at.open);
    await at.page.reload();
    await openPlan(at.page, { sockets: urls });
    expect(await rows(wanted), "live").toEqual(wanted);
  }

  it("lists the connection of each page that is loaded, though nothing counts live", async () => {
    at = await inspect("/everything");
    const listed = () =>
      eventually(
        () => at.open.panel.$$eval("tr[data-id]", (all) => all.length),
        (count) => count === 1,
      );
    for (const name of ["one", "two"]) {
      await at.page.goto(pageOf({ sockets: [{ url: ws(`/idle?${name}`) }] }, at.lab.origin));
      expect(await listed()).toBe(1);
    }
  });

  it("agree on six sockets to one host that answers late, and refuses every second one", async () => {
    const urls = Array.from({ length: 6 }, (_, i) => `/slow?after=500&n=${i}${i % 2 === 1 ? "&status=403" : ""}`);
    await both(
      () => urls,
      urls.map((url) => `${url} ${url.includes("403") ? "failed forbidden" : "open healthy"}`).sort(),
    );
  });

  it("agree on sockets of one address that wait, open, are refused and end", async () => {
    at = await inspect("/everything");
    const same = { url: ws("/slow?after=400") };
    await openPlan(at.page, { sockets: [same, same, same, { url: ws("/closes") }, { url: ws("/status/503") }] });
    const wanted = [
      "/closes closed healthy",
      ...Array.from({ length: 3 }, () => "/slow?after=400 open healthy"),
      "/status/503 failed service-unavailable",
    ];
    expect(await rows(wanted)).toEqual(wanted);
  });

  it("agree on sockets that wait behind another one when their frames and workers go away", async () => {
    at = await inspect("/everything");
    const wanted = [
      "/slow?held open healthy",
      "/slow?of=frame failed handshake-canceled",
      "/slow?of=worker failed handshake-canceled",
      "/slow?of=worker failed handshake-canceled",
    ];
    for (const mode of ["passive", "live"]) {
      if (mode === "live") {
        await goLive(at.open);
        await at.page.reload();
      }
      await at.page.evaluate(
        (first, inFrame, inWorker) => {
          Reflect.set(window, "first", new WebSocket(first));
          const code = `self.kept = [new WebSocket("${inWorker}"), new WebSocket("${inWorker}")]`;
          const worker = new Worker(URL.createObjectURL(new Blob([code])));
          const frame = document.createElement("iframe");
          frame.srcdoc = `<script>self.kept = new WebSocket("${inFrame}")</script>`;
          document.body.append(frame);
          Reflect.set(window, "leave", () => {
            frame.remove();
            worker.terminate();
          });
        },
        ws("/slow?held"),
        ws("/slow?of=frame"),
        ws("/slow?of=worker"),
      );
      await eventually(
        async () => (await at.report()).connections.length,
        (count) => count === wanted.length,
      );
      await at.page.evaluate("window.leave()");
      // Before the first one is answered, the browser has to hear that the others left; nothing says in every mode that it has.
      await eventually(
        async () => (await at.report()).connections.filter(({ state }) => state === "failed").length,
        (count) => count === 3,
        5000,
      );
      at.lab.seen.letGo();
      expect(await rows(wanted), mode).toEqual(wanted);
      // While the debugger counts, DevTools' log is read every ten seconds.
      await new Promise((resolve) => setTimeout(resolve, mode === "live" ? 11_000 : 3000));
      expect(await rows(wanted), `${mode}, later`).toEqual(wanted);
    }
    expect(at.lab.seen.connections).toHaveLength(2);
  }, 120_000);

  it("name no place that is another's, of sockets of one address where live counts begin later", async () => {
    at = await inspect("/everything");
    const plan = { sockets: [{ url: ws("/idle") }] };
    await openPlan(at.page, { ...plan, workers: [plan], frames: [{ plan }], shared: [plan] });
    const seen = () => at.lab.seen.of("/idle").length;
    await eventually(
      async () => [seen(), (await at.report()).connections.length],
      ([seen, listed]) => seen === 4 && listed === 3,
      20_000,
    );
    await goLive(at.open);
    const placed = await eventually(
      async () =>
        (await at.report()).connections.map(({ target, openedBeforeCapture }) => [target, openedBeforeCapture]),
      (all) => all.length === 4,
      20_000,
    );
    expect(placed.sort()).toEqual([
      [null, false],
      [null, false],
      [null, false],
      ["shared-worker", true],
    ]);
  });

  it("agree on the sockets of dedicated workers and frames, and passive alone has none of a shared worker", async () => {
    at = await inspect("/everything");
    const lab = at.lab;
    const named = (name: string) => [{ url: `${lab.origin.replace("http", "ws")}/idle?name=${name}` }];
    await openPlan(at.page, {
      sockets: named("page"),
      workers: [{ sockets: named("worker"), workers: [{ sockets: named("nested") }] }],
      frames: [{ plan: { sockets: named("frame"), workers: [{ sockets: named("frame-worker") }] } }],
      shared: [{ sockets: named("shared") }],
    });
    const wanted = ["?name=frame", "?name=frame-worker", "?name=nested", "?name=page", "?name=worker"];
    const seen = await eventually(
      async () => [...bySearch(await at.report()).keys()].sort(),
      (names) => names.join() === wanted.join(),
      20_000,
    );
    expect(seen).toEqual(wanted);
    expect(lab.seen.of("/idle")).toHaveLength(wanted.length + 1);
    expect(await at.open.panel.$eval(".passive-limits", (line) => line.textContent)).toMatch(/shared workers/);
    await goLive(at.open);
    const live = await eventually(
      async () => [...bySearch(await at.report()).keys()].sort(),
      (names) => names.includes("?name=shared"),
      20_000,
    );
    expect(live).toContain("?name=shared");
    expect(await at.open.panel.$(".passive-limits")).toBeNull();
  });
});
