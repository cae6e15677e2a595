import type { Address } from "../upgrade/address.ts";
import { addressOf } from "../upgrade/address.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { diagnoses } from "./diagnoses.ts";
import type { Case, Cause, DiagnosisResult, Likelihood, Snippet } from "./diagnosis.ts";
import type { Context } from "./explanation.ts";
import { failureOf } from "./failure.ts";
import { intermediaries } from "./intermediaries.ts";
import type { IntermediaryResult, Purpose } from "./intermediary.ts";
import type { ProtocolResult } from "./protocol.ts";
import { visibleText } from "./words.ts";

const RANK: readonly Likelihood[] = ["certain", "likely", "possible"];

interface Known {
  readonly address: Address | null;
  readonly context: Context;
  readonly intermediaries: readonly IntermediaryResult[];
  readonly protocol: ProtocolResult | null;
}

/**
 * Asks the diagnoses in their order and returns the first that applies, its causes ranked.
 *
 * @returns null when nothing is wrong
 */
export function diagnose(upgrade: Upgrade, known: Known): DiagnosisResult | null {
  const seen: Case = {
    upgrade,
    failure: failureOf(upgrade),
    address: known.address,
    now: known.context.now,
    page: addressOf(known.context.page),
    intermediaries: known.intermediaries,
    protocol: known.protocol,
    attempts: known.context.others.filter((other) => other.id !== upgrade.id && other.url === upgrade.url),
    snippets: (purpose) => snippets(purpose, known),
  };
  const diagnosis = diagnoses.find((candidate) => candidate.applies(seen));
  if (diagnosis === undefined) return null;
  const causes = [...diagnosis.causes(seen)].sort(byLikelihood);
  return {
    id: diagnosis.id,
    stage: diagnosis.stage,
    reference: diagnosis.reference,
    summary: diagnosis.summary(seen),
    message: upgrade.error?.message ?? null,
    evidence: evidenceOf(upgrade),
    causes,
  };
}

function evidenceOf(upgrade: Upgrade): string[] {
  if (upgrade.error !== null) {
    const { message } = upgrade.error;
    return [message === "" ? "the browser's error text is empty" : `the browser's words: ${visibleText(message)}`];
  }
  if (upgrade.response !== null) return [`status ${upgrade.response.status} of the answer`];
  return [
    upgrade.request === null ? "no handshake request was seen" : "the handshake request was sent, no answer was seen",
  ];
}

function snippets(purpose: Purpose, known: Known): Snippet[] {
  const { address } = known;
  if (address === null) return [];
  const recognised = known.intermediaries.map(({ id }) => id);
  const ranked = [...intermediaries].sort((a, b) => rank(recognised, a.id) - rank(recognised, b.id));
  return ranked.flatMap((product) => {
    const version = known.intermediaries.find(({ id }) => id === product.id)?.version ?? null;
    const code = product.snippets[purpose]?.({ address, version }) ?? null;
    return code === null ? [] : [{ for: product.name, code }];
  });
}

/** Recognised products first; the sort is stable, so the registry's order holds within each group. */
function rank(recognised: readonly string[], id: string): number {
  return recognised.includes(id) ? 0 : 1;
}

function byLikelihood(a: Cause, b: Cause): number {
  return RANK.indexOf(a.likelihood) - RANK.indexOf(b.likelihood);
}
