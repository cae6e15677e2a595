import type { Signal } from "@preact/signals";
import type { RefObject } from "preact";
import { t } from "../text.ts";

const [LEAST, MOST, STEP] = [15, 85, 2];

/** Between list and detail: drag it, or move it with the arrows, Home and End. */
export function Divider({
  share,
  isNarrow,
  container,
}: {
  /** The list's share in percent. */
  share: Signal<number>;
  isNarrow: boolean;
  container: RefObject<HTMLElement | null>;
}) {
  const set = (percent: number) => {
    share.value = Math.round(Math.min(MOST, Math.max(LEAST, percent)) * 10) / 10;
  };
  const onPointerMove = (event: PointerEvent) => {
    const { currentTarget } = event;
    if (!(currentTarget instanceof Element) || !currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = container.current?.getBoundingClientRect();
    if (box === undefined) return;
    // The list is where lines begin.
    const before = isMirrored(currentTarget) ? box.right - event.clientX : event.clientX - box.left;
    set(isNarrow ? ((event.clientY - box.top) / box.height) * 100 : (before / box.width) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const beside = isMirrored(event.currentTarget) ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
    const [less, more] = isNarrow ? ["ArrowUp", "ArrowDown"] : beside;
    if (event.key === less) set(share.value - STEP);
    else if (event.key === more) set(share.value + STEP);
    else if (event.key === "Home") set(LEAST);
    else if (event.key === "End") set(MOST);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves has a value and the focus; hr has neither
    <div
      class="divider"
      role="separator"
      tabIndex={0}
      aria-label={t(isNarrow ? "dividerNarrow" : "divider")}
      aria-orientation={isNarrow ? "horizontal" : "vertical"}
      aria-valuenow={Math.round(share.value)}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

function isMirrored(element: EventTarget | null): boolean {
  return element instanceof Element && getComputedStyle(element).direction === "rtl";
}
