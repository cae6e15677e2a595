import { acceptOf } from "../../upgrade/http/accept.ts";
import { type Address, addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../checks/check.ts";
import { notApplicable } from "../checks/finding.ts";
import { checks } from "../checks/registry.ts";
import { diagnose } from "../diagnoses/diagnose.ts";
import { reconnected } from "../diagnoses/symptoms/reconnected.ts";
import { headerRows } from "../headers/rows.ts";
import { recognizeIntermediaries } from "../intermediaries/recognize.ts";
import type { KindKnowledge } from "../kinds/kind.ts";
import { knowledgeOf } from "../kinds/registry.ts";
import { recognizeProtocol } from "../protocols/recognize.ts";
import { advice } from "./advice.ts";
import type { Context, Explanation, Findings } from "./explanation.ts";
import { once } from "./once.ts";
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
  const kind = knowledgeOf(upgrade.kind);
  const { formsSeries } = factsOf(upgrade.kind);
  const context = formsSeries ? { ...all, capture: all.capture.sockets } : all;
  const address = shownAddressOf(upgrade);
  const protocol = recognizeProtocol(upgrade);
  const intermediaries = recognizeIntermediaries(upgrade, address, context.capture).map((product) => ({
    ...product,
    behavior: kind.behaviorOf(product),
  }));
  // A row of the list needs the half of it, and what follows is worked out once, when it is asked for.
  const judged = once(() =>
    checks.map((check): CheckResult => {
      const { id, asks, reference } = check;
      return {
        id,
        asks,
        reference,
        ...(kind.checks.includes(check) ? check.run(upgrade) : notApplicable(whyNone(kind))),
      };
    }),
  );
  const series = formsSeries ? context.capture.index.seriesOf(upgrade) : null;
  const diagnosis = diagnose(upgrade, { words: kind, address, context, intermediaries, protocol, series, judged });
  const findings: Findings = {
    upgrade,
    now: context.now,
    intermediaries,
    protocol,
    get checks() {
      return judged();
    },
    diagnosis,
    series,
  };
  const cameBack = once(() => reconnected(upgrade, series, context.capture.index));
  const pending = once(() => pendingReason(upgrade, kind.pending));
  const path = once(() => pathOf(findings, kind.path));
  const healthQuestioned = once(() => kind.questions(upgrade).map((ask) => ask(findings)));
  const advised = once(() => advice(upgrade, kind.advice, context));
  const rows = once(() => ({
    request: headerRows(upgrade, "request", kind.headers),
    response: headerRows(upgrade, "response", kind.headers),
  }));
  const accept = once(() => {
    const key = upgrade.request && headerValue(upgrade.request.headers, "Sec-WebSocket-Key");
    return key && kind.checks.length > 0 ? acceptOf(key) : null;
  });
  return {
    upgrade,
    verdict: verdict(findings, kind.verdict),
    get pending() {
      return pending();
    },
    get path() {
      return path();
    },
    get healthQuestions() {
      return healthQuestioned();
    },
    get checks() {
      return judged();
    },
    get advice() {
      return advised();
    },
    diagnosis,
    series,
    get reconnected() {
      return cameBack();
    },
    get drop() {
      return context.capture.index.dropOf(upgrade);
    },
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

/** Where the record does not show the scheme, nothing may follow from one. */
function shownAddressOf({ url, isSchemeGuessed }: Upgrade): Address | null {
  const address = addressOf(url);
  return address === null || isSchemeGuessed === undefined ? address : { ...address, scheme: "other" };
}

function whyNone({ name }: KindKnowledge): string {
  return `${name}: the rules of the WebSocket handshake do not apply to it.`;
}
