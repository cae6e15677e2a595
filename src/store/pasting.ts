import { type Signal, signal } from "@preact/signals";

/** The field for pasted text: what is in it outlives the dialog, so that neither Escape nor a refusal loses it. */
export class Pasting {
  readonly isOpen: Signal<boolean> = signal(false);
  readonly text: Signal<string> = signal("");
  /** Why the text could not be explained, one sentence or two; null: nobody tried, or it was changed since. */
  readonly refusal: Signal<string | null> = signal(null);

  /** Puts a text into the field; whatever was said of the one before is over. */
  write(text: string): void {
    this.text.value = text;
    this.refusal.value = null;
  }
}
