/** A place in a script; line and column count from 1, as editors do. Addresses are hostile text. */
interface Place {
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** One reason of the browser for loading a page again. */
export interface NotRestoredReason {
  /** The browser's own word for it: "WebSocket". */
  readonly name: string;
  /** The places in scripts that it blames; empty: it names none. */
  readonly places: readonly Place[];
}

/**
 * Why the browser loaded a page again when somebody came back to it, instead of showing what it had kept in its back/forward
 * cache: the reasons of the page and of all its frames.
 */
export interface NotRestored {
  readonly reasons: readonly NotRestoredReason[];
}
