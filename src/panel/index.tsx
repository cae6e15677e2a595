import { effect } from "@preact/signals";
import browser from "webextension-polyfill";
import { browserVersion } from "../capture/browser-version.ts";
import { LiveCapture } from "../capture/debugger/live-capture.ts";
import { onSearch } from "../capture/devtools-search.ts";
import { devtoolsNetwork, systemClock } from "../capture/network/devtools-network.ts";
import { NetworkLog } from "../capture/network/network-log.ts";
import { pageUrl } from "../capture/page-url.ts";
import { copyText } from "../capture/save.ts";
import { loadSettings, saveSettings } from "../capture/settings.ts";
import { followTheme } from "../capture/theme.ts";
import { atOnce } from "../report/build/steps.ts";
import { type Format, formats } from "../report/formats/registry.ts";
import { redact } from "../report/masking/redact.ts";
import { reproductions } from "../report/reproduce/reproduce.ts";
import { type PlannedReport, planReport } from "../store/report-of.ts";
import type { Settings } from "../store/settings.ts";
import { Store } from "../store/store.ts";
import { mountPanel } from "../view/mount.tsx";
import { provideText, t } from "../view/text.ts";
import { FileImports } from "./file-imports.ts";
import { isRestrictedPage, refusalText } from "./refusal.ts";
import { ReportExports } from "./report-exports.ts";

/** The clock of the ages; the numbers themselves change when messages come. */
const TICK_MS = 1000;

/** After an end of the session, how often and at which distance in milliseconds the tab's address is asked for. */
const NEWS_TRIES = 5;
const NEWS_MS = 300;

const { tabId } = browser.devtools.inspectedWindow;
provideText((key, substitutions) => browser.i18n.getMessage(key, substitutions));
followTheme();

const store = new Store();
const imports = new FileImports(store);
const exports = new ReportExports(store.exports);
const time = () => new Date().toLocaleTimeString();

const log = new NetworkLog(
  {
    looked: (logged, neighbours, lookedAt) => store.look(logged, neighbours, lookedAt),
    finished: (logged) => store.observe([logged]),
    neighbour: (neighbour) => store.addNeighbours([neighbour]),
    navigated: (url, ofNewPage) => {
      if (goesOnLater) startLive();
      goesOnLater = false;
      // While the debugger counts, its own event says it earlier and in order with all others.
      if (store.capture.value.kind !== "live") store.navigated(url, Date.now(), ofNewPage);
    },
    failed: (message) => {
      void isRestricted().then((restricted) => {
        if (!restricted) store.note(t("noteLogUnread", time(), message));
      });
    },
  },
  devtoolsNetwork,
  systemClock,
);

const live = new LiveCapture(tabId, {
  observed: (batch) => {
    store.observe(batch);
    if (store.awaitsPoll) log.lookSoon();
  },
  started: () => {
    store.capture.value = { kind: "live", since: Date.now() };
    log.setLive(true);
    log.lookSoon();
  },
  refused: (message) => backToPassive(refusalText(message)),
  stopped: (reason) => {
    if (reason !== "canceled_by_user") return void sessionEnded();
    endLive();
    store.capture.value = { kind: "canceled" };
    choose({ live: false });
  },
  navigated: (url) => store.navigated(url, Date.now()),
  crashed: () => {
    store.targetGone(Date.now());
    store.note(t("noteCrashed", time()));
  },
  orphaned: () => {
    endLive();
    store.capture.value = { kind: "dead", why: t("deadReloaded") };
  },
});

/** Whether live counts are to be started again with the next page. */
let goesOnLater = false;

/** Chrome ends the session also when the tab is led to a page that no extension may look into. */
async function sessionEnded(): Promise<void> {
  backToPassive(t("stoppedTargetClosed"));
  // The tab has its new address a moment later.
  for (let i = 0; i < NEWS_TRIES && !(await isRestricted()); i++)
    await new Promise((next) => setTimeout(next, NEWS_MS));
}

/** Finds out whether the tab shows such a page: no event tells of it, and what the page before it had open has ended. */
async function isRestricted(): Promise<boolean> {
  const url = await pageUrl(tabId);
  if (url === null || !isRestrictedPage(url)) return false;
  if (url !== store.page.value) {
    store.navigated(url, Date.now());
    store.note(t("noteRestricted", time()));
  }
  if (store.capture.value.kind === "refused" && store.settings.value.live === true) {
    store.capture.value = { kind: "refused", why: t("stoppedRestricted") };
    goesOnLater = true;
  }
  return true;
}

