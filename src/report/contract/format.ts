import type { CheckId, Outcome } from "../../knowledge/checks/check.ts";
import type { Likelihood, Snippet } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Level, Way } from "../../knowledge/explanation/explanation.ts";
import type { Confidence } from "../../knowledge/intermediaries/intermediary.ts";
import type { Heartbeat } from "../../knowledge/protocols/protocol.ts";
import type { Tally } from "../../upgrade/counts/messages.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Neighbour } from "../../upgrade/http/host-response.ts";
import type { Direction, Initiator, Target } from "../../upgrade/observation.ts";
import type { CaptureSource } from "../../upgrade/reading.ts";
import type { CorsError, RequestEnd } from "../../upgrade/requests/exchange.ts";
import type { Interface, Kind } from "../../upgrade/requests/kind.ts";
import type { SocketSnapshot, State, Upgrade } from "../../upgrade/upgrade.ts";

/**
 * The handshake report, version 1: what leaves the tool. Times are ISO 8601 in UTC, durations milliseconds, sizes bytes of
 * application payload; null is "not known", never zero. Keys may be added, none is ever renamed.
 */
export interface Report {
  readonly format: "upgrades-handshake-report";
  readonly version: 1;
  readonly generatedAt: string;
  readonly tool: { readonly name: "upgrades"; readonly version: string; readonly browser: string | null };
  readonly page: { readonly url: string | null };
  readonly capture: {
    readonly source: CaptureSource;
    readonly startedAt: string | null;
    /** Every gap, in words. */
    readonly lost: readonly string[];
  };
  readonly redaction: {
    readonly applied: boolean;
    readonly items: readonly RedactedItem[];
    /** Values that were found and left readable, because whoever made the report chose so; absent when there are none. */
    readonly kept?: readonly RedactedItem[];
  };
  readonly connections: readonly ReportConnection[];
}

/** One place where a value was masked. Equal labels stand for equal values. */
export interface RedactedItem {
  /** "request header Cookie", "URL query token". */
  readonly where: string;
  /** The connection's id, or null for what belongs to the whole report. */
  readonly connection: string | null;
  /** `<cookie sid #1>`. */
  readonly label: string;
}

/** One connection of a report. */
export interface ReportConnection {
  readonly id: string;
  readonly url: string | null;
  readonly kind: Kind;
  readonly transport: "http/1.1" | "http/2+" | null;
  readonly target: Target | null;
  readonly initiator: Initiator | null;
  readonly state: State;
  /** Whether the Network panel's Time column prints "Pending" now. */
  readonly pending: boolean;
  readonly openedBeforeCapture: boolean;
  readonly status: number | null;
  readonly verdict: {
    readonly level: Level;
    /** One or two words before the sentence; empty in a report that has none. */
    readonly headline: string;
    readonly sentence: string;
  };
  /** Why DevTools prints what it prints; null where its words need no explanation. */
  readonly pendingReason: { readonly title: string; readonly plain: string; readonly engineer: string } | null;
  /** The drawing: who stood on the way, and what went along it; null in a report that has none. */
  readonly way: Way | null;
  readonly handshake: {
    readonly request: { readonly headers: Headers } | null;
    readonly response: { readonly status: number; readonly statusText: string; readonly headers: Headers } | null;
    readonly expectedAccept: string | null;
  };
  readonly checks: readonly ReportCheck[];
  readonly diagnosis: ReportDiagnosis | null;
  readonly intermediaries: readonly {
    readonly id: string;
    readonly name: string;
    readonly version: string | null;
    readonly confidence: Confidence;
    readonly evidence: readonly string[];
  }[];
  readonly protocol: {
    readonly id: string;
    readonly name: string;
    readonly evidence: readonly string[];
    readonly heartbeat: Pick<Heartbeat, "by" | "intervalMs" | "visible"> | null;
  } | null;
  /** null: what it was read from does not record messages. */
  readonly messages: {
    readonly sent: Tally;
    readonly received: Tally;
    readonly lastAt: string | null;
    /** false when the browser hid the size of at least one message. */
    readonly bytesExact: boolean;
  } | null;
  readonly close: {
    readonly code: number | null;
    readonly reason: string | null;
    readonly wasClean: boolean | null;
    readonly meaning: string | null;
  } | null;
  readonly timing: {
    readonly createdAt: string | null;
    readonly requestSentAt: string | null;
    readonly openedAt: string | null;
    readonly closedAt: string | null;
    readonly handshakeMs: number | null;
    readonly openMs: number | null;
  };
  readonly attempts: {
    readonly count: number;
    readonly intervalsMs: readonly number[];
    readonly pattern: "fixed" | "exponential" | "strict-mode-pair" | "irregular";
  } | null;
  /** What else was seen, so that whoever reads the report can judge anew; null in a report that has none. */
  readonly observed: ReportObserved | null;
  /** The file that it was read from, when a report was made of several; else null. */
  readonly file: string | null;
}

