import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Icon, type IconName } from "../Icon.tsx";
import { useFocusBack } from "../use-focus-back.ts";

/** A line under the toolbar that reports one thing, and goes when it is dismissed or over. */
export function Line({
  icon,
  tone,
  onDismiss,
  dismissLabel,
  focusBack,
  children,
}: {
  icon: IconName;
  tone: "info" | "warning";
  onDismiss?: () => void;
  dismissLabel?: string;
  /** Selector of what gets the focus when the line goes with it; the list when left out. */
  focusBack?: string;
  children: ComponentChildren;
}) {
  const line = useRef<HTMLDivElement>(null);
  useFocusBack(line, focusBack);
  return (
    <div class={`line line-${tone}`} role="status" ref={line}>
      <Icon name={icon} />
      {children}
      {onDismiss !== undefined && (
        <button
          type="button"
          class="tool line-dismiss"
          aria-label={dismissLabel}
          title={dismissLabel}
          onClick={onDismiss}
        >
          <Icon name="cross" size={14} />
        </button>
      )}
    </div>
  );
}
