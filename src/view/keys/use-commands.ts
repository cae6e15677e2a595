import { useEffect, useRef } from "preact/hooks";
import { type Command, commandOf } from "./keys.ts";

/** Whether the keyboard is a Mac's. */
export function isMacKeyboard(): boolean {
  return /mac/i.test(navigator.platform);
}

/** Does what a key asks for wherever the focus is, unless a dialog is open. */
export function useCommands(run: (command: Command) => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const listening = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandOf({ ...pressed(event), isTyping: isTyping(event.target) }, isMacKeyboard());
      if (command === null || document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      // DevTools would do the same in its own search and panels.
      event.stopPropagation();
      if (!event.repeat) latest.current(command);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true, signal: listening.signal });
    return () => listening.abort();
  }, []);
}

function pressed({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent) {
  return { key, ctrlKey, metaKey, altKey, shiftKey };
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select") !== null;
}