function startLive(): void {
  store.capture.value = { kind: "starting" };
  live.start(store.settings.value.closeCodes);
}

function endLive(): void {
  if (store.capture.value.kind === "live") store.note(t("noteLiveStopped", time()));
  store.paused(Date.now());
  log.setLive(false);
  log.lookSoon();
}

function backToPassive(why: string): void {
  endLive();
  store.capture.value = { kind: "refused", why };
}

function choose(chosen: Partial<Settings>): void {
  store.settings.value = { ...store.settings.value, ...chosen };
  void saveSettings(store.settings.value);
}

/** A report of what is there at this moment. */
function planned(ids?: readonly string[]): PlannedReport {
  const meta = {
    generatedAt: Date.now(),
    tool: { version: browser.runtime.getManifest().version, browser: version },
    page: store.page.value,
    capture: {
      source: store.capture.value.kind === "live" ? ("debugger" as const) : ("network" as const),
      startedAt: store.startedAt.value,
      lost: store.lost.value,
    },
  };
  return planReport(store, meta, ids);
}

function formatOf(wanted: Format["id"]): Format {
  const format = formats.find(({ id }) => id === wanted);
  if (format === undefined) throw new Error(t("exportFailed"));
  return format;
}

async function copy(text: string): Promise<void> {
  if (!(await copyText(text))) throw new Error(t("copyFailed"));
}

/** The browser's, as reports name it; known before anything can be exported. */
let version: string | null = null;

async function start(): Promise<void> {
  store.settings.value = await loadSettings();
  store.page.value = await pageUrl(tabId);
  version = await browserVersion();
  const container = document.querySelector("#panel");
  if (!(container instanceof HTMLElement)) return;
  mountPanel(container, store, {
    startLive: () => {
      choose({ live: true });
      startLive();
    },
    stopLive: () => {
      choose({ live: false });
      live.stop();
      endLive();
      store.capture.value = { kind: "passive" };
    },
    dismissLiveOffer: () => choose({ live: false }),
    exportReport: async (wanted, how, ids) => exports.send(planned(ids), formatOf(wanted), how),
    reviewReport: (ids, signal, told) => exports.review(planned(ids), signal, told),
    deliverReport: async (masking, kept, wanted, how) => exports.sendReviewed(masking, kept, formatOf(wanted), how),
    cancelExport: () => exports.cancel(),
    copyReproduction: async (wanted, id) => {
      const [connection] = redact(atOnce(planned([id]).steps)).connections;
      const way = reproductions.find((candidate) => candidate.id === wanted);
      const text = connection === undefined ? null : (way?.text(connection) ?? null);
      if (text === null) throw new Error(t("copyFailed"));
      return copy(text);
    },
    importFiles: (files) => imports.start(files),
    cancelImport: () => imports.cancel(),
    copyText: copy,
    probe: async (url) => {
      const result = await live.probe(url, false);
      if (result.kind === "failed") return result;
      store.addProbed(result.answer);
      return { kind: "answered", status: result.answer.status, headers: result.answer.headers };
    },
    setKeepLog: (keepLog) => choose({ keepLog }),
    setOtherPending: (otherPending) => choose({ otherPending }),
    setCloseCodes: (closeCodes) => choose({ closeCodes }),
    rememberLook: (look) => choose({ look }),
    clear: () => store.clear(),
    openSource: (url, line, column) => {
      chrome.devtools.panels.openResource(url, (line ?? 1) - 1, (column ?? 1) - 1);
    },
    reloadPage: () => void browser.devtools.inspectedWindow.reload(),
  });
  onSearch((text) => store.search(text));
  setInterval(() => {
    if (document.visibilityState === "visible") store.now.value = Date.now();
  }, TICK_MS);
  // Whoever drives the panel from outside (tests, `upgrades record`) waits for these two.
  effect(() => {
    document.documentElement.dataset["capture"] = store.capture.value.kind;
  });
  if (store.settings.value.live === true) startLive();
  document.documentElement.dataset["ready"] = "";
}

void start();
