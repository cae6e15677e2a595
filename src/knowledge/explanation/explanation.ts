import type { NotRestored } from "../../upgrade/not-restored.ts";
import type { Drop } from "../../upgrade/series/drops.ts";
import type { Series } from "../../upgrade/series/series.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../checks/check.ts";
import type { DiagnosisResult } from "../diagnoses/diagnosis.ts";
import type { Reconnected } from "../diagnoses/symptoms/reconnected.ts";
import type { HeaderRow } from "../headers/header.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import type { MarkedCapture } from "../intermediaries/marked-capture.ts";
import type { ProtocolResult } from "../protocols/protocol.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** What `explain` is given beside the upgrade; it has no clock and no memory of its own. */
export interface Context {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly page: string | null;
  /** All upgrades of the capture and the ordinary responses of hosts, sorted; shared by all that is explained with them. */
  readonly capture: MarkedCapture;
  /** Why the browser loaded the page of a connection again, by the id of the connection; null: nothing is known of that. Absent: of none. */
  readonly notRestored?: (id: string) => NotRestored | null;
}

export type Level = "healthy" | "attention" | "failed" | "unknown";

export interface Verdict {
  readonly level: Level;
  /** One or two words before the sentence: "Healthy", "Refused". */
  readonly headline: string;
  /** One true sentence, or two short ones. */
  readonly sentence: Words;
  /** Whether the sentence has the diagnosis' summary in it: then nobody need say it again. */
  readonly quotesDiagnosis: boolean;
}

/** What was found out about an upgrade, before it is put in words. */
export interface Findings {
  readonly upgrade: Upgrade;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly intermediaries: readonly IntermediaryResult[];
  readonly protocol: ProtocolResult | null;
  readonly checks: readonly CheckResult[];
  readonly diagnosis: DiagnosisResult | null;
  /** The series of attempts that this is the newest of; null: of none. */
  readonly series: Series | null;
}

/** Why DevTools prints "Pending" (or does not), once for a site owner and once for an engineer. */
export interface PendingReason {
  readonly title: string;
  readonly plain: Words;
  readonly engineer: Words;
}

/** Something that is not wrong, and better otherwise. */
export interface Advice {
  readonly id: string;
  readonly text: Words;
  /** Never empty. */
  readonly evidence: readonly string[];
  readonly reference: Reference;
}

/** What is better otherwise, if it is so; null: it is not. */
export type Advise = (upgrade: Upgrade, context: Pick<Context, "page" | "capture" | "notRestored">) => Advice | null;

/** One of the health questions ("Should I worry?"). */
export interface HealthQuestion {
  readonly id: "connects" | "handshake" | "messages" | "proxy";
  readonly outcome: "good" | "attention" | "bad" | "unknown";
  readonly answer: Words;
  readonly evidence: readonly string[];
}

/** A hop on the path of the handshake; "browser" first and "server" last. */
export interface Hop {
  readonly id: string;
  readonly name: string;
  readonly evidence: readonly string[];
}

/** The drawing: the hops of the path, and what went along it. */
export interface Path {
  readonly hops: readonly Hop[];
  /** "GET /live · Upgrade: websocket"; null when it was never sent. */
  readonly request: string | null;
  /** "101 Switching Protocols · accept verified ✓"; null while or when no response came. */
  readonly answer: { readonly text: string; readonly good: boolean } | null;
  /** "open 14:02 · ↑ 10 · ↓ 4,312 messages"; null when it never opened. */
  readonly line: { readonly text: string; readonly live: boolean } | null;
}

/** Everything that is said about one upgrade: the panel, the report and the command line all speak from this. */
export interface Explanation {
  readonly upgrade: Upgrade;
  readonly verdict: Verdict;
  readonly pending: PendingReason | null;
  readonly path: Path;
  readonly healthQuestions: readonly HealthQuestion[];
  readonly checks: readonly CheckResult[];
  readonly advice: readonly Advice[];
  readonly diagnosis: DiagnosisResult | null;
  /** The series of attempts that this is the newest of; null on all others. */
  readonly series: Series | null;
  /** How an open one came back after a drop of several; null: it did not. */
  readonly reconnected: Reconnected | null;
  /** The moment at which it was cut together with others; null: it was not. */
  readonly drop: Drop | null;
  readonly intermediaries: readonly IntermediaryResult[];
  readonly protocol: ProtocolResult | null;
  readonly headers: { readonly request: readonly HeaderRow[]; readonly response: readonly HeaderRow[] };
  /** What Sec-WebSocket-Accept had to be, or null without a key. */
  readonly expectedAccept: string | null;
}
