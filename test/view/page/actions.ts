import type { Report } from "../../../src/report/contract/format.ts";
import { copiedText } from "../../../src/report/copied.ts";
import { formats } from "../../../src/report/formats/registry.ts";
import { Masking } from "../../../src/report/masking/masking.ts";
import { redact } from "../../../src/report/masking/redact.ts";
import { reportOf } from "../../../src/store/report-of.ts";
import type { Store } from "../../../src/store/store.ts";
import type { Actions } from "../../../src/view/actions.ts";

/**
 * What the panel can do without a browser's debugger.
 *
 * @param now epoch milliseconds
 */
export function actionsOn(store: Store, now: number): Actions {
  function report(ids?: readonly string[]): Report {
    const tool = { version: "0.1.0", browser: null };
    const capture = { source: "debugger" as const, startedAt: now, lost: [] };
    return reportOf(store, { generatedAt: now, tool, page: store.page.url.value, capture }, ids);
  }

  return {
    probe: async () => ({ kind: "response", status: 426, headers: [["Server", "nginx/1.24.0"]] }),
    startLive: () => {
      store.capture.value = { kind: "live", since: Date.now() };
    },
    stopLive: () => {
      store.capture.value = { kind: "passive" };
    },
    dismissLiveOffer: () => {
      store.settings.value = { ...store.settings.value, live: false };
    },
    reviewReport: async (ids) => Masking.of(report(ids)),
    deliverReport: async () => "saved",
    cancelExport: () => {
      store.exports.progress.value = null;
    },
    importFiles: () => undefined,
    importText: async () => null,
    cancelImport: () => undefined,
    exportReport: async (id, how, ids) => {
      const format = formats.find((one) => one.id === id);
      if (format === undefined || how === "download") return "saved";
      await navigator.clipboard.writeText(format.render(redact(report(ids)), { color: false }));
      return "copied";
    },
    copyPart: async (part, ids) => {
      const text = copiedText(redact(report(ids)), part);
      if (text === null) throw new Error(part);
      return navigator.clipboard.writeText(text);
    },
    copyText: (text) => navigator.clipboard.writeText(text),
    setKeepLog: (keepLog) => {
      store.settings.value = { ...store.settings.value, keepLog };
    },
    setOtherPending: (otherPending) => {
      store.settings.value = { ...store.settings.value, otherPending };
    },
    setCountNames: (countNames) => {
      store.settings.value = { ...store.settings.value, countNames };
    },
    setHiddenMinutes: (hiddenMinutes) => {
      store.settings.value = { ...store.settings.value, hiddenMinutes };
    },
    setCloseCodes: (closeCodes) => {
      store.settings.value = { ...store.settings.value, closeCodes };
    },
    rememberLayout: (look) => {
      store.settings.value = { ...store.settings.value, layout: look };
    },
    clear: () => store.page.clear(),
    openSource: () => undefined,
    reloadPage: () => location.reload(),
    about: () => "Upgrades 0.1.0",
  };
}
