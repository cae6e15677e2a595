import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** What is known of one close code. */
export interface CloseCode {
  /** The number in decimal: also the name of the file. */
  readonly id: string;
  readonly code: number;
  /** The registered name. */
  readonly name: string;
  readonly reference: Reference;
  /** One or two sentences: what it says. */
  readonly meaning: Words;
  /** Whether it reports a fault. */
  readonly fault: boolean;
}
