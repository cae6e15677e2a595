import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../Icon.tsx";

/** A line under the toolbar that tells of one thing, and goes when it is dismissed or over. */
export function Line({
  icon,
  tone,
  onDismiss,
  dismissLabel,
  children,
}: {
  icon: IconName;
  tone: "info" | "warning";
  onDismiss?: () => void;
  dismissLabel?: string;
  children: ComponentChildren;
}) {
  return (
    <div class={`line line-${tone}`} role="status">
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
