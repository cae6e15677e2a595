/** What a line of a log says about one request. */
export interface ParsedLine {
  /** null: the server could not read the request. */
  readonly method: string | null;
  readonly target: string;
  readonly version: string | null;
  readonly status: number | null;
  readonly host: string | null;
  /** The server's own words about what went wrong. */
  readonly words: string | null;
  /** Where the line goes on after what was read. */
  readonly end: number;
  /** Whether it was written when the open connection ended; absent: that is not known. */
  readonly isEnd?: boolean;
  /** Whether the line does not state the status, and its words go with it; absent: it states it. */
  readonly isStatusInferred?: true;
  /** What went wrong, where no status came of it. */
  readonly failure?: string;
  /** Whether no response was sent, because the client had gone: the status is the log's own. */
  readonly isClientGone?: boolean;
}

/** What is kept of a line that was written when the connection had ended, as those of proxies are (docs: access logs). */
export const AT_END = "101";

/** Longest line of a log that is looked at, in characters. */
export const LONGEST = 8000;
