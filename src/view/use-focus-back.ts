import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/**
 * Keeps the focus in the panel when what has it goes: it comes to where the user can go on, instead of to nowhere.
 *
 * @param part what may go
 * @param to selectors of what gets the focus, the first that is there; the list when none is
 */
export function useFocusBack(part: RefObject<HTMLElement | null>, to = ""): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      // Its elements are still in the document while an effect is cleaned up.
      if (element === null || !element.contains(document.activeElement)) return;
      const next = to === "" ? null : document.querySelector<HTMLElement>(to);
      (next ?? document.querySelector<HTMLElement>("[role=grid]"))?.focus({ preventScroll: true });
    };
  }, [part, to]);
}
