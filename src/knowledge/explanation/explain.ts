import { acceptOf } from "../../upgrade/http/accept.ts";
import { type Address, addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Drop } from "../../upgrade/series/drops.ts";
import type { Series } from "../../upgrade/series/series.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Check, CheckResult } from "../checks/check.ts";
import { notApplicable } from "../checks/finding.ts";
import { checks } from "../checks/registry.ts";
import { diagnose } from "../diagnoses/diagnose.ts";
import type { DiagnosisResult } from "../diagnoses/diagnosis.ts";
import { type Reconnected, reconnected } from "../diagnoses/symptoms/reconnected.ts";
import { headerRows } from "../headers/rows.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import { recognizeIntermediaries } from "../intermediaries/recognize.ts";
import type { KindKnowledge } from "../kinds/kind.ts";
import { knowledgeOf } from "../kinds/registry.ts";
import type { ProtocolResult } from "../protocols/protocol.ts";
import { recognizeProtocol } from "../protocols/recognize.ts";
import { advice } from "./advice.ts";
import type {
  Advice,
  Context,
  Explanation,
  Findings,
  HealthQuestion,
  Path,
  PendingReason,
  Verdict,
} from "./explanation.ts";
import { pathOf } from "./path.ts";
import { pendingReason } from "./pending.ts";
import { verdict } from "./verdict.ts";

/**
 * Says everything that is known about one upgrade. It runs the registries and nothing else: what is said stands with the
 * judgment that says it.
 *
 * @param upgrade what was seen
 * @param all the time, the page and what else was seen in the same capture
 */
export function explain(upgrade: Upgrade, all: Context): Explanation {
  const { formsSeries } = factsOf(upgrade.kind);
  return new Explained(upgrade, formsSeries ? { ...all, capture: all.capture.sockets } : all);
}

/**
 * A row of the list needs the half of an explanation, a report of thousands of connections less than the panel does of the one
 * that is looked at: what follows from the rest is worked out once, when it is asked for.
 */
class Explained implements Explanation, Findings {
  readonly upgrade: Upgrade;
  readonly now: number;
  readonly intermediaries: readonly IntermediaryResult[];
  readonly protocol: ProtocolResult | null;
  readonly series: Series | null;
  readonly diagnosis: DiagnosisResult | null;
  readonly verdict: Verdict;
  readonly #kind: KindKnowledge;
  readonly #context: Context;
  #checks: readonly CheckResult[] | undefined;
  #pending: PendingReason | null | undefined;
  #path: Path | undefined;
  #questions: readonly HealthQuestion[] | undefined;
  #advice: readonly Advice[] | undefined;
  #reconnected: Reconnected | null | undefined;
  #headers: Explanation["headers"] | undefined;
  #expectedAccept: string | null | undefined;

  constructor(upgrade: Upgrade, context: Context) {
    const kind = knowledgeOf(upgrade.kind);
    const address = shownAddressOf(upgrade);
    this.#kind = kind;
    this.#context = context;
    this.upgrade = upgrade;
    this.now = context.now;
    this.protocol = recognizeProtocol(upgrade);
    this.intermediaries = recognizeIntermediaries(upgrade, address, context.capture).map((product) => ({
      ...product,
      behavior: kind.behaviorOf(product),
    }));
    this.series = factsOf(upgrade.kind).formsSeries ? context.capture.index.seriesOf(upgrade) : null;
    this.diagnosis = diagnose(upgrade, {
      words: kind,
      address,
      context,
      intermediaries: this.intermediaries,
      protocol: this.protocol,
      series: this.series,
      judged: () => this.checks,
    });
    this.verdict = verdict(this, kind.verdict);
  }

  get checks(): readonly CheckResult[] {
    this.#checks ??= checks.map((check) => judgedBy(check, this.upgrade, this.#kind));
    return this.#checks;
  }

  get pending(): PendingReason | null {
    if (this.#pending === undefined) this.#pending = pendingReason(this.upgrade, this.#kind.pending);
    return this.#pending;
  }

  get path(): Path {
    this.#path ??= pathOf(this, this.#kind.path);
    return this.#path;
  }

  get healthQuestions(): readonly HealthQuestion[] {
    this.#questions ??= this.#kind.questions(this.upgrade).map((ask) => ask(this));
    return this.#questions;
  }

  get advice(): readonly Advice[] {
    this.#advice ??= advice(this.upgrade, this.#kind.advice, this.#context);
    return this.#advice;
  }

  get reconnected(): Reconnected | null {
    if (this.#reconnected === undefined)
      this.#reconnected = reconnected(this.upgrade, this.series, this.#context.capture.index);
    return this.#reconnected;
  }

  get drop(): Drop | null {
    return this.#context.capture.index.dropOf(this.upgrade);
  }

  get headers(): Explanation["headers"] {
    this.#headers ??= {
      request: headerRows(this.upgrade, "request", this.#kind.headers),
      response: headerRows(this.upgrade, "response", this.#kind.headers),
    };
    return this.#headers;
  }

  get expectedAccept(): string | null {
    if (this.#expectedAccept === undefined) {
      const { request } = this.upgrade;
      const key = request && headerValue(request.headers, "Sec-WebSocket-Key");
      this.#expectedAccept = key && this.#kind.checks.length > 0 ? acceptOf(key) : null;
    }
    return this.#expectedAccept;
  }
}

function judgedBy(check: Check, upgrade: Upgrade, kind: KindKnowledge): CheckResult {
  const { outcome, summary, evidence } = kind.checks.includes(check)
    ? check.run(upgrade)
    : notApplicable(whyNone(kind));
  return { id: check.id, asks: check.asks, reference: check.reference, outcome, summary, evidence };
}

/** Where the record does not show the scheme, nothing may follow from one. */
function shownAddressOf({ url, isSchemeGuessed }: Upgrade): Address | null {
  const address = addressOf(url);
  return address === null || isSchemeGuessed === undefined ? address : address.withoutScheme();
}

function whyNone({ name }: KindKnowledge): string {
  return `${name}: the rules of the WebSocket handshake do not apply to it.`;
}
