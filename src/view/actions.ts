/** The formats in which a report can leave the panel. */
export type ReportFormat = "json" | "markdown";

/** Everything that the panel does beyond its own pixels; the entry says how. */
export interface Actions {
  startLive(): void;
  stopLive(): void;
  /** The offer of live counting was declined: it is not made again. */
  dismissLiveOffer(): void;
  /**
   * @param ids the upgrades to report; all of them when left out
   * @returns settles when the report is saved or copied; rejects when it could not be
   */
  exportReport(format: ReportFormat, how: "download" | "copy", ids?: readonly string[]): Promise<void>;
  /** Settles when the text is in the clipboard; rejects when it could not be put there. */
  copyText(text: string): Promise<void>;
  setKeepLog(on: boolean): void;
  clear(): void;
  /** Shows a script's line in Sources; line and column count from 1. */
  openSource(url: string, line: number | null, column: number | null): void;
  reloadPage(): void;
}
