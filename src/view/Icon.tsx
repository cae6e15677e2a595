import type { ComponentChildren } from "preact";

/** Drawings on a 16 by 16 grid, in the color of the text around them. */
const DRAWINGS = {
  arrows: (
    <>
      <path d="M2.5 5.5h10M9.8 2.8l2.7 2.7-2.7 2.7" />
      <path d="M13.5 10.5h-10M6.2 7.8l-2.7 2.7 2.7 2.7" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 4.7V8l2.3 1.7" />
    </>
  ),
  cross: <path d="M4 4l8 8M12 4l-8 8" />,
  ring: <circle cx="8" cy="8" r="4.5" />,
  barred: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M5.2 8h5.6" stroke-width="2" />
    </>
  ),
  check: <path d="M3 8.5l3.3 3.3L13 4.8" />,
  warning: <path d="M8 2.5L14.3 13.3H1.7zM8 6.7v3M8 11.3v.4" />,
  question: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M6.2 6.4a1.8 1.8 0 1 1 2.7 1.5c-.6.4-.9.7-.9 1.4M8 11v.4" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="6" />
      <path d="M8 7.3v3.5M8 4.9v.4" />
    </>
  ),
  file: <path d="M4 2.5h5l3 3v8H4zM9 2.5v3h3" />,
  dash: <path d="M4 8h8" />,
  unequal: <path d="M2.5 6h11M2.5 10h11M11 2.5l-6 11" />,
  clear: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M4.2 4.2l7.6 7.6" />
    </>
  ),
  funnel: <path d="M2.5 3.5h11L9.3 8.5v4l-2.6 1v-5z" />,
  columns: <path d="M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9" />,
  copy: (
    <>
      <rect x="5.5" y="5.5" width="7" height="8" rx="1" />
      <path d="M10.5 3.5v-1h-7v8.5h1" />
    </>
  ),
  download: <path d="M8 2.5v7.5M4.9 7.2L8 10.3l3.1-3.1M3 13.3h10" />,
  gear: (
    <>
      <circle cx="8" cy="8" r="2.2" />
      <path d="M7 1.8h2l.4 1.9 1.5.9 1.9-.6 1 1.7-1.4 1.3v1.9l1.4 1.4-1 1.7-1.9-.6-1.5.9-.4 1.9H7l-.4-1.9-1.5-.9-1.9.6-1-1.7 1.4-1.4V7L2.200 5.700l1-1.700 1.900.600 1.500-.900z" />
    </>
  ),
  reload: <path d="M12.8 6.5A5.2 5.2 0 1 0 13.2 9M13 3v3.7H9.3" />,
} as const satisfies Record<string, ComponentChildren>;

export type IconName = keyof typeof DRAWINGS;

/** A drawing without a name of its own: the word stands beside it, or in `label` for those who cannot see it. */
export function Icon({ name, size = 16, tone }: { name: IconName; size?: number; tone?: string }) {
  return (
    <svg
      class={tone === undefined ? "icon" : `icon tone-${tone}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      {DRAWINGS[name]}
    </svg>
  );
}
