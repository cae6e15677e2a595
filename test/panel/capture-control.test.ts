import { beforeEach, describe, expect, it } from "vitest";
import type { LiveListener } from "../../src/capture/debugger/live-capture.ts";
import type { NetworkListener } from "../../src/capture/network/network-log.ts";
import { CaptureControl } from "../../src/panel/capture-control.ts";
import type { Settings } from "../../src/store/settings.ts";
import { Store } from "../../src/store/store.ts";
import { provideText } from "../../src/view/text.ts";
import { answered, created, logged, message, messageSeen, waiting } from "../upgrade/observations.ts";

const NOW = 1_800_000_000_000;
const PAGE = "https://page.test/";
const NEXT = "https://page.test/next";

beforeEach(() => provideText((key) => key));

/** A panel with these settings, whose debugger and log say only what a test lets them say. */
function panel(remembered: Partial<Settings> = {}) {
  const store = new Store();
  store.settings.value = { ...store.settings.value, ...remembered };
  store.page.url.value = PAGE;
  const asked: string[] = [];
  const heard: { log: NetworkListener | null; live: LiveListener | null } = { log: null, live: null };
  let url: string | null = PAGE;
  const control = new CaptureControl(store, {
    openLog: (listener) => {
      heard.log = listener;
      return {
        leavePage: () => void asked.push("log leaves the page"),
        pollSoon: (after) => void (after !== undefined && asked.push(`poll after ${after} ms`)),
        setLive: (isLive) => void asked.push(isLive ? "log seldom" : "log often"),
      };
    },
    openLive: (listener) => {
      heard.live = listener;
      return {
        start: (hears) => void asked.push(hears ? "start" : "start without close codes"),
        stop: () => void asked.push("stop"),
        probe: async (address) =>
          address === "https://gone.test/"
            ? { kind: "failed", error: "net::ERR_NAME_NOT_RESOLVED" }
            : { kind: "response", response: { url: address, status: 426, headers: [["Server", "nginx"]] } },
      };
    },
    pageUrl: async () => url,
    choose: (chosen) => {
      store.settings.value = { ...store.settings.value, ...chosen };
    },
    now: () => NOW,
    time: () => "12:00",
    wait: async () => void asked.push("wait"),
  });
  const { log, live } = heard;
  if (log === null || live === null) throw new Error("The control opened no log or no debugger.");
  return {
    store,
    asked,
    control,
    log,
    live,
    /** The tab shows another address from now on; no event tells of it. */
    leadTo: (next: string) => {
      url = next;
    },
    state: () => store.capture.value,
    kind: () => store.capture.value.kind,
    ended: () => store.page.all.map(({ ended }) => ended),
  };
}

/** As `panel`, counting. */
function livePanel() {
  const counting = panel();
  counting.control.start();
  counting.live.started([]);
  counting.live.observed([
    created("debugger:1", NOW - 50),
    answered("debugger:1", 101, NOW - 20),
    messageSeen("debugger:1", message(NOW - 10)),
  ]);
  return counting;
}

