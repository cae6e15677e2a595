import type { ComponentChildren } from "preact";
import type { IconName } from "../Icon.tsx";
import { t } from "../text.ts";
import { Line } from "./Line.tsx";

/**
 * A line about work that goes on, with how far it is and what stops it. Only its text is told to screen readers as it comes;
 * the numbers, which change many times a second, are the bar's to show when it is asked.
 */
export function ProgressLine({
  icon,
  text,
  value,
  max,
  onCancel,
  focusBack,
  children,
}: {
  icon: IconName;
  text: string;
  value: number;
  max: number;
  onCancel: () => void;
  focusBack: string;
  /** The numbers. */
  children: ComponentChildren;
}) {
  return (
    <Line icon={icon} tone="info" focusBack={focusBack}>
      <span>
        {text}
        <span class="tone-dim tabular" aria-hidden="true">
          {" "}
          · {children}
        </span>
        <progress class="line-progress" aria-label={text} max={max} value={value} />
      </span>
      <button type="button" class="tonal" onClick={onCancel}>
        {t("cancel")}
      </button>
    </Line>
  );
}
