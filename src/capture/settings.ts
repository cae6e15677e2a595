import * as v from "valibot";
import browser from "webextension-polyfill";

const KEY = "settings";

const Sort = v.nullable(v.object({ column: v.string(), descending: v.boolean() }));

/** Defaults until the user chooses. */
const LAYOUT = { hiddenColumns: ["lifeline"], sort: null, beside: 46, above: 38, timeline: null } as const;

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(100));

const Layout = v.object({
  hiddenColumns: v.fallback(v.pipe(v.array(v.string()), v.readonly()), LAYOUT.hiddenColumns),
  sort: v.fallback(Sort, null),
  beside: v.fallback(Share, LAYOUT.beside),
  above: v.fallback(Share, LAYOUT.above),
  timeline: v.fallback(v.nullable(v.boolean()), LAYOUT.timeline),
});

const Stored = v.object({
  live: v.fallback(v.nullable(v.boolean()), null),
  keepLog: v.fallback(v.boolean(), false),
  closeCodes: v.fallback(v.boolean(), true),
  otherPending: v.fallback(v.boolean(), false),
  countNames: v.fallback(v.boolean(), false),
  layout: v.fallback(Layout, LAYOUT),
});

/** What is remembered from one panel to the next. `live` is null until the user has chosen. */
export type StoredSettings = v.InferOutput<typeof Stored>;

/**
 * Makes settings of what was stored; whatever is missing or unreadable counts as never chosen.
 *
 * @param stored not trusted
 */
export function readSettings(stored: unknown): StoredSettings {
  const parsed = v.safeParse(Stored, stored);
  return parsed.success
    ? parsed.output
    : { live: null, keepLog: false, closeCodes: true, otherPending: false, countNames: false, layout: LAYOUT };
}

/** Where settings are kept. */
interface Storage {
  get(key: string): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
}

/**
 * Reads the settings.
 *
 * @throws Error when the storage cannot be read
 */
export async function loadSettings(storage: Storage = browser.storage.local): Promise<StoredSettings> {
  return readSettings((await storage.get(KEY))[KEY]);
}

/**
 * Writes the settings.
 *
 * @throws Error when the storage cannot be written
 */
export async function saveSettings(settings: StoredSettings, storage: Storage = browser.storage.local): Promise<void> {
  await storage.set({ [KEY]: settings });
}
