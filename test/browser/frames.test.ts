import type { CDPSession } from "puppeteer-core";
import { describe, expect, it } from "vitest";
import type { Lab } from "../lab/lab.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { openPlan, type Plan, pageOf } from "./plans.ts";

/** How long another debugger holds a new frame, in milliseconds; shorter than our own longest wait for a page. */
const HELD_MS = 3000;

/** How long the panel does something else, in milliseconds. */
const BUSY_MS = 1500;

const AUTO_ATTACH = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

/** Frames of other sites, in turn one in the other, each with a socket. */
describe("frames that another debugger holds begin all the same", () => {
  it("where the panel hears late of the frame around them", async () => {
    const at = await inspect(({ origin }) => pageOf({}, origin));
    try {
      await at.live();
      await holdFrames(at, ({ depth }) => (depth === 1 ? 0 : HELD_MS));
      const busy = at.open.panel.evaluate(`new Promise((resolve) => setTimeout(() => {
        const end = performance.now() + ${BUSY_MS};
        while (performance.now() < end);
        resolve();
      }, 20))`);
      await openPlan(at.page, planOf(at.lab));
      await busy;
      expect(await begun(at)).toEqual(["inner", "outer"]);
    } finally {
      await at.close();
    }
  });

  it("where live counting begins while the page is loaded", async () => {
    const at = await inspect(({ origin }) => pageOf({}, origin));
    try {
      let isHolding: () => void = () => undefined;
      const holding = new Promise<void>((resolve) => {
        isHolding = resolve;
      });
      await holdFrames(at, ({ depth }) => {
        isHolding();
        return depth === 1 ? HELD_MS : 0;
      });
      const loaded = at.page.goto(pageOf(planOf(at.lab), at.lab.origin));
      await holding;
      await at.live();
      await loaded;
      expect(await begun(at)).toEqual(["inner", "outer"]);
    } finally {
      await at.close();
    }
  });
});

it("lets a new frame and a new worker go on when DevTools is closed, though the panel never let them", async () => {
  const at = await inspect(({ origin }) => pageOf({}, origin), { fresh: "DevTools is closed" });
  try {
    await at.live();
    const seen = () => at.lab.seen.connections.map(({ name }) => name).sort();
    // It hangs until it is gone with DevTools.
    at.open.panel.evaluate("setTimeout(() => { for (;;); }, 20)").catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await openPlan(at.page, { ...planOf(at.lab), workers: [{ sockets: socketsOf(at.lab, "worker") }] });
    await new Promise((resolve) => setTimeout(resolve, BUSY_MS));
    expect(seen()).toEqual([]);
    await at.open.devtools.close();
    expect(
      await eventually(
        async () => seen(),
        ({ length }) => length === 3,
      ),
    ).toEqual(["inner", "outer", "worker"]);
  } finally {
    await at.close();
  }
});

function planOf(lab: Lab): Plan {
  const site = (host: string) => lab.origin.replace("127.0.0.1", `${host}.test`);
  const inner = { origin: site("c"), plan: { sockets: socketsOf(lab, "inner") } };
  return { frames: [{ origin: site("b"), plan: { sockets: socketsOf(lab, "outer"), frames: [inner] } }] };
}

function socketsOf(lab: Lab, name: string): NonNullable<Plan["sockets"]> {
  return [{ url: `${lab.origin.replace("http", "ws")}/counted?n=0&name=${name}` }];
}

/** Attaches as any other debugger does: holds each new frame, for as long as is said, by how deep it is in the page. */
async function holdFrames({ page }: Inspected, how: (frame: { depth: number }) => number): Promise<void> {
  const watch = async (session: CDPSession, depth: number): Promise<void> => {
    session.on("sessionattached", (frame) => {
      void watch(frame, depth + 1);
      // A session that was taken away lets nothing run: that is what the test is about.
      setTimeout(
        () => void frame.send("Runtime.runIfWaitingForDebugger").catch(() => undefined),
        how({ depth: depth + 1 }),
      );
    });
    await session.send("Target.setAutoAttach", AUTO_ATTACH);
  };
  await watch(await page.createCDPSession(), 0);
}

/** The names of the connections that the server saw, and that the panel lists as open, when it has both or they are late. */
async function begun(at: Inspected): Promise<string[]> {
  const named = (url: string | null) => new URL(url ?? "about:blank").searchParams.get("name") ?? "";
  return eventually(
    async () => {
      const seen = at.lab.seen.connections.map(({ name }) => name);
      const { connections } = await at.report();
      const listed = connections.filter(({ state }) => state === "open").map(({ url }) => named(url));
      return listed.filter((name) => seen.includes(name)).sort();
    },
    ({ length }) => length === 2,
    3 * HELD_MS,
  );
}
