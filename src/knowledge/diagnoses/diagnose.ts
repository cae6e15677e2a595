import type { Address } from "../../upgrade/http/address.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import type { Series } from "../../upgrade/series/series.ts";
import { isMessageAlone, isOlderThanCapture } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { quotableBody, quoteEvidence, recognizeBody } from "../bodies/recognize.ts";
import type { CheckResult } from "../checks/check.ts";
import { statusOfResponse } from "../checks/finding.ts";
import { closeEvidence } from "../close-codes/words.ts";
import type { Context } from "../explanation/explanation.ts";
import { once } from "../explanation/once.ts";
import type { IntermediaryResult, Purpose } from "../intermediaries/intermediary.ts";
import { intermediaries } from "../intermediaries/registry.ts";
import { snippetAddress } from "../intermediaries/snippets/safe-address.ts";
import type { KindWords } from "../kinds/words.ts";
import type { ProtocolResult } from "../protocols/protocol.ts";
import { duration, visibleText } from "../text.ts";
import { failureOf } from "./browser-message.ts";
import { supported } from "./case.ts";
import { withBody } from "./causes/from-body.ts";
import { seriesEvidence, stoppedTrying } from "./causes/series.ts";
import type { Case, Cause, DiagnosisResult, Likelihood, Snippet } from "./diagnosis.ts";
import { blockedEvidence, sentEvidence, speaker } from "./evidence.ts";
import { refusedInFile } from "./refused-in-file.ts";
import { diagnosesOf } from "./registry.ts";
import { voidTest } from "./void-test.ts";

const RANK: readonly Likelihood[] = ["certain", "likely", "possible"];

interface Known {
  readonly words: KindWords;
  readonly address: Address | null;
  readonly context: Context;
  readonly intermediaries: readonly IntermediaryResult[];
  readonly protocol: ProtocolResult | null;
  readonly series: Series | null;
  /** Gives the results of all checks. */
  readonly judged: () => readonly CheckResult[];
}

/**
 * Asks the diagnoses of its kind in their order and returns the first that applies, its causes ranked.
 *
 * @returns null when nothing is wrong
 */
export function diagnose(upgrade: Upgrade, known: Known): DiagnosisResult | null {
  // Few diagnoses ask for the others, and a capture may hold thousands.
  let own: readonly Upgrade[] | null = null;
  const capture = known.context.capture.index;
  const seen: Case = {
    upgrade,
    words: known.words,
    failure: refusedInFile(upgrade, known.judged) ?? failureOf(upgrade),
    address: known.address,
    now: known.context.now,
    page: addressOf(known.context.page),
    intermediaries: known.intermediaries,
    protocol: known.protocol,
    get attempts() {
      own ??= capture.attemptsAt(upgrade);
      return own;
    },
    series: known.series,
    capture,
    snippets: (purpose) => snippets(purpose, known, upgrade),
  };
  const diagnosis = diagnosesOf(upgrade.kind).find((candidate) => candidate.applies(seen));
  if (diagnosis === undefined) return null;
  const test = voidTest(seen);
  const instead = test === null ? (recognizeBody(upgrade)?.sentence.instead ?? null) : null;
  const special = test ?? instead;
  // The list shows the summary alone; causes with their fixes are written when somebody reads them.
  const causes = once(() =>
    (test?.causes ?? supported(...withBody(seen, diagnosis.causes(seen)), stoppedTrying(seen)))
      .map((cause) => ({ ...cause, evidence: [...new Set(cause.evidence)] }))
      .sort(byLikelihood),
  );
  return {
    id: diagnosis.id,
    stage: diagnosis.stage,
    reference: diagnosis.reference,
    summary: special?.summary ?? diagnosis.summary(seen),
    ...(special === null ? {} : { headline: special.headline }),
    ...(diagnosis.isAttention?.(seen) || instead !== null ? { isAttention: true as const } : {}),
    get brief() {
      return test === null ? (instead?.brief ?? diagnosis.brief(seen)) : "This test cannot open a WebSocket";
    },
    message: upgrade.error?.message ?? upgrade.blocked?.message ?? null,
    evidence: evidenceOf(seen),
    get causes() {
      return causes();
    },
  };
}

/** What was seen, for the diagnosis itself: the words, then how far the handshake had come. */
function evidenceOf(seen: Case): string[] {
  const { upgrade } = seen;
  const { error, request, response, blocked } = upgrade;
  const evidence: string[] = [];
  if (blocked !== null) evidence.push(blockedEvidence(blocked.message, upgrade));
  if (error !== null) {
    evidence.push(
      error.message.trim() === ""
        ? "the browser's error text is empty"
        : `${speaker(seen)}'s message: ${visibleText(error.message)}`,
    );
  }
  if (response !== null) evidence.push(statusOfResponse(response));
  else if (request !== null)
    evidence.push(upgrade.client === "Firefox" ? sentEvidence(seen) : `the ${seen.words.request} was sent`);
  else if (!isMessageAlone(upgrade) || (error === null && blocked === null))
    evidence.push(
      isOlderThanCapture(upgrade) ? "it was open before it could be watched" : `no ${seen.words.request} was seen`,
    );
  const known = recognizeBody(upgrade);
  if (known !== null && known.foundIn !== "body") evidence.push(quoteEvidence(known));
  const body = quotableBody(upgrade);
  if (body !== null) evidence.push(`body of the response: ${visibleText(body)}`);
  evidence.push(...closeEvidence(upgrade), ...seriesEvidence(seen));
  const [sentAt, failedAt] = [request?.at ?? null, error?.at ?? null];
  if (response === null && sentAt !== null && failedAt !== null && failedAt >= sentAt) {
    evidence.push(`${duration(failedAt - sentAt)} from the request to the error`);
  }
  return evidence;
}

/** Products that people most often run themselves: offered even where nothing was recognized. The rest only when it was. */
const OFTEN: readonly string[] = ["nginx", "apache", "haproxy", "caddy", "traefik", "vite-proxy", "webpack-proxy"];

/** Recognized products first, the nearest to the server leading: it is the one that hands the upgrade on. */
function snippets(purpose: Purpose, known: Known, { path }: Upgrade): Snippet[] {
  const address = snippetAddress(known.address, path);
  if (address === null) return [];
  const recognized = known.intermediaries.map(({ id }) => id).reverse();
  const products = [
    ...recognized.flatMap((id) => intermediaries.find((product) => product.id === id) ?? []),
    ...intermediaries.filter(({ id }) => !recognized.includes(id) && OFTEN.includes(id)),
  ];
  const found = new Map<string, Snippet>();
  for (const product of products) {
    const version = known.intermediaries.find(({ id }) => id === product.id)?.version ?? null;
    const code = product.snippets[purpose]?.({ address, version }) ?? null;
    // Derivatives share their original's configuration: once is enough.
    if (code !== null && !found.has(code)) found.set(code, { for: product.name, code });
  }
  return [...found.values()];
}

function byLikelihood(a: Cause, b: Cause): number {
  return RANK.indexOf(a.likelihood) - RANK.indexOf(b.likelihood);
}
