import { type Signal, signal } from "@preact/signals";

/** A report that is being made, once that takes long enough to be shown. */
export interface ExportProgress {
  /** Its format as menus call it: "Markdown". */
  readonly format: string;
  readonly connections: number;
  /** How much of the work is done, from 0 to 1. */
  readonly share: number;
}

/** A report that is made and could not be copied: it waits for another click. */
export interface WaitingCopy {
  readonly format: string;
  readonly text: string;
}

/** What becomes of the reports that leave the panel. */
export class Exports {
  readonly progress: Signal<ExportProgress | null> = signal(null);
  readonly waiting: Signal<WaitingCopy | null> = signal(null);
}
