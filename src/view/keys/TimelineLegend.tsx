import type { JSX } from "preact";
import { type MessageKey, t } from "../text.ts";

/** What each shape of the timeline stands for, drawn as there. */
const SHAPES: readonly (readonly [shape: JSX.Element, name: MessageKey])[] = [
  [<path key="open" class="lifeline-open" d="M1 7H31" />, "legendOpen"],
  [<path key="older" class="lifeline-older" d="M1 7H31" />, "legendOlder"],
  [<path key="waiting" class="lifeline-waiting" d="M1 7H31" />, "legendWaiting"],
  [
    <g key="closed">
      <path class="lifeline-closed" d="M1 7H29" />
      <path class="lifeline-end" d="M30 2V12" />
    </g>,
    "legendClosed",
  ],
  [<path key="failed" class="lifeline-failed" d="M13 4l6 6m0-6l-6 6" />, "legendFailed"],
  [
    <g key="drop" class="legend-drop">
      <path d="M12 1h8l-4 5z" />
      <path d="M15.5 1h1v12h-1z" />
    </g>,
    "legendDrop",
  ],
];

/** What the timeline's shapes and colors mean. */
export function TimelineLegend() {
  return (
    <section aria-label={t("legend")}>
      <h3 class="keys-group">{t("legend")}</h3>
      <ul class="legend">
        {SHAPES.map(([shape, name]) => (
          <li key={name}>
            <svg class="lifeline legend-shape" width="32" height="14" viewBox="0 0 32 14" aria-hidden="true">
              {shape}
            </svg>
            {t(name)}
          </li>
        ))}
      </ul>
    </section>
  );
}
