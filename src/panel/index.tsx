import { effect } from "@preact/signals";
import browser from "webextension-polyfill";
import { browserVersion } from "../capture/browser-version.ts";
import { LiveCapture } from "../capture/debugger/live-capture.ts";
import { onSearch } from "../capture/devtools-search.ts";
import { isFirefox } from "../capture/firefox.ts";
import { devtoolsNetwork, systemClock } from "../capture/network/devtools-network.ts";
import { NetworkLog } from "../capture/network/network-log.ts";
import { pageUrl } from "../capture/page-url.ts";
import { copyText } from "../capture/save.ts";
import { loadSettings, saveSettings } from "../capture/settings.ts";
import { followTheme } from "../capture/theme.ts";
import type { Format } from "../report/formats/registry.ts";
import type { PlannedReport } from "../store/report-of.ts";
import type { Settings } from "../store/settings.ts";
import { Store } from "../store/store.ts";
import { timeOfDay } from "../view/format.ts";
import { mountPanel } from "../view/mount.tsx";
import { provideText, t } from "../view/text.ts";
import { CaptureControl } from "./capture-control.ts";
import { FileImports } from "./file-imports.ts";
import { ReportExports } from "./report-exports.ts";
import { copiedSteps, formatOf, requestReport } from "./report-requests.ts";
import { inTimeSlices, pause } from "./time-slicing.ts";

/** The clock of the ages; the numbers themselves change when messages come. */
const TICK_MS = 1000;

const { tabId } = browser.devtools.inspectedWindow;
provideText((key, substitutions) => browser.i18n.getMessage(key, substitutions));
followTheme();

const store = new Store({ hasDebugger: !isFirefox() });
const imports = new FileImports(store);
const exports = new ReportExports(store.exports);
const control = new CaptureControl(store, {
  openLog: (listener) => new NetworkLog(listener, devtoolsNetwork, systemClock),
  openLive: (listener) => new LiveCapture(tabId, listener),
  pageUrl: () => pageUrl(tabId),
  choose,
  now: () => Date.now(),
  time: () => timeOfDay(Date.now(), "second"),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

function choose(chosen: Partial<Settings>): void {
  store.settings.value = { ...store.settings.value, ...chosen };
  void saveSettings(store.settings.value);
}

function planned(ids?: readonly string[]): PlannedReport {
  const tool = { version: browser.runtime.getManifest().version, browser: version };
  return requestReport(store, tool, Date.now(), ids);
}

function wantedFormat(id: Format["id"]): Format {
  const format = formatOf(id);
  if (format === null) throw new Error(t("exportFailed"));
  return format;
}

async function copy(text: string): Promise<void> {
  if (!(await copyText(text))) throw new Error(t("copyFailed"));
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
  store.settings.value = await loadSettings();
  store.page.url.value = await pageUrl(tabId);
  version = await browserVersion();
  const container = document.querySelector("#panel");
  if (!(container instanceof HTMLElement)) return;
  mountPanel(container, store, {
    startLive: () => control.start(),
    stopLive: () => control.stop(),
    dismissLiveOffer: () => choose({ live: false }),
    exportReport: async (wanted, how, ids) => exports.send(planned(ids), wantedFormat(wanted), how),
    reviewReport: (ids, signal, onProgress) => exports.review(planned(ids), signal, onProgress),
    deliverReport: async (masking, kept, wanted, how) => exports.sendReviewed(masking, kept, wantedFormat(wanted), how),
    cancelExport: () => exports.cancel(),
    copyPart: async (part, ids) => {
      const text = await inTimeSlices(copiedSteps(planned(ids), part), new AbortController().signal, pause);
      if (text === null) throw new Error(t("copyFailed"));
      return copy(text);
    },
    importFiles: (files) => imports.start(files),
    cancelImport: () => imports.cancel(),
    copyText: copy,
    probe: (url) => control.probe(url),
    setKeepLog: (keepLog) => choose({ keepLog }),
    setOtherPending: (otherPending) => choose({ otherPending }),
    setCountNames: (countNames) => control.countNames(countNames),
    setCloseCodes: (closeCodes) => choose({ closeCodes }),
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
  setInterval(() => {
    if (document.visibilityState === "visible") store.now.value = Date.now();
  }, TICK_MS);
  // Whoever drives the panel from outside (tests, `upgrades record`) waits for these two.
  effect(() => {
    document.documentElement.dataset["capture"] = store.capture.value.kind;
  });
  control.resume();
  document.documentElement.dataset["ready"] = "";
}

addEventListener("error", ({ error, message }) => fail(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => fail(reason));
void start();
