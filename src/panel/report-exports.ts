import { copyText, download } from "../capture/save.ts";
import type { Steps } from "../report/build/steps.ts";
import type { Report } from "../report/contract/format.ts";
import { reportName } from "../report/formats/json/json.ts";
import type { Format } from "../report/formats/registry.ts";
import { Masking } from "../report/masking/masking.ts";
import { redactSteps } from "../report/masking/redact.ts";
import type { Exports } from "../store/exports.ts";
import type { PlannedReport } from "../store/report-of.ts";
import type { ExportEnd } from "../view/actions.ts";
import { inTimeSlices, pause } from "./time-slicing.ts";

/** Duration after which the progress of an export is shown, in milliseconds. */
const UNTOLD_MS = 500;

/** Pieces are handed on together, in characters about: thousands of small ones cost more than one large. */
const CHUNK = 1 << 20;

/** Passes over each connection: redaction reads it, looks for all secrets in it, and masks them. */
const PASSES = { explain: 1, mask: 3, write: 1 };

/** The ways out of the panel. */
interface Outputs {
  download(name: string, content: Blob): void;
  /** @returns whether it was copied */
  copyText(text: string): Promise<boolean>;
}

/** Makes reports and lets them leave, one after the other, while everything else goes on. */
export class ReportExports {
  readonly #exports: Exports;
  readonly #outputs: Outputs;
  #before: Promise<unknown> = Promise.resolve();
  #cancel = new AbortController();

  /** @param outputs the browser's own when left out */
  constructor(exports: Exports, outputs: Outputs = { download, copyText }) {
    this.#exports = exports;
    this.#outputs = outputs;
  }

  /** Those that have not left are forgotten. */
  cancel(): void {
    this.#cancel.abort();
    this.#cancel = new AbortController();
  }

  /**
   * Masks a report and lets it leave.
   */
  send({ connections, steps }: PlannedReport, format: Format, how: "download" | "copy"): Promise<ExportEnd> {
    const masked = function* (): Steps<Report> {
      return yield* redactSteps(yield* steps);
    };
    return this.#queue(masked(), PASSES.explain + PASSES.mask + PASSES.write, connections, format, how);
  }

  /** As `send`, for one whose secrets somebody looked at. */
  sendReviewed(
    masking: Masking,
    kept: ReadonlySet<string>,
    format: Format,
    how: "download" | "copy",
  ): Promise<ExportEnd> {
    const { connections } = masking;
    return this.#queue(masking.reportSteps(kept), (kept.size > 0 ? 1 : 0) + PASSES.write, connections, format, how);
  }

  /**
   * Finds the secrets of a report, for somebody to look at before it leaves.
   *
   * @param signal stops it
   * @param onProgress how much is done, from 0 to 1
   */
  review(
    { connections, steps }: PlannedReport,
    signal: AbortSignal,
    onProgress: (share: number) => void,
  ): Promise<Masking> {
    const all = connections * (PASSES.explain + PASSES.mask);
    const found = function* (): Steps<Masking> {
      return yield* Masking.steps(yield* steps);
    };
    return inTimeSlices(found(), signal, (done) => {
      onProgress(shareOf(done, all));
      return pause();
    });
  }

  #queue(
    report: Steps<Report>,
    passes: number,
    connections: number,
    format: Format,
    how: "download" | "copy",
  ): Promise<ExportEnd> {
    const { signal } = this.#cancel;
    const work = this.#before.then(async (): Promise<ExportEnd> => {
      const began = performance.now();
      const reportProgress = (done: number): Promise<void> => {
        if (performance.now() - began >= UNTOLD_MS) {
          const share = shareOf(done, passes * connections);
          this.#exports.progress.value = { format: format.name, connections, share };
        }
        return pause();
      };
      try {
        signal.throwIfAborted();
        return await (how === "copy"
          ? this.#copy(report, format, signal, reportProgress)
          : this.#save(report, format, signal, reportProgress));
      } catch (error) {
        if (signal.aborted) return "canceled";
        throw error;
      } finally {
        this.#exports.progress.value = null;
      }
    });
    this.#before = work.catch(() => undefined);
    return work;
  }

  async #save(
    making: Steps<Report>,
    format: Format,
    signal: AbortSignal,
    reportProgress: ReportProgress,
  ): Promise<ExportEnd> {
    const chunks: Blob[] = [];
    // Each is encoded in its own turn.
    const steps = written(making, format, (chunk) => chunks.push(new Blob([chunk])));
    const report = await inTimeSlices(steps, signal, reportProgress);
    const file = new Blob(chunks, { type: `${format.mediaType};charset=utf-8` });
    this.#outputs.download(reportName(report, format.extension), file);
    return "saved";
  }

  async #copy(
    making: Steps<Report>,
    format: Format,
    signal: AbortSignal,
    reportProgress: ReportProgress,
  ): Promise<ExportEnd> {
    const chunks: string[] = [];
    await inTimeSlices(
      written(making, format, (chunk) => chunks.push(chunk)),
      signal,
      reportProgress,
    );
    const text = chunks.join("");
    this.#exports.waiting.value = null;
    if (await this.#outputs.copyText(text)) return "copied";
    // The click may be too long ago, or somebody may have gone to another window meanwhile.
    this.#exports.waiting.value = { format: format.name, text };
    return "waiting";
  }
}

type ReportProgress = (done: number) => Promise<void>;

/** Makes a report and then its text; each connection of the text is a step too. */
function* written(making: Steps<Report>, format: Format, take: (chunk: string) => void): Steps<Report> {
  const report = yield* making;
  let pieces: string[] = [];
  let size = 0;
  const handOn = (): void => {
    take(pieces.join(""));
    pieces = [];
    size = 0;
  };
  for (const piece of format.pieces(report)) {
    pieces.push(piece);
    size += piece.length;
    if (size >= CHUNK) handOn();
    yield 1;
  }
  handOn();
  return report;
}

function shareOf(done: number, all: number): number {
  return all === 0 ? 1 : Math.min(1, done / all);
}
