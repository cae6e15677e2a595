import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Tells the size of an element, at once and whenever it changes.
 *
 * @param onSize gets width and height of the content box in CSS pixels
 */
export function useSize(element: RefObject<Element | null>, onSize: (width: number, height: number) => void): void {
  const latestOnSize = useRef(onSize);
  latestOnSize.current = onSize;
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    latestOnSize.current(current.clientWidth, current.clientHeight);
    const observer = new ResizeObserver(() => latestOnSize.current(current.clientWidth, current.clientHeight));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
}
