import { addressOf } from "../../upgrade/address.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../check.ts";
import { checks } from "../checks.ts";
import { diagnose } from "../diagnose.ts";
import type { Context, Explanation } from "../explanation.ts";
import { notApplicable } from "../finding.ts";
import type { IntermediaryResult } from "../intermediary.ts";
import { once } from "../once.ts";
import { recogniseIntermediaries } from "../recognise-intermediaries.ts";
import { remarks } from "../remarks.ts";
import { BUFFERING } from "./causes.ts";
import { requestDiagnoses } from "./diagnoses.ts";
import { requestHeaderRows } from "./header-rows.ts";
import { KINDS } from "./kind-words.ts";
import { requestPending } from "./pending.ts";
import { requestVerdict } from "./verdict.ts";
import { requestWay } from "./way.ts";
import { requestWorries } from "./worries.ts";

/** Says everything that is known about what stays pending and is no WebSocket. */
export function explainRequest(upgrade: Upgrade, context: Context): Explanation {
  const address = addressOf(upgrade.url);
  const intermediaries = recogniseIntermediaries(upgrade, address, context).map(asForRequests);
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
  const behaviour = BUFFERING.includes(product.id)
    ? `By default ${product.name} collects an answer's body before it passes it on (\`proxy_buffering\`).`
    : "";
  return { ...product, behaviour };
}

function noHandshake({ kind }: Upgrade): string {
  return `${KINDS[kind].name}: the rules of a WebSocket's handshake are not for it.`;
}
