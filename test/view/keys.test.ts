import { describe, expect, test } from "vitest";
import { commandOf, keyLines, type Pressed } from "../../src/view/keys/keys.ts";

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isTyping: false };
const ctrl = (key: string): Pressed => ({ ...NONE, key, ctrlKey: true });
const command = (key: string): Pressed => ({ ...NONE, key, metaKey: true });

describe("keys", () => {
  test.each([
    ["e", "live"],
    ["l", "clear"],
    ["f", "filter"],
  ] as const)("Ctrl+%s", (key, wanted) => {
    expect(commandOf(ctrl(key), false)).toBe(wanted);
    expect(commandOf({ ...ctrl(key.toUpperCase()), isTyping: true }, false)).toBe(wanted);
  });

  test.each([
    ["e", "live"],
    ["k", "clear"],
    ["f", "filter"],
  ] as const)("⌘%s", (key, wanted) => expect(commandOf(command(key), true)).toBe(wanted));

  test.each([
    ["another system's modifier", command("e"), false],
    ["another system's modifier on a Mac", ctrl("e"), true],
    ["the address bar's key on a Mac", command("l"), true],
    ["AltGr, which is Ctrl and Alt", { ...ctrl("e"), altKey: true }, false],
    ["a combination with Shift", { ...ctrl("F"), shiftKey: true }, false],
    ["a letter alone", { ...NONE, key: "e" }, false],
    ["a question mark that is typed", { ...NONE, key: "?", shiftKey: true, isTyping: true }, false],
  ])("leaves %s alone", (_, pressed, isMac) => expect(commandOf(pressed, isMac)).toBeNull());

  test("a question mark, which has Shift on most keyboards, lists them all", () => {
    expect(commandOf({ ...NONE, key: "?", shiftKey: true }, false)).toBe("keys");
    expect(commandOf({ ...NONE, key: "?" }, true)).toBe("keys");
  });

  test("are listed as this keyboard has them", () => {
    const first = (isMac: boolean, canCountLive = true) =>
      keyLines(isMac, canCountLive).map(({ shortcuts: [way = []] }) => way.join("+"));
    expect(first(false)).toEqual(expect.arrayContaining(["Ctrl+E", "Ctrl+L", "Ctrl+F", "?"]));
    expect(first(false, false)).not.toContain("Ctrl+E");
    expect(first(true)).toEqual(expect.arrayContaining(["⌘+E", "⌘+K", "⌘+F", "?"]));
  });
});
