import type { JSX } from "preact";
import { type MessageKey, t } from "../text.ts";

/** What each shape of the timeline stands for, drawn as there. */
const SHAPES: Readonly<Partial<Record<MessageKey, JSX.Element>>> = {
  legendOpen: <path class="lifeline-open" d="M1 7H31" />,
  legendOlder: <path class="lifeline-older" d="M1 7H31" />,
  legendWaiting: <path class="lifeline-waiting" d="M1 7H31" />,
  legendClosed: (
    <g>
      <path class="lifeline-closed" d="M1 7H29" />
      <path class="lifeline-end" d="M30 2V12" />
    </g>
  ),
  legendFailed: <path class="lifeline-failed" d="M13 4l6 6m0-6l-6 6" />,
  legendFailedAgain: (
    <g>
      <path class="lifeline-failed lifeline-failures" d="M5 7H27" />
      <path class="lifeline-failed" d="M2 4l6 6m0-6l-6 6M13 4l6 6m0-6l-6 6M24 4l6 6m0-6l-6 6" />
    </g>
  ),
  legendDrop: (
    <g class="legend-drop">
      <path d="M12 1h8l-4 5z" />
      <path d="M15.5 1h1v12h-1z" />
    </g>
  ),
};

/** In the order of a connection's life. */
const ORDER = [
  "legendOpen",
  "legendOlder",
  "legendWaiting",
  "legendClosed",
  "legendFailed",
  "legendFailedAgain",
  "legendDrop",
] as const;

/** What the timeline's shapes and colors mean. */
export function TimelineLegend() {
  return (
    <section aria-label={t("legend")}>
      <h3 class="keys-group">{t("legend")}</h3>
      <ul class="legend">
        {ORDER.map((name) => (
          <li key={name}>
            <svg class="lifeline legend-shape" width="32" height="14" viewBox="0 0 32 14" aria-hidden="true">
              {SHAPES[name]}
            </svg>
            {t(name)}
          </li>
        ))}
      </ul>
    </section>
  );
}
