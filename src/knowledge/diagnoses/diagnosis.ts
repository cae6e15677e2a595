import type { Address } from "../../upgrade/http/address.ts";
import type { CaptureIndex } from "../../upgrade/series/capture-index.ts";
import type { Series } from "../../upgrade/series/series.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { IntermediaryResult, Purpose } from "../intermediaries/intermediary.ts";
import type { KindWords } from "../kinds/words.ts";
import type { ProtocolResult } from "../protocols/protocol.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";
import type { Failure } from "./failure.ts";

export type Stage =
  | "blocked"
  | "connecting"
  | "response-status"
  | "response-headers"
  | "response-transport"
  | "waiting"
  | "hidden"
  | "after-opening"
  | "application"
  | "ended"
  | "attention";

/**
 * How well a cause is supported by what was seen. `certain`: what was seen allows nothing else; `likely`: something points to it;
 * `possible`: it fits, as others do. Set by the code that builds the cause; the places are listed in docs/architecture.md.
 */
export type Likelihood = "certain" | "likely" | "possible";

/** How to fix a cause. */
export interface Fix {
  readonly text: Words;
  /** Configuration or commands, each for one product or library. */
  readonly snippets: readonly Snippet[];
}

export interface Snippet {
  /** The product's name: "nginx". */
  readonly for: string;
  readonly code: string;
}

/** Why it may have happened. The code that builds it sets its likelihood from what was found, and shows that as evidence. */
export interface Cause {
  /** The id of a cause, as docs/report-format.md#causes says. */
  readonly id: string;
  readonly likelihood: Likelihood;
  /** One line: the cause itself, as a headline. */
  readonly title: Words;
  /** Why it is thought of here, from what was seen. */
  readonly why: Words;
  readonly evidence: readonly string[];
  readonly fix: Fix | null;
}

/** All that a diagnosis may look at; nothing else exists for it. */
export interface Case {
  readonly upgrade: Upgrade;
  /** How sentences name its kind. */
  readonly words: KindWords;
  readonly failure: Failure;
  readonly address: Address | null;
  readonly now: number;
  /** The page's URL, or null. */
  readonly page: Address | null;
  readonly intermediaries: readonly IntermediaryResult[];
  readonly protocol: ProtocolResult | null;
  /** Other attempts at the same address, oldest first, this one not among them. */
  readonly attempts: readonly Upgrade[];
  /** The series of attempts that this is the newest of, or null. */
  readonly series: Series | null;
  /** All upgrades of the capture, sorted; this one may be among them in an older form. */
  readonly capture: CaptureIndex;
  /**
   * Snippets for a purpose: those of the recognized products first, then the others' in the order of the registry.
   */
  snippets(purpose: Purpose): readonly Snippet[];
}

/** One thing that can be seen to go wrong. What was seen and what causes it are kept apart. */
export interface Diagnosis {
  /** A diagnosis id of docs/report-format.md#diagnoses: also the name of the file. */
  readonly id: string;
  readonly stage: Stage;
  readonly reference: Reference;
  /** Whether this is what was seen. The registry is asked in order; the first that applies is it. */
  applies(seen: Case): boolean;
  /** What was seen, in one true line of at most 100 characters before foreign text is filled in. Names no culprit. */
  summary(seen: Case): Words;
  /**
   * The same for a row of the list, without a full stop: what follows "Refused: ", or where its stage has no such word a phrase of
   * its own. At most 45 characters before foreign text is filled in.
   */
  brief(seen: Case): Words;
  causes(seen: Case): readonly Cause[];
  /** Whether this is worth a look rather than a failure; absent: as its stage is. */
  isAttention?(seen: Case): boolean;
}

/** A diagnosis that applied, as the panel and the report show it. */
export interface DiagnosisResult {
  readonly id: string;
  /** Words before the sentence, where those of the stage would be wrong. */
  readonly headline?: string;
  /** true: worth a look rather than a failure, though its stage says more. */
  readonly isAttention?: true;
  readonly stage: Stage;
  readonly summary: Words;
  /** The summary for a row of the list. */
  readonly brief: Words;
  /** The browser's own words, or null when there were none at all. */
  readonly message: string | null;
  readonly evidence: readonly string[];
  readonly causes: readonly Cause[];
  readonly reference: Reference;
}
