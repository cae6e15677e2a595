/** What is kept between two openings of the panel. */
export interface Settings {
  /** null: never asked; the panel then explains live counting once. */
  readonly live: boolean | null;
  readonly keepLog: boolean;
  /** Whether close codes are read, which costs the page a garbage collection now and then. */
  readonly closeCodes: boolean;
  /** Whether ordinary requests that stay pending are listed beside WebSockets and WebTransports. */
  readonly otherPending: boolean;
  /** Whether messages are counted by their names too: events, operations, targets, topics, methods. */
  readonly countNames: boolean;
  readonly layout: Layout;
}

/** How the user has arranged the panel. Names of columns are the view's; unknown ones mean nothing. */
export interface Layout {
  readonly hiddenColumns: readonly string[];
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** The list's share in percent beside the detail, and above it in a narrow panel. */
  readonly beside: number;
  readonly above: number;
  /** Whether the timeline is shown; null: never chosen, so it is where there are two connections and room for it. */
  readonly timeline: boolean | null;
}

/** Defaults until the user chooses. */
export const defaultSettings: Settings = {
  live: null,
  keepLog: false,
  closeCodes: true,
  otherPending: false,
  countNames: false,
  layout: { hiddenColumns: ["lifeline"], sort: null, beside: 46, above: 38, timeline: null },
};
