import { effect } from "@preact/signals";
import browser from "webextension-polyfill";
import { browserVersion } from "../capture/browser-version.ts";
import { LiveCapture } from "../capture/debugger/live-capture.ts";
import { onSearch } from "../capture/devtools-search.ts";
import { isFirefox } from "../capture/firefox.ts";
import { devtoolsNetwork, systemClock } from "../capture/network/devtools-network.ts";
import { NetworkLog } from "../capture/network/network-log.ts";
import { pageUrl } from "../capture/page-url.ts";
import { loadSettings, readSettings, saveSettings } from "../capture/settings.ts";
import { followTheme } from "../capture/theme.ts";
import type { PlannedReport } from "../store/report-of.ts";
import type { Settings } from "../store/settings.ts";
import { Store } from "../store/store.ts";
import { duration } from "../view/amounts.ts";
import { listenForFaults } from "../view/faults/uncaught.ts";
import { timeOfDay } from "../view/format.ts";
import { mountPanel } from "../view/mount.tsx";
import { provideText, t } from "../view/text.ts";
import { CaptureControl } from "./capture-control.ts";
import { ClockWatch } from "./clock-watch.ts";
import { fileActions } from "./file-actions.ts";
import { HiddenRest } from "./hidden-rest.ts";
import { requestReport } from "./report-requests.ts";

/** The clock of the ages; the numbers themselves change when messages come. */
const TICK_MS = 1000;

const { tabId } = browser.devtools.inspectedWindow;
provideText((key, substitutions) => browser.i18n.getMessage(key, substitutions));
followTheme();

const store = new Store({ hasDebugger: !isFirefox() });
const control = new CaptureControl(store, {
  openLog: (listener) => new NetworkLog(listener, devtoolsNetwork, systemClock),
  openLive: (listener) => new LiveCapture(tabId, listener),
  pageUrl: () => pageUrl(tabId),
  choose,
  now: () => Date.now(),
  time,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

const rest = new HiddenRest(systemClock, () => store.settings.peek().hiddenMinutes, control);

function time(): string {
  return timeOfDay(Date.now(), "second");
}

function choose(chosen: Partial<Settings>): void {
  store.settings.value = { ...store.settings.value, ...chosen };
  saveSettings(store.settings.value).catch(unsaved);
}

/** The storage is full, or broken: what the user chooses holds for this panel. */
function unsaved(error: unknown): void {
  store.unsaved.value = error instanceof Error ? error.message : String(error);
}

function planned(ids?: readonly string[]): PlannedReport {
  const tool = { version: browser.runtime.getManifest().version, browser: version };
  return requestReport(store, tool, Date.now(), ids);
}

/** The browser's, as reports name it; known before anything can be exported. */
let version: string | null = null;

function about(): string {
  return [`Upgrades ${browser.runtime.getManifest().version}`, ...(version === null ? [] : [version])].join(", ");
}

/** What nobody caught: the panel goes on. After a reload of the extension all its interfaces throw, which is said already. */
function fail(error: unknown): void {
  if (store.capture.peek().kind !== "dead") store.fault.value = { error };
}

async function start(): Promise<void> {
  store.settings.value = await loadSettings().catch((error: unknown) => {
    unsaved(error);
    return readSettings(undefined);
  });
  store.page.url.value = await pageUrl(tabId);
  version = await browserVersion();
  const container = document.querySelector("#panel");
  if (!(container instanceof HTMLElement)) return;
  mountPanel(container, store, {
    startLive: () => control.start(),
    stopLive: () => control.stop(),
    dismissLiveOffer: () => choose({ live: false }),
    ...fileActions(store, planned),
    probe: (url) => control.probe(url),
    setKeepLog: (keepLog) => choose({ keepLog }),
    setOtherPending: (otherPending) => choose({ otherPending }),
    setCountNames: (countNames) => control.countNames(countNames),
    setCloseCodes: (closeCodes) => choose({ closeCodes }),
    setHiddenMinutes: (hiddenMinutes) => choose({ hiddenMinutes }),
    rememberLayout: (layout) => choose({ layout }),
    clear: () => store.page.clear(),
    openSource: isFirefox()
      ? null
      : (url, line, column) => {
          chrome.devtools.panels.openResource(url, (line ?? 1) - 1, (column ?? 1) - 1);
        },
    about,
    reloadPage: () => void browser.devtools.inspectedWindow.reload(),
  });
  onSearch((text) => store.filter.search(text));
  const clocks = new ClockWatch(
    () => Date.now(),
    () => performance.now(),
  );
  setInterval(() => {
    const jump = clocks.look();
    if (jump !== null) store.note(t(jump > 0 ? "noteClockAhead" : "noteClockBack", duration(Math.abs(jump)), time()));
    if (document.visibilityState === "visible") store.now.value = Date.now();
  }, TICK_MS);
  // Whoever drives the panel from outside (tests, `upgrades record`) waits for these two.
  effect(() => {
    document.documentElement.dataset["capture"] = store.capture.value.kind;
  });
  document.addEventListener("visibilitychange", () => rest.show(document.visibilityState === "visible"));
  control.resume();
  document.documentElement.dataset["ready"] = "";
}

listenForFaults(fail);
void start();
