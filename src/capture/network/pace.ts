/** How gently the log is read. */
export interface Pace {
  /** Polling serializes the whole log with all payloads: it may take one part in so many of the time at most. */
  readonly share: number;
  /** The same where somebody waits for it, because a count depends on it. */
  readonly shareSoon: number;
  /**
   * Times after which it is polled when the page may be about to connect, in milliseconds: at the beginning, after a navigation,
   * and when a document has come. The share holds for these polls too: a log that takes 100 ms to read has none in between.
   */
  readonly burst: readonly number[];
  /** Time without news of the log before it is polled, in milliseconds. */
  readonly quietMs: number;
  /** Longest time from poll to poll for which that is waited, in milliseconds. */
  readonly patienceMs: number;
}

/** Chrome's log is not harmed by being read. */
export const CHROMES_PACE: Pace = {
  share: 20,
  shareSoon: 4,
  burst: [250, 500, 1000, 2000],
  quietMs: 0,
  patienceMs: 0,
};

/**
 * Pace for Firefox, whose DevTools lose for good what happens while they put the log together (docs/firefox.md#reading): it is
 * read when nothing seems to happen, and for a smaller part of the time.
 */
export const FIREFOXES_PACE: Pace = {
  share: 100,
  shareSoon: 20,
  burst: [],
  quietMs: 1000,
  patienceMs: 10_000,
};
