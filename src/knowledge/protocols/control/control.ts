import type { ControlProtocol } from "../../../upgrade/application/control.ts";
import type { Reference } from "../../reference.ts";
import type { Words } from "../../text.ts";

/** Why the application may have said so, where its words or its code show it. */
export interface ReportedCause {
  /** What the reason or the code is like. */
  readonly pattern: RegExp;
  readonly id: string;
  readonly likelihood: "certain" | "likely" | "possible";
  readonly title: Words;
  readonly why: Words;
  readonly fix: Words;
  readonly snippets?: readonly { readonly for: string; readonly code: string }[];
}

/** What is known of a protocol that says inside the open connection whether it works. */
export interface ControlKnowledge {
  readonly id: ControlProtocol;
  readonly name: string;
  /** Ids of the protocols that it belongs to, as handshakes give them away. */
  readonly protocols: readonly string[];
  /** Which of them it is where the handshake gave none away; null: its control messages do not say. */
  readonly recognizedAs: string | null;
  readonly reference: Reference;
  /** What a part of the connection is, with its article: where it has a name, and where it has none. */
  readonly part: { readonly named: Words; readonly unnamed: Words };
  /** What its numbers mean, in a few words. */
  readonly codes: Readonly<Record<string, Words>>;
  /** Whether one refusal among responses is nothing unusual: then only a connection without any success is refused. */
  readonly refusesSingly: boolean;
  /** Whether every form of its responses is read: then one that was not seen did not come. */
  readonly isReadInFull: boolean;
  readonly causes: readonly ReportedCause[];
}
