import type { Logged } from "../../../upgrade/observation.ts";

/**
 * What an entry says in a tool's own way, beside HAR 1.2 and what Chrome adds to it (`_webSocketMessages` and the like, which
 * most tools write as Chrome does). What is absent is not said.
 */
export interface DialectFacts {
  /** Words for an exchange that failed. */
  readonly failure?: string;
  /** Whether the tool itself failed to reach the server; else the words are a browser's. */
  readonly isToolsFailure?: boolean;
  /** The response of the entry is the tool's own: the server's never came. */
  readonly isToolsResponse?: boolean;
  /** The close frame, or what its absence means (RFC 6455 §7.1.5). */
  readonly close?: NonNullable<Logged["close"]>;
  /** When it closed, epoch milliseconds; null: not reported. */
  readonly closedAt?: number | null;
}

/** How one tool writes HAR. */
export interface Dialect {
  /** Name of the tool, as sentences call it. */
  readonly tool: string;
  /** What `log.creator.name` of its files begins with, as whole words, in capitals or not. */
  readonly creators: readonly string[];
  /** Whether an entry can only be this tool's: some write the creator after the entries. */
  isOf?(entry: unknown): boolean;
  /** What an entry says in the tool's own way; absent: nothing. The entry is not trusted. */
  read?(entry: unknown): DialectFacts;
  /**
   * Whether method, version and headers are those of the wire. Chrome prints every WebSocket as if it were HTTP/1.1
   * (docs/chromium.md#extended-connect), and a client for requests writes what somebody typed in.
   */
  readonly isWire?: boolean;
  /** Whether `startedDateTime` is the moment of the export, not that of the request. */
  readonly isUndated?: boolean;
  /** Whether one exchange may be written twice: when the response comes, and again when it ends. */
  readonly repeatsEntries?: boolean;
  /** Address of a page in the title of `log.pages`; absent: the whole title is the address, or it has none. */
  pageOf?(title: string): string | null;
  /** What its files never hold, as a sentence. */
  readonly leavesOut?: string;
}