/** Facts behind the judgements that have no other place in a report. */
export interface ReportObserved {
  readonly error: { readonly message: string; readonly at: string | null } | null;
  readonly ended: Upgrade["ended"];
  readonly blocked: Upgrade["blocked"];
  readonly looks: readonly (Omit<SocketSnapshot, "at"> & { readonly at: string | null })[];
  readonly requestsSent: number;
  readonly messages: {
    readonly firstAt: string | null;
    readonly lastDirection: Direction | null;
    readonly longestGapMs: number;
  };
  /** Read from a file: whether it was still open could not be known. */
  readonly fromFile: boolean;
  /** Since when nothing watched it any more. */
  readonly unwatchedSince: string | null;
  readonly seenBy: Upgrade["seenBy"];
  /** Ordinary answers of the same host that are evidence here, with no headers but those that are. */
  readonly neighbours: readonly Neighbour[];
  /** How a request or a WebTransport was asked for, and how much of its body came; null: a WebSocket. */
  readonly exchange: ReportExchange | null;
  /** Name of the program that asked; absent: a page, through its browser. */
  readonly client?: string;
  /** Method and versions of HTTP as a transcript has them; absent: not told. */
  readonly method?: string;
  readonly httpVersion?: string;
  readonly responseHttpVersion?: string;
  /** What may be quoted of the body of a refusal: a known sentence or a short plain text; absent: nothing. */
  readonly body?: string;
}

/** What is known of a request beyond a handshake. */
export interface ReportExchange {
  readonly method: string;
  readonly by: Interface | null;
  /** As the browser names it: "http/1.1", "h2", "h3". */
  readonly protocol: string | null;
  readonly end: RequestEnd | null;
  /** Which rule for requests to other origins it broke, in the browser's terms; absent: none was told. */
  readonly corsError?: CorsError;
  /** Whether a WebTransport was established, which may be known without the moment; null or absent: not told, or none. */
  readonly established?: boolean | null;
  readonly establishedAt: string | null;
  readonly body: {
    readonly pieces: number;
    readonly bytes: number;
    readonly firstAt: string | null;
    readonly lastAt: string | null;
  };
}

/** One question to the handshake with its answer. */
export interface ReportCheck {
  readonly id: CheckId;
  readonly outcome: Outcome;
  readonly summary: string;
  /** As an engineer would cite it: "RFC 6455 §4.1". */
  readonly reference: string;
  readonly referenceUrl: string;
  readonly evidence: readonly string[];
}

/** What was seen to go wrong, and why it may have. */
export interface ReportDiagnosis {
  readonly id: string;
  readonly summary: string;
  /** The browser's own words, or null when there were none. */
  readonly message: string | null;
  readonly evidence: readonly string[];
  readonly reference: string;
  readonly referenceUrl: string;
  readonly causes: readonly ReportCause[];
}

/** One possible cause, ranked by its place. */
export interface ReportCause {
  readonly id: string;
  readonly likelihood: Likelihood;
  readonly title: string;
  readonly why: string;
  readonly evidence: readonly string[];
  readonly fix: { readonly text: string; readonly snippets: readonly Snippet[] } | null;
}
