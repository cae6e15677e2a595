import german from "../../public/_locales/de/messages.json";
import english from "../../public/_locales/en/messages.json";
import type { PlannedReport } from "../store/report-of.ts";
import { Store } from "../store/store.ts";
import { listenForFaults } from "../view/faults/uncaught.ts";
import { provideBook } from "../view/More.tsx";
import { mountPanel } from "../view/mount.tsx";
import { provideText } from "../view/text.ts";
import { textIn } from "../view/text-file.ts";
import { fileActions } from "./file-actions.ts";
import { requestReport } from "./report-requests.ts";

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

function planned(ids?: readonly string[]): PlannedReport {
  return requestReport(store, { version: VERSION, browser: null }, Date.now(), ids);
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
    ...fileActions(store, planned),
    probe: () => Promise.reject(new Error("This page cannot ask a server.")),
    setKeepLog: nothing,
    setOtherPending: (otherPending) => choose({ otherPending }),
    setCountNames: (countNames) => choose({ countNames }),
    setCloseCodes: nothing,
    setHiddenMinutes: nothing,
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
listenForFaults(fail);
start();
