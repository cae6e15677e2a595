import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { HEARD_TARGETS, hearCodes } from "./close-code-table.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { discardBrowser } from "./shared-browser.ts";

const require = createRequire(import.meta.url);

/** How many sockets live in each kind of target, up to a second each, within so many milliseconds. */
const SOCKETS = 60;
const SPREAD_MS = 1200;

// `npm run close-codes` lets 200 of them live in each, from its first moment on. How long it takes until a new target is heard is a
// matter of the machine: here they are opened when it is.
describe("of 60 sockets that live up to a second", () => {
  let at: Inspected;
  afterEach(() => at?.close());

  it.each(HEARD_TARGETS.map((target) => [target.name, target] as const))(
    "in %s that is heard: all codes are heard, and none is wrong",
    async (_, target) => {
      at = await inspect("/everything");
      await at.live();
      const row = await hearCodes(at, target, SOCKETS, SPREAD_MS, "when heard");
      expect(row).toEqual({ sent: SOCKETS, seen: SOCKETS, wrong: [] });
    },
    120_000,
  );
});

/** The objects whose properties are compared, and those of them that a socket or its watcher could not do without. */
const COMPARED: Readonly<Record<string, readonly string[]>> = {
  WebSocket: ["length", "name", "prototype", "CONNECTING", "OPEN", "CLOSING", "CLOSED"],
  "WebSocket.prototype": [
    ...["url", "readyState", "bufferedAmount", "protocol", "extensions", "binaryType", "send", "close", "constructor"],
    ...["onopen", "onmessage", "onclose", "onerror"],
  ],
  WebSocketStream: ["length", "name", "prototype"],
  "WebSocketStream.prototype": ["url", "opened", "closed", "close", "constructor"],
  "EventTarget.prototype": ["addEventListener", "removeEventListener", "dispatchEvent", "constructor"],
  "Event.prototype": ["type", "target", "preventDefault"],
  "MessageEvent.prototype": ["data", "origin", "ports"],
  "CloseEvent.prototype": ["code", "reason", "wasClean"],
  "Function.prototype": ["toString", "call", "apply", "bind", "Symbol(Symbol.hasInstance)"],
  "Object.prototype": ["toString", "valueOf", "hasOwnProperty", "__proto__"],
  Promise: ["all", "race", "resolve", "reject"],
  "Promise.prototype": ["then", "catch", "finally"],
  "WeakRef.prototype": ["deref"],
  "WeakMap.prototype": ["get", "has", "set"],
  // Its names too: a global of ours would be one more.
  globalThis: ["WebSocket", "WebSocketStream", "EventTarget", "CloseEvent", "Promise", "WeakRef"],
};

/** What a script of the page can compare: names, symbols, their flags, prototypes, and the functions themselves, kept from before. */
const FACE = `(() => {
  const paths = ${JSON.stringify(Object.keys(COMPARED))};
  globalThis.before ??= new Map();
  const seen = [];
  for (const name of paths) {
    const object = name.split(".").reduce((one, key) => one[key], { ...Object.fromEntries(paths
      .filter((path) => !path.includes(".")).map((path) => [path, globalThis[path]])), Event, MessageEvent, EventTarget,
      CloseEvent, Function, Object, WeakRef, WeakMap });
    for (const key of Reflect.ownKeys(object)) {
      if (name === "globalThis" && /^(\\d+|before)$/.test(String(key))) continue;
      const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(object, key);
      const label = name + " " + String(key);
      const functions = [value, get, set].map((one) => (typeof one === "function" ? one : null));
      if (!before.has(label)) before.set(label, functions);
      const same = before.get(label).every((one, i) => one === functions[i]);
      const texts = functions.map((one) => one && Function.prototype.toString.call(one).slice(0, 80));
      seen.push([label, JSON.stringify(flags), texts.join(), same].join(" "));
    }
    seen.push(name + " of " + String(Object.getPrototypeOf(object)));
  }
  return seen.sort();
})()`;

