import type { Setting } from "../applications/application.ts";
import type { Likelihood } from "../diagnoses/diagnosis.ts";
import type { Purpose } from "../intermediaries/intermediary.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** A program whose refusals have fixed words in their bodies. */
export interface KnownBody {
  /** Also the name of the file. */
  readonly id: string;
  readonly name: string;
  /** Where the words stand: its source or its documentation. */
  readonly reference: Reference;
  /** Id of the intermediary that wrote it, where the program is one. */
  readonly intermediary?: string;
  /** Id of the application whose settings are its, where it is one. */
  readonly application?: string;
  /** Where the words stand: in the body, or in the program's own log; absent: in the body. */
  readonly foundIn?: "log";
  /** Servers say it as the reason phrase of their status too. */
  readonly inStatusLine?: true;
  readonly sentences: readonly Sentence[];
}

/** One fixed sentence, and what it says. */
export interface Sentence {
  /** Matched against the body as plain text: without markup, with single spaces. */
  readonly pattern: RegExp;
  /** Where these words stand, where that is not the page of the program's others. */
  readonly reference?: Reference;
  /** Statuses that it comes with; absent: the words alone are enough. */
  readonly statuses?: readonly number[];
  /** A part of the URL that must be there for it to mean this; absent: none. */
  readonly url?: RegExp;
  /** A header of the response without which the words prove nothing; absent: they do. */
  readonly header?: readonly [name: string, value: RegExp];
  /** Id of a cause of docs/report-format.md, or a new one of its kind. */
  readonly cause: string;
  /** `certain` where the words name the cause, `likely` where they only show who responded. */
  readonly likelihood: Likelihood;
  readonly title: Words;
  readonly why: Words;
  readonly fix: Words;
  /** What the fix has snippets for, in intermediaries and in applications. */
  readonly purpose?: Purpose;
  readonly setting?: Setting;
  /** What is said in the place of the status, where that alone would mislead; it is then worth a look, and no failure for sure. */
  readonly instead?: { readonly headline: string; readonly summary: Words; readonly brief: Words };
  /** Other causes that the words leave standing, although this one is certain. */
  readonly keeps?: readonly string[];
}
