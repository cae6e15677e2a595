import type { Report } from "../../../src/report/contract/format.ts";
import { copiedText } from "../../../src/report/copied.ts";
import { Masking } from "../../../src/report/masking/masking.ts";
import { redact } from "../../../src/report/masking/redact.ts";
import type { CaptureState } from "../../../src/store/capture-state.ts";
import { reportOf } from "../../../src/store/report-of.ts";
import { defaultSettings } from "../../../src/store/settings.ts";
import { Store } from "../../../src/store/store.ts";
import type { Actions } from "../../../src/view/actions.ts";
import { mountPanel } from "../../../src/view/mount.tsx";
import { t } from "../../../src/view/text.ts";
import { isLanguage, speak } from "../languages.ts";
import { crowd, cut, drop, loop } from "../timeline/patterns.ts";
import { addFiles } from "./files.ts";
import { kinds, many, of, usual } from "./fixtures.ts";

// `npx vite test/view/page` shows the view alone, with made-up connections.
// Which fixture and which state of the capture stand in the address: ?fixture=many&capture=canceled&live=on&files=failed&export=made&language=de
const wanted = new URLSearchParams(location.search);
const language = wanted.get("language") ?? "en";
speak(isLanguage(language) ? language : "en");

const now = Date.now();
const fixture = wanted.get("fixture") ?? "usual";
const fixtures: Readonly<Record<string, () => Store>> = {
  empty: () => new Store(),
  many: () => many(now),
  kinds: () => kinds(now),
  loop: () => of(loop(now), now),
  drop: () => of(drop(now), now),
  cut: () => of(cut(now), now),
  crowd: () => of(crowd(now, 10_000), now),
};
const store = (fixtures[fixture] ?? (() => usual(now)))();
const captures: Readonly<Record<string, CaptureState>> = {
  passive: { kind: "passive" },
  starting: { kind: "starting" },
  live: { kind: "live", since: now },
  canceled: { kind: "canceled" },
  refused: { kind: "refused", why: t("refusedRestricted") },
  dead: { kind: "dead", why: t("deadReloaded") },
};
store.capture.value = captures[wanted.get("capture") ?? "live"] ?? { kind: "passive" };
store.settings.value = {
  ...defaultSettings,
  live: wanted.has("first") ? null : true,
  otherPending: fixture === "kinds" && !wanted.has("few"),
};
const exporting = { format: "Markdown", connections: 10_000, share: 0.43 };
if (wanted.get("export") === "made") store.exports.progress.value = exporting;
if (wanted.get("export") === "waiting") store.exports.waiting.value = { format: "Markdown", text: "# Report" };
if (wanted.has("files")) addFiles(store, now, wanted.get("files") ?? "");
const theme = wanted.get("theme");
if (theme !== null) document.documentElement.style.colorScheme = theme;

function report(ids?: readonly string[]): Report {
  const tool = { version: "0.1.0", browser: null };
  const capture = { source: "debugger" as const, startedAt: now, lost: [] };
  return reportOf(store, { generatedAt: now, tool, page: store.page.url.value, capture }, ids);
}

const actions: Actions = {
  probe: async () => ({ kind: "answered", status: 426, headers: [["Server", "nginx/1.24.0"]] }),
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
  cancelImport: () => undefined,
  exportReport: async () => "saved",
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

const container = document.querySelector("#panel");
if (container !== null) mountPanel(container, store, actions);
if (!wanted.has("still")) {
  setInterval(() => {
    store.now.value = Date.now();
  }, 1000);
}
// For a look from the console and for pictures.
Object.assign(globalThis, { store });
