import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** Where a menu opens, in CSS pixels of the viewport. */
export interface Position {
  readonly x: number;
  readonly y: number;
}

/**
 * A menu as the keyboard expects one: arrows, Home, End, first letters; Escape and Tab close it, and so does a click elsewhere.
 */
export function Menu({
  label,
  position,
  onClose,
  children,
}: {
  label: string;
  position: Position;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = menu.current;
    if (element === null) return;
    // The top layer: nothing that clips or covers its place reaches it.
    element.showPopover();
    // Kept inside the window, which a docked DevTools makes small.
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(2, Math.min(position.x, window.innerWidth - width - 2))}px`;
    element.style.top = `${Math.max(2, Math.min(position.y, window.innerHeight - height - 2))}px`;
    itemsOf(element)[0]?.focus();
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !element.contains(event.target)) onClose();
    };
    const closing = new AbortController();
    document.addEventListener("pointerdown", onPointer, { capture: true, signal: closing.signal });
    window.addEventListener("blur", onClose, { signal: closing.signal });
    window.addEventListener("resize", onClose, { signal: closing.signal });
    return () => closing.abort();
  }, [position.x, position.y, onClose]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (menu.current === null) return;
    const items = itemsOf(menu.current);
    const at = items.findIndex((item) => item.matches(":focus"));
    const last = items.length - 1;
    const to =
      event.key === "ArrowDown"
        ? (at + 1) % items.length
        : event.key === "ArrowUp"
          ? (at < 1 ? items.length : at) - 1
          : event.key === "Home"
            ? 0
            : event.key === "End"
              ? last
              : items.findIndex((item) => startsWith(item, event.key));
    if (event.key === "Escape" || event.key === "Tab") onClose();
    else if (to >= 0) items[to]?.focus();
    else return;
    event.preventDefault();
    // Escape would also open DevTools' drawer.
    event.stopPropagation();
  };

  return (
    <div class="menu" role="menu" aria-label={label} popover="manual" ref={menu} onKeyDown={onKeyDown} tabIndex={-1}>
      {children}
    </div>
  );
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
}

function startsWith(item: HTMLElement, key: string): boolean {
  return key.length === 1 && key !== " " && (item.textContent ?? "").trim().toLowerCase().startsWith(key.toLowerCase());
}
