import type { CopiedPart } from "../report/copied.ts";
import type { Format } from "../report/formats/registry.ts";
import type { Masking } from "../report/masking/masking.ts";
import type { Layout } from "../store/settings.ts";
import type { Headers } from "../upgrade/http/headers.ts";

/**
 * How an export ended: it left; it was canceled; or it is made and waits for another click, because the browser did not let it
 * be copied without one.
 */
export type ExportEnd = "saved" | "copied" | "canceled" | "waiting";

/** Everything that the panel does beyond its own pixels; the entry says how. */
export interface Actions {
  startLive(): void;
  stopLive(): void;
  /** The offer of live counting was declined: it is not made again. */
  dismissLiveOffer(): void;
  /**
   * Makes a report of what is there now; `store.exports` shows how far it is.
   *
   * @param ids the upgrades to report; all of them when left out
   * @returns settles when it has ended; rejects when the report could not be made
   */
  exportReport(format: Format["id"], how: "download" | "copy", ids?: readonly string[]): Promise<ExportEnd>;
  /**
   * Finds the secrets of a report before it leaves; nothing leaves by this.
   *
   * @param ids the upgrades to report; all of them when left out
   * @param signal stops it
   * @param onProgress how much is done, from 0 to 1
   */
  reviewReport(
    ids: readonly string[] | undefined,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<Masking>;
  /**
   * As `exportReport`, for a report that was reviewed.
   *
   * @param kept labels of the values that may be read
   */
  deliverReport(
    masking: Masking,
    kept: ReadonlySet<string>,
    format: Format["id"],
    how: "download" | "copy",
  ): Promise<ExportEnd>;
  /** Stops making reports; what has left has left. */
  cancelExport(): void;
  /** Reads files beside the live capture; `store.imports` shows how far it is and what became of it. */
  importFiles(files: readonly File[]): void;
  /**
   * Reads pasted text as a file would be read.
   *
   * @returns null when its upgrades are listed; else why they are not, one sentence or two
   */
  importText(text: string): Promise<string | null>;
  /** Stops reading; what was read whole stays. */
  cancelImport(): void;
  /** Settles when the text is in the clipboard; rejects when it could not be put there. */
  copyText(text: string): Promise<void>;
  /**
   * Copies one part of each of these upgrades, secrets masked as in a report.
   *
   * @returns rejects when none of them has this part
   */
  copyPart(part: CopiedPart, ids: readonly string[]): Promise<void>;
  /**
   * Asks an http(s) address once, from the page and without cookies; what is learnt is kept as evidence.
   *
   * @returns rejects when live counts are off
   */
  probe(
    url: string,
  ): Promise<
    | { readonly kind: "response"; readonly status: number; readonly headers: Headers }
    | { readonly kind: "failed"; readonly error: string }
  >;
  setKeepLog(on: boolean): void;
  /** Whether ordinary requests that stay pending are listed too. */
  setOtherPending(on: boolean): void;
  /** Takes effect when live counting starts the next time. */
  setCloseCodes(on: boolean): void;
  /** How long DevTools may be hidden before live counting lets go of the debugger; null: as long as it likes. */
  setHiddenMinutes(minutes: number | null): void;
  /** Counts messages by their names from now on, or no longer. */
  setCountNames(on: boolean): void;
  /** Keeps how the panel was arranged for the next time. */
  rememberLayout(layout: Layout): void;
  clear(): void;
  /** Shows a script's line in Sources; line and column count from 1. null: the browser lets no extension do so. */
  readonly openSource: ((url: string, line: number | null, column: number | null) => void) | null;
  reloadPage(): void;
  /** The tool and the browser with their versions, for a report of a fault. */
  about(): string;
}