/** Those of the properties that must have been compared, and were not. */
function missedBy(face: unknown): string[] {
  const seen = Array.isArray(face) ? face.map(String) : [];
  const wanted = Object.entries(COMPARED).flatMap(([object, names]) => names.map((name) => `${object} ${name} {`));
  return wanted.filter((label) => !seen.some((line) => line.startsWith(label)));
}

/** What DevTools has paused for, while this runs in the page, or "none"; it is let go on. */
async function pausesOf({ page, open: { devtools } }: Inspected, script: string): Promise<string> {
  const models = `import("./core/sdk/sdk.js").then(({ TargetManager, DebuggerModel }) => {
    const paused = TargetManager.TargetManager.instance().models(DebuggerModel.DebuggerModel).filter((one) => one.isPaused());
    const reasons = paused.map((one) => one.debuggerPausedDetails().reason).join();
    for (const one of paused) one.resume();
    return reasons;
  })`;
  let isDone = false;
  const done = page.evaluate(script).then(() => {
    isDone = true;
  });
  const reasons = await eventually(
    async () => {
      const isOver = isDone;
      return String(await devtools.evaluate(models)) || (isOver ? "none" : "");
    },
    (told) => told !== "",
    20_000,
  );
  await done;
  return reasons;
}

/** The same, after a setting of DevTools was changed: that reaches the page, or its worker, on another way than the script. */
function soonPausesOf(at: Inspected, script: string, wanted: string): Promise<string> {
  return eventually(
    () => pausesOf(at, script),
    (reasons) => reasons === wanted,
  );
}

/**
 * The lines, from 0, at which DevTools stands while somebody steps over a script: from a breakpoint of DevTools on its first line,
 * to its last.
 */
async function steppedLines({ page, open: { devtools } }: Inspected, lines: readonly string[]): Promise<string> {
  const name = "stepped.js";
  const stepping = devtools.evaluate(`(async () => {
    const { TargetManager, DebuggerModel } = await import("./core/sdk/sdk.js");
    const [model] = TargetManager.TargetManager.instance().models(DebuggerModel.DebuggerModel);
    const { breakpointId } = await model.setBreakpointByURL("${name}", 0, 0, "");
    document.documentElement.dataset.breakpoint = "set";
    const lines = [];
    let last = null;
    while (lines.length < ${lines.length}) {
      const details = model.debuggerPausedDetails();
      if (details === null || details === last) await new Promise((settle) => setTimeout(settle, 10));
      else {
        last = details;
        lines.push(details.callFrames[0].location().lineNumber);
        if (lines.length < ${lines.length}) void model.stepOver();
      }
    }
    await model.removeBreakpoint(breakpointId);
    delete document.documentElement.dataset.breakpoint;
    model.resume();
    return lines.join();
  })()`);
  await eventually(
    () => devtools.evaluate("document.documentElement.dataset.breakpoint ?? ''"),
    (set) => set === "set",
  );
  await page.evaluate(`${lines.join("\n")}\n//# sourceURL=${name}`);
  return String(await stepping);
}

const choose = ({ open: { devtools } }: Inspected, setting: string, value: boolean) =>
  devtools.evaluate(`import("./core/common/common.js").then(({ Settings }) => {
    Settings.Settings.instance().moduleSetting("${setting}").set(${value});
  })`);

async function pauseOnExceptions(at: Inspected, value: boolean): Promise<void> {
  await choose(at, "pause-on-caught-exception", value);
  await choose(at, "pause-on-uncaught-exception", value);
}

