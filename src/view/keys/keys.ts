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
  readonly shortcuts: readonly (readonly string[])[];
  readonly does: MessageKey;
}

/** Keys of one part of the panel. */
export interface KeyGroup {
  readonly title: MessageKey;
  readonly lines: readonly KeyLine[];
}

/**
 * All keys, as they are listed.
 *
 * @param canCountLive false where there is no debugger to count with
 */
export function keyGroups(isMac: boolean, canCountLive: boolean): readonly KeyGroup[] {
  const main = isMac ? "⌘" : "Ctrl";
  const alt = isMac ? "⌥" : "Alt";
  return [
    {
      title: "keysPanel",
      lines: [
        ...(canCountLive ? [{ shortcuts: [[main, "E"]], does: "keyLive" } as const] : []),
        { shortcuts: [[main, isMac ? "K" : "L"]], does: "keyClear" },
        { shortcuts: [[main, "F"]], does: "keyFilter" },
        { shortcuts: [["Enter"], ["Shift", "Enter"]], does: "keyMatches" },
        { shortcuts: [["?"]], does: "keyKeys" },
      ],
    },
    {
      title: "list",
      lines: [
        { shortcuts: [["↑"], ["↓"], ["Home"], ["End"], ["PgUp"], ["PgDn"]], does: "keyMove" },
        {
          shortcuts: [
            ["Shift", "↑"],
            ["Shift", "↓"],
            [main, "Click"],
            [main, "A"],
          ],
          does: "keySelect",
        },
        { shortcuts: [[main, "C"]], does: "keyCopy" },
        { shortcuts: [["Enter"]], does: "keyOpen" },
        { shortcuts: [["Esc"]], does: "keyClose" },
        { shortcuts: [["→"], ["←"]], does: "keyUnfold" },
        { shortcuts: [["Shift", "F10"], ["Menu"]], does: "keyMenu" },
      ],
    },
    {
      title: "keysHeaders",
      lines: [
        { shortcuts: [["→"], ["←"]], does: "keyColumnNext" },
        { shortcuts: [["Enter"]], does: "keyColumnSort" },
        {
          shortcuts: [
            ["Shift", "←"],
            ["Shift", "→"],
          ],
          does: "keyColumnWidth",
        },
        {
          shortcuts: [
            [alt, "←"],
            [alt, "→"],
          ],
          does: "keyColumnMove",
        },
      ],
    },
    {
      title: "timeline",
      lines: [
        { shortcuts: [["↑"], ["↓"], ["→"], ["←"]], does: "keyTimelineMove" },
        { shortcuts: [["Enter"]], does: "keyTimelineOpen" },
        { shortcuts: [["["], ["]"]], does: "keyTimelineRange" },
        {
          shortcuts: [
            ["Shift", "←"],
            ["Shift", "→"],
          ],
          does: "keyTimelineEnd",
        },
        { shortcuts: [["+"], ["−"], ["0"]], does: "keyTimelineZoom" },
        { shortcuts: [["PgUp"], ["PgDn"]], does: "keyTimelinePan" },
        { shortcuts: [["Esc"]], does: "keyTimelineBack" },
      ],
    },
  ];
}
