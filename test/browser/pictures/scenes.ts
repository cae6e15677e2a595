import type { Page } from "puppeteer-core";
import { compare, faultOfList, faultOfTab, filter, keyList, menuOf, openRow, review } from "../accessibility/states.ts";

/** A state of the panel that there are pictures of. */
export interface Scene {
  /** Name of its files. */
  readonly name: string;
  /** What the view's page shows. */
  readonly query: string;
  /** Not compared: its letters are of a font that machines differ in. */
  readonly isOfOtherFonts?: true;
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const RECORDED = "fixture=recorded";

const TABS = ["explanation", "handshake", "messages", "timing"] as const;

/** Every state of the panel, in the order of the contact sheet. */
export const scenes: readonly Scene[] = [
  { name: "first-run", query: "fixture=empty&capture=passive&first" },
  { name: "empty-passive", query: "fixture=empty&capture=passive" },
  { name: "empty-live", query: "fixture=empty" },
  { name: "live", query: RECORDED },
  { name: "passive", query: `${RECORDED}&capture=passive` },
  { name: "starting", query: `${RECORDED}&capture=starting` },
  { name: "stopped", query: `${RECORDED}&capture=stopped` },
  { name: "canceled", query: `${RECORDED}&capture=canceled` },
  { name: "refused", query: `${RECORDED}&capture=refused` },
  { name: "restricted-page", query: "fixture=empty&capture=restricted" },
  { name: "policy", query: `${RECORDED}&capture=policy` },
  { name: "reloaded", query: `${RECORDED}&capture=dead` },
  { name: "reloaded-empty", query: "fixture=empty&capture=dead" },
  ...TABS.map((tab) => opened(`open-${tab}`, "realtime.example.com/right/live", tab)),
  ...TABS.map((tab) => opened(`failed-${tab}`, "/no-upgrade/live", tab)),
  opened("waiting", "quotes.example.net", "explanation"),
  opened("closed", "/close/1011", "explanation"),
  opened("series", "/status/503", "explanation"),
  opened("blocked", "metrics.example.org", "explanation"),
  { name: "other-kinds", query: "fixture=kinds" },
  {
    name: "event-stream",
    query: "fixture=kinds",
    prepare: (page) => openRow(page, "app.example.com/events", "messages"),
  },
  { name: "10000-rows", query: "fixture=many" },
  { name: "timeline-loop", query: "fixture=loop" },
  { name: "timeline-drop", query: "fixture=drop" },
  { name: "timeline-cut", query: "fixture=cut" },
  { name: "filtered", query: RECORDED, prepare: (page) => filter(page, "is:failed") },
  { name: "filtered-to-nothing", query: RECORDED, prepare: (page) => filter(page, "nothing-is-named-so") },
  { name: "filter-suggestions", query: RECORDED, prepare: (page) => page.type("[role=combobox]", "is:") },
  { name: "filter-keys", query: RECORDED, prepare: offeredKeys },
  { name: "settings", query: RECORDED, prepare: (page) => page.click(".settings-button") },
  { name: "settings-german", query: `${RECORDED}&language=de`, prepare: (page) => page.click(".settings-button") },
  {
    name: "mirrored",
    isOfOtherFonts: true,
    query: `${RECORDED}&language=mirrored`,
    prepare: (page) => openRow(page, "/no-upgrade/live", "handshake"),
  },
  { name: "menu-of-reports", query: RECORDED, prepare: (page) => page.click(".export-button") },
  { name: "menu-of-row", query: RECORDED, prepare: (page) => menuOf(page, "tr[data-id]") },
  { name: "menu-of-columns", query: RECORDED, prepare: (page) => menuOf(page, ".cell-name button") },
  { name: "review", query: "files", prepare: review },
  { name: "comparison", query: "files", prepare: compare },
  { name: "keys", query: RECORDED, prepare: keyList },
  { name: "paste", query: RECORDED, prepare: (page) => page.click(".paste-button") },
  { name: "importing", query: "fixture=empty&files=reading" },
  { name: "import-failed", query: "fixture=recorded&files=failed" },
  { name: "exporting", query: `${RECORDED}&export=made` },
  { name: "export-waits", query: `${RECORDED}&export=waiting` },
  { name: "fault-line", query: RECORDED, prepare: (page) => page.evaluate("store.fault.value = { error: 1 }") },
  { name: "fault-of-tab", query: "", prepare: faultOfTab },
  { name: "fault-of-list", query: RECORDED, prepare: faultOfList },
];

function opened(name: string, end: string, tab: (typeof TABS)[number]): Scene {
  return { name, query: RECORDED, prepare: (page) => openRow(page, end, tab) };
}

async function offeredKeys(page: Page): Promise<void> {
  await page.focus("[role=combobox]");
  await page.keyboard.press("ArrowDown");
}
