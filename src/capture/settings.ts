import * as v from "valibot";
import browser from "webextension-polyfill";

const KEY = "settings";

const Stored = v.object({
  live: v.fallback(v.nullable(v.boolean()), null),
  keepLog: v.fallback(v.boolean(), false),
});

/** What is remembered from one panel to the next. `live` is null until the user has chosen. */
export type StoredSettings = v.InferOutput<typeof Stored>;

/** Reads the settings; anything unreadable counts as never chosen. */
export async function loadSettings(): Promise<StoredSettings> {
  const stored: unknown = (await browser.storage.local.get(KEY))[KEY];
  const parsed = v.safeParse(Stored, stored);
  return parsed.success ? parsed.output : { live: null, keepLog: false };
}

/** Writes the settings. */
export async function saveSettings(settings: StoredSettings): Promise<void> {
  await browser.storage.local.set({ [KEY]: settings });
}
