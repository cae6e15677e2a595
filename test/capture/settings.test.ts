import { expect, test, vi } from "vitest";
import { loadSettings, readSettings, saveSettings } from "../../src/capture/settings.ts";
import { defaultSettings } from "../../src/store/settings.ts";

vi.mock("webextension-polyfill", () => ({ default: {} }));

test("nothing stored, and nothing readable, is what holds until the user chooses", () => {
  expect(readSettings(undefined)).toEqual(defaultSettings);
  expect(readSettings("x")).toEqual(defaultSettings);
  expect(readSettings({ live: 3, closeCodes: "no", layout: [] })).toEqual(defaultSettings);
});

test("what an older version has stored is kept, what it did not know is as never chosen", () => {
  expect(readSettings({ live: true, keepLog: true })).toEqual({ ...defaultSettings, live: true, keepLog: true });
});

test("the minutes are a sensible number, or none", () => {
  const minutes = [1, 60, null, 0, -5, 1e9, Number.NaN, "5"].map((hiddenMinutes) => readSettings({ hiddenMinutes }));
  expect(minutes.map(({ hiddenMinutes }) => hiddenMinutes)).toEqual([1, 60, null, 15, 15, 15, 15, 15]);
});

test("one unreadable choice does not take the others with it", () => {
  const layout = { columns: [{ id: "rate", isShown: true, width: 80 }], sort: { column: 1 }, beside: 900, above: 20 };
  expect(readSettings({ live: false, closeCodes: false, layout })).toEqual({
    live: false,
    keepLog: false,
    closeCodes: false,
    hiddenMinutes: defaultSettings.hiddenMinutes,
    countNames: false,
    otherPending: false,
    layout: { ...layout, sort: null, beside: defaultSettings.layout.beside, timeline: null },
  });
});

test("what was chosen in one panel holds in the next", async () => {
  const kept: Record<string, unknown> = { other: 1 };
  const storage = {
    get: async (key: string) => (key in kept ? { [key]: structuredClone(kept[key]) } : {}),
    set: async (items: Record<string, unknown>) => void Object.assign(kept, structuredClone(items)),
  };
  expect(await loadSettings(storage)).toEqual(defaultSettings);
  const chosen = {
    ...defaultSettings,
    live: true,
    layout: { ...defaultSettings.layout, columns: [{ id: "rate", isShown: true, width: null }], beside: 30 },
  };
  await saveSettings(chosen, storage);
  expect(await loadSettings(storage)).toEqual(chosen);
  expect(kept["other"]).toBe(1);
});