describe("hearing every socket", () => {
  let at: Inspected;
  afterEach(() => at?.close());
  const hear = () =>
    at.page.evaluate(`new Promise((settle) => {
      const socket = new WebSocket("${at.lab.origin.replace("http", "ws")}/close/4401");
      socket.onclose = ({ code }) => settle(code);
    })`);
  const codes = async () =>
    (await at.report()).connections.flatMap(({ close }) => (close === null ? [] : [close.code]));

  it("leaves every name, symbol and function of the page as it was, and nothing behind", async () => {
    at = await inspect("/everything");
    const before = await at.page.evaluate(FACE);
    await at.page.evaluate("globalThis.errors = 0; addEventListener('error', () => errors++); before.clear(); void 0");
    const faced = await at.page.evaluate(FACE);
    expect(missedBy(faced)).toEqual([]);
    await at.live();
    await hear();
    expect(await eventually(codes, (found) => found.length === 1)).toEqual([4401]);
    expect(await at.page.evaluate(FACE)).toEqual(faced);
    expect(await at.page.evaluate("errors")).toBe(0);
    await at.open.panel.locator("aria/Live counts[role='button']").click();
    await hear();
    expect(await at.page.evaluate(FACE)).toEqual(faced);
    await at.page.goto(`${at.lab.origin}/everything?again`);
    expect(await at.page.evaluate(FACE)).toEqual(before);
  });

  it("hears a page whose functions have breakpoints that an earlier capture left", async () => {
    at = await inspect("/everything");
    const left = `for (const key of ["onclose", "onmessage", "onopen", "onerror"])
        debug(Object.getOwnPropertyDescriptor(WebSocket.prototype, key).set, "false");
      debug(EventTarget.prototype.addEventListener, "false")`;
    await at.open.panel.evaluate(
      `new Promise((settle) => chrome.devtools.inspectedWindow.eval(${JSON.stringify(left)}, {}, settle))`,
    );
    await at.live();
    await hear();
    expect(await eventually(codes, (found) => found.length === 1)).toEqual([4401]);
  });

  it("hears a frame of another site whose address has a fragment, whichever way it came there", async () => {
    at = await inspect("/everything");
    const hearIn = async (name: string) => {
      const frame = at.page.frames().find((one) => one.url().includes(name));
      await frame?.evaluate(`new Promise((settle) => {
        const socket = new WebSocket("${at.lab.origin.replace("http", "ws")}/close/4401?${name}");
        socket.onclose = () => settle();
      })`);
    };
    await at.page.evaluate(`Promise.all(["loaded", "pushed"].map((name) => new Promise((settle) => {
      const frame = document.createElement("iframe");
      frame.src = "${at.lab.origin.replace("127.0.0.1", "other.test")}/everything?" + name + (name === "loaded" ? "#/room" : "");
      frame.onload = settle;
      document.body.append(frame);
    })))`);
    await at.page
      .frames()
      .find((one) => one.url().includes("pushed"))
      ?.evaluate("history.pushState(null, '', '#/room')");
    await at.live();
    for (const name of ["loaded", "pushed"]) await hearIn(name);
    expect(await eventually(codes, (found) => found.length === 2)).toEqual([4401, 4401]);
  });

  it("causes no task in a zone of zone.js, whether that is older than the capture or younger", async () => {
    at = await inspect("/everything");
    const zone = await readFile(require.resolve("zone.js"), "utf8");
    /** The tasks that a page's own zone hears of while a socket opens and ends. */
    const tasks = () =>
      at.page.evaluate(`(async () => {
        const told = [];
        const watched = Zone.current.fork({
          name: "watched",
          onScheduleTask: (parent, _, target, task) => {
            told.push("scheduled " + task.type + " " + task.source);
            return parent.scheduleTask(target, task);
          },
          onInvokeTask: (parent, _, target, task, self, args) => {
            told.push("ran " + task.type + " " + task.source);
            return parent.invokeTask(target, task, self, args);
          },
        });
        await watched.run(() => new Promise((settle) => {
          const socket = new WebSocket("${at.lab.origin.replace("http", "ws")}/close/4401");
          socket.addEventListener("open", () => {});
          socket.onclose = () => settle();
        }));
        await new Promise((settle) => setTimeout(settle, 300));
        return told;
      })()`);
    await at.page.evaluate(zone);
    const alone = await tasks();
    expect(alone).toContain("ran eventTask WebSocket.addEventListener:close");
    await at.live();
    expect(await tasks()).toEqual(alone);
    await eventually(codes, (found) => found.length === 1);
    await at.page.reload();
    // Breakpoints are set some milliseconds after a document begins.
    const heard = await eventually(
      () => hear().then(codes),
      (found) => found.length > 0,
    );
    await at.page.evaluate(zone);
    expect(await tasks()).toEqual(alone);
    const more = await eventually(codes, (found) => found.length > heard.length);
    expect(new Set(more)).toEqual(new Set([4401]));
    expect(more.length).toBeGreaterThan(heard.length);
  });

  it("hears the end of a WebSocketStream, whichever of its promises the page asks for, and causes no error", async () => {
    at = await inspect("/everything");
    await at.live();
    const told = await at.page.evaluate(`(async () => {
      const told = [];
      addEventListener("unhandledrejection", () => told.push("unhandled"));
      const url = (path) => "${at.lab.origin.replace("http", "ws")}" + path;
      await new WebSocketStream(url("/close/4401")).opened;
      await new WebSocketStream(url("/close/4402")).closed;
      await new WebSocketStream(url("/status/403")).opened.catch(() => {});
      const own = new WebSocketStream(url("/echo"));
      await own.opened;
      own.close({ closeCode: 3001, reason: "enough" });
      await new Promise((settle) => setTimeout(settle, 500));
      return told;
    })()`);
    expect(told).toEqual([]);
    expect((await eventually(codes, (found) => found.length === 4)).sort()).toEqual([1006, 3001, 4401, 4402]);
  });

  /** A worker that evaluates what it is asked. */
  const asking = (kind: "Worker" | "SharedWorker") => `
    globalThis.inner = new ${kind}(URL.createObjectURL(new Blob([\`
      const serve = (port) => { port.onmessage = ({ data }) => port.postMessage((0, eval)(data)); };
      ${kind === "Worker" ? "serve(self)" : "onconnect = ({ ports: [port] }) => serve(port)"};
    \`])));
    globalThis.ask = (code) => new Promise((settle) => {
      const port = ${kind === "Worker" ? "inner" : "inner.port"};
      port.onmessage = ({ data }) => settle(data);
      port.postMessage(code);
    });
    void 0;`;
  const askFor = (code: string) => at.page.evaluate(`ask(${JSON.stringify(code)})`);
  /** The worker opens a socket that the server closes. */
  const hearInWorker = async () => {
    const url = `${at.lab.origin.replace("http", "ws")}/close/4401`;
    await askFor(`globalThis.socket = new WebSocket("${url}"); socket.onclose = () => {}; 0`);
    await eventually(
      () => askFor("socket.readyState"),
      (readyState) => readyState === 3,
    );
    await askFor("delete globalThis.socket");
  };

  it.each(["Worker", "SharedWorker"] as const)("leaves every name and function of a %s as it was", async (kind) => {
    at = await inspect("/everything");
    await at.page.evaluate(asking(kind));
    await askFor(FACE);
    const faced = await askFor(FACE);
    expect(missedBy(faced)).toEqual([]);
    await at.live();
    await hearInWorker();
    await eventually(codes, (found) => found.length === 1);
    await hearInWorker();
    expect(await eventually(codes, (found) => found.length === 2)).toEqual([4401, 4401]);
    expect(await askFor(FACE)).toEqual(faced);
    await at.open.panel.locator("aria/Live counts[role='button']").click();
    await hearInWorker();
    expect(await askFor(FACE)).toEqual(faced);
  });

  it("lets a worker that is heard open workers of its own", async () => {
    at = await inspect("/everything");
    await at.page.evaluate(asking("Worker"));
    await at.live();
    await hearInWorker();
    expect(await eventually(codes, (found) => found.length === 1)).toEqual([4401]);
    for (let i = 1; i <= 5; i++) {
      await askFor(`
        globalThis.inners ??= [];
        globalThis.told ??= [];
        inners.push(new Worker(URL.createObjectURL(new Blob(["addEventListener('message', () => postMessage(1)); postMessage(0)"]))));
        inners.at(-1).onmessage = ({ data }) => told.push(data);
        inners.at(-1).addEventListener("error", () => told.push("error"));
        inners.at(-1).postMessage("again");
        0;`);
      const told = await eventually(
        () => askFor("told.length"),
        (length) => length === 2 * i,
      );
      expect(told).toBe(2 * i);
    }
    await askFor("inners[0].terminate()");
    await hearInWorker();
    expect(await eventually(codes, (found) => found.length === 2)).toEqual([4401, 4401]);
  });

  it("never holds a shared worker, which no DevTools would let go on", async () => {
    at = await inspect("/everything");
    await at.page.evaluate(asking("SharedWorker"));
    await at.live();
    await hearInWorker();
    await eventually(codes, (found) => found.length === 1);
    expect(await askFor("debugger; try { throw new Error() } catch { 7 }")).toBe(7);
  });

  // What they do to DevTools' debugger is undone, but its Sources panel stays loaded: so they are the last that use this DevTools.
  afterAll(discardBrowser);

  it("leaves DevTools' pauses as they were: on exceptions after a navigation, and none while they are deactivated", async () => {
    at = await inspect("/everything");
    await pauseOnExceptions(at, true);
    await at.live();
    await hear();
    await at.page.reload();
    await hear();
    expect(await pausesOf(at, "try { throw new Error() } catch {}")).toBe("exception");
    expect(await pausesOf(at, "debugger")).toBe("other");
    await choose(at, "breakpoints-active", false);
    expect(await soonPausesOf(at, "debugger", "none")).toBe("none");
    await hear();
    await choose(at, "breakpoints-active", true);
    expect(await soonPausesOf(at, "debugger", "other")).toBe("other");
    await pauseOnExceptions(at, false);
  });

  it("leaves DevTools' breakpoints and steps as they were", async () => {
    at = await inspect("/everything");
    const lines = [
      `globalThis.stepped = new WebSocket("${at.lab.origin.replace("http", "ws")}/close/4401");`,
      "stepped.onmessage = () => {};",
      'stepped.addEventListener("open", () => {});',
      "stepped.onclose = () => {};",
      "globalThis.over = true;",
    ];
    await at.live();
    await hear();
    expect(await steppedLines(at, lines)).toBe("0,1,2,3,4");
    // DevTools has brought its Sources panel to the front; sockets are heard with it as before.
    expect(await eventually(codes, (found) => found.length === 2)).toEqual([4401, 4401]);
    await hear();
    expect(await eventually(codes, (found) => found.length === 3)).toEqual([4401, 4401, 4401]);
  });

  it("leaves DevTools' pauses in a worker as they were", async () => {
    at = await inspect("/everything");
    await pauseOnExceptions(at, true);
    await at.page.evaluate(asking("Worker"));
    await at.live();
    await hearInWorker();
    await eventually(codes, (found) => found.length === 1);
    expect(await pausesOf(at, `ask("try { throw new Error() } catch { 1 }")`), "live").toBe("exception");
    expect(await pausesOf(at, `ask("debugger; 1")`)).toBe("other");
    await choose(at, "breakpoints-active", false);
    expect(await soonPausesOf(at, `ask("debugger; 1")`, "none")).toBe("none");
    await choose(at, "breakpoints-active", true);
    expect(await soonPausesOf(at, `ask("debugger; 1")`, "other")).toBe("other");
    // DevTools has brought its Sources panel to the front: ours is hidden, and has no accessibility tree.
    await at.open.panel.$eval("button[aria-pressed=true]", (button) => button instanceof HTMLElement && button.click());
    expect(await pausesOf(at, `ask("try { throw new Error() } catch { 1 }")`), "not live").toBe("exception");
    await pauseOnExceptions(at, false);
  });
});
