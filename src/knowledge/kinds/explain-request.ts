import { addressOf } from "../../upgrade/http/address.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../checks/check.ts";
import { notApplicable } from "../checks/finding.ts";
import { checks } from "../checks/registry.ts";
import { BUFFERING } from "../diagnoses/causes/requests.ts";
import { diagnose } from "../diagnoses/diagnose.ts";
import { requestDiagnoses } from "../diagnoses/request-registry.ts";
import { remarks } from "../explanation/advice.ts";
import type { Context, Explanation } from "../explanation/explanation.ts";
import { once } from "../explanation/once.ts";
import { requestHeaderRows } from "../headers/request-rows.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import { recognizeIntermediaries } from "../intermediaries/recognise.ts";
import { KINDS } from "./kind-words.ts";
import { requestWay } from "./request-path.ts";
import { requestPending } from "./request-pending.ts";
import { requestWorries } from "./request-questions.ts";
import { requestVerdict } from "./request-verdict.ts";

/** Says everything that is known about what stays pending and is no WebSocket. */
export function explainRequest(upgrade: Upgrade, context: Context): Explanation {
  const address = addressOf(upgrade.url);
  const intermediaries = recognizeIntermediaries(upgrade, address, context.capture).map(asForRequests);
  const known = { address, context, intermediaries, protocol: null, series: null };
  const diagnosis = diagnose(upgrade, known, requestDiagnoses);
  const { now } = context;
  const rows = once(() => ({
    request: requestHeaderRows(upgrade, "request"),
    response: requestHeaderRows(upgrade, "response"),
  }));
  return {
    upgrade,
    verdict: requestVerdict(upgrade, now, diagnosis),
    pending: requestPending(upgrade),
    way: requestWay(upgrade, now, intermediaries),
    worries: requestWorries(upgrade, now, intermediaries, diagnosis),
    checks: checks.map(
      ({ id, asks, reference }): CheckResult => ({ id, asks, reference, ...notApplicable(noHandshake(upgrade)) }),
    ),
    // The advice of wss:// is for sockets.
    remarks: remarks(upgrade).filter(({ id }) => id !== "not-encrypted"),
    diagnosis,
    series: null,
    intermediaries,
    protocol: null,
    get headers() {
      return rows();
    },
    expectedAccept: null,
  };
}

/** What a product does with upgrades says nothing of an ordinary request. */
function asForRequests(product: IntermediaryResult): IntermediaryResult {
  const behavior = BUFFERING.includes(product.id)
    ? `By default ${product.name} collects a response's body before it passes it on (\`proxy_buffering\`).`
    : "";
  return { ...product, behavior };
}

function noHandshake({ kind }: Upgrade): string {
  return `${KINDS[kind].name}: the rules of a WebSocket's handshake are not for it.`;
}
