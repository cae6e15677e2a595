import type { Page } from "puppeteer-core";

/** A state of the panel: the address of the page that shows it, and what is done there. */
export interface PanelState {
  readonly name: string;
  readonly query: string;
  /** What is judged of it, when the rest is another state's; a selector. */
  readonly part?: string;
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** It is prepared again for each width: menus close when the window changes. */
  readonly isMenu?: true;
}

const TABS = ["explanation", "handshake", "messages", "timing"] as const;

type Tab = (typeof TABS)[number];

/** The end of an address, and the tabs of its upgrade that are like no other's. */
type Row = readonly [end: string, tabs: readonly Tab[]];

/** Rows of the fixtures, by what their upgrade is. */
const ROWS = {
  open: ["/live", TABS],
  refused: ["/chat", TABS],
  series: ["/notifications", TABS],
  pending: ["/prices", ["explanation", "handshake", "messages"]],
  closed: ["localhost", ["explanation", "timing"]],
  http2: ["/graphql", ["explanation", "handshake"]],
  blocked: ["/collect", ["explanation", "handshake", "timing"]],
} as const satisfies Readonly<Record<string, Row>>;

const OTHER_KINDS: Readonly<Record<string, Row>> = {
  events: ["app.example.com/events", TABS],
  transport: [":4433/media", ["explanation", "handshake"]],
  poll: ["/updates", ["explanation", "handshake"]],
};

/** Every state of the panel that is judged. */
export const states: readonly PanelState[] = [
  { name: "list", query: "" },
  { name: "list, 10,000 rows", query: "fixture=many" },
  { name: "list, other kinds", query: "fixture=kinds" },
  { name: "list, nothing yet", query: "fixture=empty" },
  { name: "list, first run", query: "fixture=empty&capture=passive&first" },
  ...["passive", "starting", "canceled", "refused", "stopped", "restricted", "policy", "dead"].map((capture) => ({
    name: `capture ${capture}`,
    query: `capture=${capture}`,
  })),
  { name: "nothing, dead", query: "fixture=empty&capture=dead" },
  { name: "files", query: "files" },
  { name: "files, one failed", query: "files=failed" },
  { name: "files, one is read", query: "files=reading" },
  { name: "export is made", query: "export=made" },
  { name: "export waits", query: "export=waiting" },
  ...Object.entries(ROWS).flatMap(([name, [end, tabs]]) => tabsOf(name, "", end, tabs)),
  ...Object.entries(OTHER_KINDS).flatMap(([name, [end, tabs]]) => tabsOf(name, "fixture=kinds", end, tabs)),
  ...tabsOf("from a file", "files", "/cart", TABS),
  { name: "filtered to nothing", query: "", prepare: (page) => filter(page, "nothing-is-named-so") },
  { name: "filter with a problem", query: "", prepare: (page) => filter(page, "hots:app") },
  { name: "filter with suggestions", query: "", prepare: (page) => page.type("[role=combobox]", "is:") },
  { name: "settings", query: "", prepare: (page) => page.click(".settings-button") },
  { name: "menu of reports", query: "", isMenu: true, prepare: (page) => page.click(".export-button") },
  { name: "menu of columns", query: "", isMenu: true, prepare: (page) => menuOf(page, ".cell-name button") },
  { name: "menu of a row", query: "", isMenu: true, prepare: (page) => menuOf(page, "tr[data-id]") },
  { name: "row selected and unfolded", query: "", prepare: (page) => page.click(".fold") },
  { name: "menu of several rows", query: "", prepare: menuOfSeveral },
  { name: "menu of reports, several rows selected", query: "", prepare: reportsOfSeveral },
  { name: "comparison", query: "files", part: ".detail", prepare: compare },
  { name: "comparison, everything", query: "files", part: ".detail", prepare: compareEverything },
  { name: "review of a report", query: "", prepare: review },
  { name: "list of keys", query: "", prepare: keyList },
  { name: "text to paste", query: "", prepare: (page) => page.click(".paste-button") },
  { name: "handshake as it was sent", query: "", prepare: raw },
  { name: "fault of the capture", query: "", prepare: (page) => page.evaluate("store.fault.value = { error: 1 }") },
  { name: "fault of a tab", query: "", prepare: faultOfTab },
  { name: "fault of the list", query: "", prepare: faultOfList },
];

