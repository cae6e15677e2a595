import german from "../../public/_locales/de/messages.json";
import english from "../../public/_locales/en/messages.json";
import { copyText } from "../capture/save.ts";
import type { Format } from "../report/formats/registry.ts";
import type { PlannedReport } from "../store/report-of.ts";
import { Store } from "../store/store.ts";
import { provideBook } from "../view/More.tsx";
import { mountPanel } from "../view/mount.tsx";
import { provideText, t } from "../view/text.ts";
import { textIn } from "../view/text-file.ts";
import { FileImports } from "./file-imports.ts";
import { ReportExports } from "./report-exports.ts";
import { copiedSteps, formatOf, requestReport } from "./report-requests.ts";
import { inTimeSlices, pause } from "./time-slicing.ts";

/**
 * The panel as a page of its own, for people without the extension: it explains files, in any browser, from a disk, without
 * a network. Nothing is kept when it is closed.
 */

/** What the build puts in: the tool's version, and the page that holds all that Upgrades knows. */
declare const VERSION: string;
declare const BOOK: string;

// Where there is no extension, the first language of the browser that there are texts in is chosen here.
const LANGUAGES = { en: english, de: german };
const [texts = english] = navigator.languages.flatMap((language) => {
  const [base = ""] = language.split("-");
  return base === "en" || base === "de" ? [LANGUAGES[base]] : [];
});
provideText((key, substitutions) => textIn(texts, key, substitutions));
// A link of its own for as long as this page is open: beside a file nothing else may lie.
provideBook(URL.createObjectURL(new Blob([BOOK], { type: "text/html" })));

const store = new Store({ hasDebugger: false, hasPage: false });
const imports = new FileImports(store);
const exports = new ReportExports(store.exports);

function planned(ids?: readonly string[]): PlannedReport {
  return requestReport(store, { version: VERSION, browser: null }, Date.now(), ids);
}

function wantedFormat(id: Format["id"]): Format {
  const format = formatOf(id);
  if (format === null) throw new Error(t("exportFailed"));
  return format;
}

async function copy(text: string): Promise<void> {
  if (!(await copyText(text))) throw new Error(t("copyFailed"));
}

const choose = (chosen: Partial<typeof store.settings.value>): void => {
  store.settings.value = { ...store.settings.value, ...chosen };
};

/** What only an inspected page has. */
function nothing(): void {}

function start(): void {
  const container = document.querySelector("#panel");
  if (!(container instanceof HTMLElement)) return;
  mountPanel(container, store, {
    startLive: nothing,
    stopLive: nothing,
    dismissLiveOffer: nothing,
    exportReport: async (wanted, how, ids) => exports.send(planned(ids), wantedFormat(wanted), how),
    reviewReport: (ids, signal, told) => exports.review(planned(ids), signal, told),
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
    probe: () => Promise.reject(new Error("This page cannot ask a server.")),
    setKeepLog: nothing,
    setOtherPending: (otherPending) => choose({ otherPending }),
    setCountNames: (countNames) => choose({ countNames }),
    setCloseCodes: nothing,
    rememberLayout: (layout) => choose({ layout }),
    clear: () => {
      for (const { number } of store.imports.all.peek()) store.imports.remove(number);
    },
    openSource: null,
    about: () => `Upgrades ${VERSION}, ${navigator.userAgent}`,
    reloadPage: nothing,
  });
  document.documentElement.dataset["ready"] = "";
}

const fail = (error: unknown): void => {
  store.fault.value = { error };
};
addEventListener("error", ({ error, message }) => fail(error ?? message));
addEventListener("unhandledrejection", ({ reason }) => fail(reason));
start();
