import { acceptOf } from "../../upgrade/http/accept.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { checks } from "../checks/registry.ts";
import { diagnose } from "../diagnoses/diagnose.ts";
import { headerRows } from "../headers/rows.ts";
import { recognizeIntermediaries } from "../intermediaries/recognise.ts";
import { explainRequest } from "../kinds/explain-request.ts";
import { recognizeProtocol } from "../protocols/recognise.ts";
import { remarks } from "./advice.ts";
import type { Context, Explanation } from "./explanation.ts";
import { once } from "./once.ts";
import { way } from "./path.ts";
import { pendingReason } from "./pending.ts";
import { worries } from "./questions.ts";
import { verdict } from "./verdict.ts";

/**
 * Says everything that is known about one upgrade. It runs the registries and nothing else: what is said stands with the
 * judgment that says it.
 *
 * @param upgrade what was seen
 * @param all the time, the page and what else was seen in the same capture
 */
export function explain(upgrade: Upgrade, all: Context): Explanation {
  if (upgrade.kind !== "websocket") return explainRequest(upgrade, all);
  const context = { ...all, capture: all.capture.sockets };
  const address = addressOf(upgrade.url);
  const protocol = recognizeProtocol(upgrade);
  const intermediaries = recognizeIntermediaries(upgrade, address, context.capture);
  const results = checks.map((check) => ({
    id: check.id,
    asks: check.asks,
    reference: check.reference,
    ...check.run(upgrade),
  }));
  const series = context.capture.index.seriesOf(upgrade);
  const diagnosis = diagnose(upgrade, { address, context, intermediaries, protocol, series });
  const worried = once(() => worries(upgrade, context, intermediaries, results, diagnosis));
  const remarked = once(() => remarks(upgrade));
  const rows = once(() => ({ request: headerRows(upgrade, "request"), response: headerRows(upgrade, "response") }));
  const accept = once(() => {
    const key = upgrade.request && headerValue(upgrade.request.headers, "Sec-WebSocket-Key");
    return key ? acceptOf(key) : null;
  });
  return {
    upgrade,
    verdict: verdict(upgrade, context, diagnosis, results, protocol),
    pending: pendingReason(upgrade),
    way: way(upgrade, context, intermediaries, results),
    get worries() {
      return worried();
    },
    checks: results,
    get remarks() {
      return remarked();
    },
    diagnosis,
    series,
    intermediaries,
    protocol,
    get headers() {
      return rows();
    },
    get expectedAccept() {
      return accept();
    },
  };
}
