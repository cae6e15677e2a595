import type { MessageKey } from "../text.ts";

/** What a key does wherever the focus is. */
export type Command = "live" | "clear" | "filter" | "keys";

/** What of a key event says which command it is. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Whether the key writes into a field. */
  readonly isTyping: boolean;
}

/** Chrome's own keys of the Network panel, and the question mark. On a Mac ⌘ stands for Ctrl, and K for L. */
export function commandOf(
  { key, ctrlKey, metaKey, altKey, shiftKey, isTyping }: Pressed,
  isMac: boolean,
): Command | null {
  if (altKey) return null;
  const hasMain = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (hasMain && !shiftKey) {
    const letter = key.toLowerCase();
    if (letter === "e") return "live";
    if (letter === (isMac ? "k" : "l")) return "clear";
    return letter === "f" ? "filter" : null;
  }
  return key === "?" && !isTyping && !ctrlKey && !metaKey ? "keys" : null;
}

/** One line of the list of keys. */
export interface KeyLine {
  /** Each of them does it; the keys of one are pressed together. */
  readonly ways: readonly (readonly string[])[];
  readonly does: MessageKey;
}

/**
 * All keys, as they are listed.
 *
 * @param canCountLive false where there is no debugger to count with
 */
export function keyLines(isMac: boolean, canCountLive: boolean): readonly KeyLine[] {
  const main = isMac ? "⌘" : "Ctrl";
  return [
    ...(canCountLive ? [{ ways: [[main, "E"]], does: "keyLive" } as const] : []),
    { ways: [[main, isMac ? "K" : "L"]], does: "keyClear" },
    { ways: [[main, "F"]], does: "keyFilter" },
    { ways: [["Enter"], ["Shift", "Enter"]], does: "keyMatches" },
    { ways: [["↑"], ["↓"], ["Home"], ["End"], ["PgUp"], ["PgDn"]], does: "keyMove" },
    {
      ways: [
        ["Shift", "↑"],
        ["Shift", "↓"],
        [main, "Click"],
      ],
      does: "keySelect",
    },
    { ways: [["Enter"]], does: "keyOpen" },
    { ways: [["Esc"]], does: "keyClose" },
    { ways: [["→"], ["←"]], does: "keyUnfold" },
    { ways: [["Shift", "F10"], ["Menu"]], does: "keyMenu" },
    { ways: [["?"]], does: "keyKeys" },
  ];
}
