import type { Dialect } from "./dialects/dialect.ts";

/** What the reader is given beside the log itself. */
export interface HarOptions {
  /** Epoch milliseconds of the poll. */
  readonly at: number;
  readonly fromFile: boolean;
  /** Goes into the names of entries that have nothing else to be identified by; a new one after the log was cleared. */
  readonly generation: number;
  /**
   * Whether the writer counts as Chrome does, where `timings.receive` above zero means that the connection has ended. In
   * other tools it is the time that the response's headers took. Absent: yes.
   */
  readonly isChromes?: boolean;
  /** Whether Firefox wrote it, whose entries say otherwise how a request stands (docs/firefox.md). Absent: no. */
  readonly isFirefoxes?: boolean;
  /** How the writer writes; absent: as HAR 1.2 and Chrome do, or an entry shows it. */
  readonly dialect?: Dialect | null;
  /**
   * Whether event streams and WebTransports are wanted too, and since when (epoch milliseconds) their ends have been reported:
   * of one that is older the log does not say whether it has ended. Absent: upgrades only.
   */
  readonly requestsSince?: number;
  /**
   * The same for WebTransports, which the log dates by the browser's monotonic clock, in seconds: one that is not newer than
   * this may be a page's that was left, of whose end nobody reports. Absent: none is.
   */
  readonly transportsSince?: number;
  /** Whether messages are counted by their names too; absent: no. */
  readonly countsNames?: boolean;
}