function tabsOf(name: string, query: string, end: string, tabs: readonly Tab[]): readonly PanelState[] {
  return tabs.map((tab) => ({
    name: `${name}: ${tab}`,
    query,
    ...(tab === "explanation" ? {} : { part: ".detail" }),
    prepare: (page) => openRow(page, end, tab),
  }));
}

/** Opens the details of the first row whose address has an end, in a tab. */
export async function openRow(page: Page, end: string, tab: Tab): Promise<void> {
  const isThere = await page.evaluate(`(() => {
    const row = [...document.querySelectorAll("tr[data-id]")].find((one) =>
      one.querySelector(".name").title.split("\\n")[0].includes(${JSON.stringify(end)}));
    store.tab.value = ${JSON.stringify(tab)};
    row?.querySelector(".name-text").click();
    return row !== undefined;
  })()`);
  if (isThere !== true) throw new Error(`No row is for ${end}.`);
  await page.waitForSelector(`#tab-${tab}[aria-selected=true]`);
}

/** Types a filter. */
export function filter(page: Page, text: string): Promise<unknown> {
  return page.evaluate(`store.filter.text.value = ${JSON.stringify(text)}`);
}

/** Opens the menu of something that has one. */
export async function menuOf(page: Page, selector: string): Promise<void> {
  await page.click(selector, { button: "right" });
  await page.waitForSelector("[role=menu]");
}

/** Selects two rows, one of them of a file where there is one. */
async function selectTwo(page: Page): Promise<void> {
  const [first] = await page.$$("tr[data-id] .name-text");
  const chat = await page.$(`tr[data-id] .name[title^="wss://app.example.com/chat"] .name-text`);
  // With Ctrl from the first on: a row chosen alone would open its details, which cover a narrow list.
  await page.keyboard.down("Control");
  await first?.click();
  await chat?.click();
  await page.keyboard.up("Control");
  await page.waitForSelector("tr[aria-selected=true] ~ tr[aria-selected=true]");
}

async function menuOfSeveral(page: Page): Promise<void> {
  await selectTwo(page);
  // The one chosen last: for it a low list has scrolled, and the other may lie under the head.
  await menuOf(page, "tr[aria-selected=true] ~ tr[aria-selected=true]");
}

async function reportsOfSeveral(page: Page): Promise<void> {
  await selectTwo(page);
  await page.click(".export-button");
  await page.waitForSelector("[role=menuitemradio]");
}

/** Compares two rows, by the menu of one: a narrow toolbar has no button for it. */
export async function compare(page: Page): Promise<void> {
  await menuOfSeveral(page);
  // The first, in whatever language.
  await page.click("[role=menu] [role=menuitem]");
  await page.waitForSelector(".comparison .compared-differs");
}

async function compareEverything(page: Page): Promise<void> {
  await compare(page);
  await page.click(".comparison input");
}

/** Opens the dialog that shows what a report masks. */
export async function review(page: Page): Promise<void> {
  await page.click(".export-button");
  await (await page.waitForSelector("::-p-xpath(//button[@role='menuitem'][contains(., '…')])"))?.click();
  await page.waitForSelector("dialog .review-row");
}

/** Opens the list of keys. */
export async function keyList(page: Page): Promise<void> {
  await page.keyboard.type("?");
  await page.waitForSelector("dialog.keys[open]");
}

async function raw(page: Page): Promise<void> {
  await openRow(page, ROWS.open[0], "handshake");
  await await page.click("[role=tabpanel] .switch-bar input");
}

/** Has the tab Timing throw while it is drawn. */
export async function faultOfTab(page: Page): Promise<void> {
  await openRow(page, ROWS.open[0], "timing");
  await page.evaluate(`Object.defineProperty(store, "explanation", { get() { throw new TypeError("broken") } })`);
  await page.evaluate("store.now.value++");
  await page.waitForSelector("[role=tabpanel] .fault");
}

/** Has the list throw while rows are drawn. */
export async function faultOfList(page: Page): Promise<void> {
  await filter(page, "nothing-is-named-so");
  await page.waitForSelector("tr[data-id]", { hidden: true });
  await page.evaluate(`Object.defineProperty(store, "upgrade", { get() { throw new TypeError("broken") } })`);
  await filter(page, "");
  await page.waitForSelector(".fault");
}