/** Lets the responses of the browser come in. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("a start", () => {
  it("asks for the debugger, is remembered, and is live when the debugger counts", () => {
    const { control, asked, live, kind, state, store } = panel();
    expect(kind()).toBe("passive");
    control.start();
    expect([kind(), asked, store.settings.value.live]).toEqual(["starting", ["start"], true]);
    live.started([]);
    expect(state()).toEqual({ kind: "live", since: NOW });
    expect(asked).toEqual(["start", "log seldom"]);
  });

  it("keeps as a gap where it is not heard how sockets end", () => {
    const { control, live, kind, store } = panel();
    control.start();
    live.started(["iframe", "shared-worker"]);
    expect([kind(), store.lost.value]).toEqual(["live", ["noteUnheard"]]);
  });

  it("asks once, however often it is wanted", () => {
    const { control, asked, live, kind } = panel();
    control.start();
    control.start();
    live.started([]);
    control.start();
    expect([kind(), asked]).toEqual(["live", ["start", "log seldom"]]);
  });

  it.each([
    [true, ["start"]],
    [false, []],
    [null, []],
  ])("of a panel whose last choice was %s asks for %j", (chosen, expected) => {
    const { control, asked } = panel({ live: chosen });
    control.resume();
    expect(asked).toEqual(expected);
  });

  it("passes on that no close codes are wanted", () => {
    const { control, asked } = panel({ closeCodes: false });
    control.start();
    expect(asked).toEqual(["start without close codes"]);
  });

  it.each([
    ["Cannot access a chrome:// URL", "refusedRestricted"],
    ["Debugging is restricted by policy", "refusedPolicy"],
    ["chrome.debugger is not available", "refusedUnavailable"],
    ["Another debugger", "refusedOther"],
  ])("that Chrome refuses with %j is refused, and tried again by the next panel", (message, why) => {
    const { control, live, state, store } = panel();
    control.start();
    live.refused(message);
    expect(state()).toEqual({ kind: "refused", why });
    expect(store.settings.value.live).toBe(true);
    expect(store.lost.value).toEqual([]);
  });

  it("can follow a refusal and a canceled banner", () => {
    const { control, live, kind } = panel();
    control.start();
    live.refused("no");
    control.start();
    live.started([]);
    live.stopped("canceled_by_user");
    control.start();
    live.started([]);
    expect(kind()).toBe("live");
  });
});

describe("a stop", () => {
  it("lets the debugger go, is remembered, and pauses what was counted", () => {
    const { control, asked, kind, store } = livePanel();
    control.stop();
    expect([kind(), store.settings.value.live]).toEqual(["passive", false]);
    expect(asked).toEqual(["start", "log seldom", "stop", "log often"]);
    expect(store.lost.value).toEqual(["noteLiveStopped"]);
    expect(store.page.all.map(({ unwatchedSince }) => unwatchedSince)).toEqual([NOW]);
  });

  it("while it starts is final: late news of the debugger change nothing", () => {
    const { control, live, kind, store } = panel();
    control.start();
    control.stop();
    live.started([]);
    live.refused("Debugger is not attached to the tab");
    live.stopped("target_closed");
    live.stopped("canceled_by_user");
    expect([kind(), store.settings.value.live, store.lost.value]).toEqual(["passive", false, []]);
  });

  it("where nothing counts asks for nothing", () => {
    const { control, asked, kind } = panel();
    control.stop();
    expect([kind(), asked]).toEqual(["passive", []]);
  });
});

describe("an end of the session", () => {
  it("by the banner's Cancel is canceled, and the next panel does not start by itself", () => {
    const { live, kind, store, asked } = livePanel();
    live.stopped("canceled_by_user");
    expect([kind(), store.settings.value.live]).toEqual(["canceled", false]);
    expect(asked.at(-1)).toBe("log often");
    expect(store.lost.value).toEqual(["noteLiveStopped"]);
  });

  it("for another reason is refused, and the tab's address is asked for five times", async () => {
    const { live, state, store, asked } = livePanel();
    live.stopped("target_closed");
    await settle();
    expect(state()).toEqual({ kind: "refused", why: "stoppedTargetClosed" });
    expect(store.settings.value.live).toBe(true);
    expect(asked.filter((line) => line === "wait")).toHaveLength(5);
  });

  it("by a page that may not be debugged ends what was open, and the next page is counted again", async () => {
    const { live, log, state, kind, store, asked, leadTo, ended } = livePanel();
    store.settings.value = { ...store.settings.value, keepLog: true };
    leadTo("chrome://version/");
    live.stopped("target_closed");
    await settle();
    expect(state()).toEqual({ kind: "refused", why: "stoppedRestricted", seesNothing: true });
    expect([store.page.url.value, ended()]).toEqual(["chrome://version/", ["navigation"]]);
    expect(store.lost.value).toEqual(["noteLiveStopped", "noteRestricted"]);
    expect(asked).not.toContain("wait");
    log.navigated(NEXT, [], []);
    expect(kind()).toBe("starting");
    expect(store.page.url.value).toBe(NEXT);
    expect(asked.at(-1)).toBe("start");
  });

  it("by such a page is followed by another start where Chrome still refuses for it when the next page is told", async () => {
    const { live, log, kind, asked, leadTo } = livePanel();
    leadTo("chrome://version/");
    live.stopped("target_closed");
    await settle();
    log.navigated(NEXT, [], []);
    leadTo(NEXT);
    live.refused("Cannot access a chrome:// URL");
    expect(kind()).toBe("refused");
    await settle();
    expect([kind(), asked.slice(-3)]).toEqual(["starting", ["log often", "wait", "start"]]);
    live.started([]);
    expect(kind()).toBe("live");
  });

  it("by such a page waits for the next one where the tab still shows it", async () => {
    const { live, log, state, kind, asked, leadTo } = livePanel();
    leadTo("chrome://version/");
    live.stopped("target_closed");
    await settle();
    log.navigated(NEXT, [], []);
    live.refused("Cannot access a chrome:// URL");
    await settle();
    expect(state()).toEqual({ kind: "refused", why: "stoppedRestricted", seesNothing: true });
    expect(asked.filter((line) => line === "start")).toHaveLength(2);
    log.navigated(NEXT, [], []);
    expect(kind()).toBe("starting");
  });

  it("is tried again five times at most, and only where it was to start by itself", async () => {
    const { live, log, kind, asked, leadTo } = livePanel();
    leadTo("chrome://version/");
    live.stopped("target_closed");
    await settle();
    leadTo("https://chromewebstore.google.com/");
    log.navigated("https://chromewebstore.google.com/", [], []);
    for (let tries = 0; tries < 9; tries++) {
      live.refused("The extensions gallery cannot be scripted.");
      await settle();
    }
    expect([kind(), asked.filter((line) => line === "start").length]).toEqual(["refused", 7]);
    const own = panel();
    own.control.start();
    own.live.refused("Cannot access a chrome:// URL");
    await settle();
    expect([own.kind(), own.asked]).toEqual(["refused", ["start", "log often"]]);
  });

  it("by such a page is not followed by a start when the user has said stop meanwhile", async () => {
    const { control, live, log, kind, leadTo } = livePanel();
    leadTo("chrome://version/");
    live.stopped("target_closed");
    await settle();
    control.stop();
    log.navigated(NEXT, [], []);
    expect(kind()).toBe("refused");
  });

  it("by a reload of the extension is dead, and nothing leads out of it", () => {
    const { control, live, state, kind, asked } = livePanel();
    live.lost();
    expect(state()).toEqual({ kind: "dead", why: "deadReloaded" });
    control.start();
    live.started([]);
    live.refused("no");
    control.stop();
    expect([kind(), asked.filter((line) => line === "start")]).toEqual(["dead", ["start"]]);
  });

  it("by a crash of the page ends its connections, and counting goes on", () => {
    const { live, kind, store, ended } = livePanel();
    live.crashed();
    expect([kind(), ended(), store.lost.value]).toEqual(["live", ["target-gone"], ["noteCrashed"]]);
  });
});

describe("a navigation", () => {
  const late = created("debugger:2", NOW + 1);

  it.each([
    ["with Keep log, while messages come", true, NOW - 500, ["noteLeftInFlood"]],
    ["with Keep log, a while after the last message", true, NOW - 501, []],
    ["without Keep log, where its rows are gone", false, NOW, []],
  ])("names the gap at its end: %s", (_, keepLog, at, lost) => {
    const { live, store, control } = panel({ keepLog });
    control.start();
    live.started([]);
    live.observed([created("debugger:9", NOW - 2000), answered("debugger:9", 101, NOW - 1000)]);
    live.observed([messageSeen("debugger:9", message(at))]);
    live.navigated(NEXT);
    expect(store.lost.value).toEqual(lost);
  });

  it("is taken from the log while nothing counts", () => {
    const { log, store } = panel();
    log.navigated(NEXT, [], []);
    expect(store.page.url.value).toBe(NEXT);
  });

  it("is taken from the debugger while it counts: the log's later news ends nothing of the new page", () => {
    const { live, log, store, ended } = livePanel();
    live.navigated(NEXT);
    live.observed([late]);
    log.navigated(NEXT, [], []);
    expect([store.page.url.value, ended()]).toEqual([NEXT, [null]]);
  });

  it("that the debugger told first leaves the log's page too, and nothing that the log still has of it is listed", () => {
    const { live, log, asked, store } = livePanel();
    live.navigated(NEXT);
    expect(asked.at(-1)).toBe("log leaves the page");
    live.observed([late]);
    log.navigated(NEXT, [], [waiting("network:1"), waiting("network:2")]);
    log.polled([waiting("network:1"), waiting("network:2")], [], NOW);
    expect(store.page.all.map(({ id }) => id)).toEqual(["c2"]);
  });

  it("with Keep log has ended what the log still has of the page before", () => {
    const { live, log, store, ended } = livePanel();
    store.settings.value = { ...store.settings.value, keepLog: true };
    live.navigated(NEXT);
    log.navigated(NEXT, [], [logged("network:1", "a2V5IG9mIDE2IGJ5dGVzIQ==")]);
    expect(ended()).toEqual(["navigation", "navigation"]);
  });

  it("is taken once while the debugger starts", () => {
    const { control, live, log, ended } = panel();
    control.start();
    live.navigated(NEXT);
    live.observed([late]);
    log.navigated(NEXT, [], []);
    expect(ended()).toEqual([null]);
    log.navigated(PAGE, [], []);
    expect(ended()).toEqual([]);
  });

  it("is taken once too when another one follows before the log has told it", () => {
    const { control, live, log, ended } = panel();
    control.start();
    live.navigated(PAGE);
    live.navigated(NEXT);
    live.observed([late]);
    log.navigated(PAGE, [], []);
    log.navigated(NEXT, [], []);
    expect(ended()).toEqual([null]);
  });
});

describe("a connection that nothing announced", () => {
  const spoke = () => messageSeen("debugger:9", message(NOW - 10));

  it("is told within a few polls on a page that says nothing more", () => {
    const { live, log, asked, store } = livePanel();
    const before = store.page.all.length;
    live.observed([spoke()]);
    const again = () => asked.filter((what) => what.startsWith("poll after")).length;
    log.polled([], [], NOW);
    expect([again(), store.page.all.length]).toEqual([1, before]);
    log.polled([], [], NOW + 2000);
    expect([again(), store.page.all.length]).toEqual([1, before + 1]);
  });

  it("asks for three more polls at most, until something is heard", () => {
    const { live, log, asked } = livePanel();
    live.observed([spoke()]);
    // Polls that began before it spoke decide nothing.
    for (let i = 0; i < 10; i++) log.polled([], [], NOW - 60_000);
    const again = () => asked.filter((what) => what.startsWith("poll after")).length;
    expect(again()).toBe(3);
    live.observed([spoke()]);
    log.polled([], [], NOW - 60_000);
    expect(again()).toBe(4);
  });
});

describe("a log that cannot be read", () => {
  it("is a gap", async () => {
    const { log, store } = panel();
    log.failed("no");
    await settle();
    expect(store.lost.value).toEqual(["noteLogUnread"]);
  });

  it("of a page that no extension may look into is that page's gap", async () => {
    const { log, store, leadTo } = panel();
    leadTo("chrome://version/");
    log.failed("no");
    await settle();
    expect([store.lost.value, store.page.url.value]).toEqual([["noteRestricted"], "chrome://version/"]);
  });
});

describe("a probe", () => {
  it("is kept as evidence when there is a response", async () => {
    const { control, store } = panel();
    expect(await control.probe("https://page.test/")).toEqual({
      kind: "response",
      status: 426,
      headers: [["Server", "nginx"]],
    });
    expect(store.page.contextAt(NOW).capture.hostResponses).toHaveLength(1);
  });

  it("that fails is told and not kept", async () => {
    const { control, store } = panel();
    expect((await control.probe("https://gone.test/")).kind).toBe("failed");
    expect(store.page.contextAt(NOW).capture.hostResponses).toEqual([]);
  });
});

describe("a rest", () => {
  it("lets go of the debugger, says so, and takes it again when somebody looks", () => {
    const { control, asked, kind, live, store } = livePanel();
    control.rest();
    expect([kind(), asked.includes("stop"), store.settings.value.live]).toEqual(["passive", true, true]);
    expect(store.lost.value).toEqual(["noteLiveRested"]);
    control.wake();
    expect(kind()).toBe("starting");
    live.started([]);
    control.wake();
    expect(asked.filter((one) => one === "start")).toHaveLength(2);
  });

  it("is no start of what was not counting", () => {
    const { control, kind, asked } = panel();
    control.rest();
    control.wake();
    expect([kind(), asked]).toEqual(["passive", []]);
  });

  it("is over when the user switches live counts off", () => {
    const { control, kind } = livePanel();
    control.rest();
    control.stop();
    control.wake();
    expect(kind()).toBe("passive");
  });
});
