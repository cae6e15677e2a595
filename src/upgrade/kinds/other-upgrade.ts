import { isBlockedByBrowser } from "../http/refused.ts";
import type { KindFacts } from "./facts.ts";
import { isOver, requestTransport, stateOfUnopened } from "./ordinary-request.ts";

/** Facts of an upgrade to a protocol other than WebSocket: a response of 101 opens it, any other ends it. */
export const otherUpgradeFacts: KindFacts = {
  isOrdinaryRequest: false,
  counts: null,
  datedBy: "creation",
  formsSeries: false,
  transportOf: requestTransport,
  wasOpened: ({ response }) => response?.status === 101,
  stateOf(upgrade) {
    const { response, request } = upgrade;
    if (isBlockedByBrowser(upgrade)) return "blocked";
    if (response !== null) return response.status !== 101 ? "failed" : isOver(upgrade) ? "closed" : "open";
    if (isOver(upgrade)) return stateOfUnopened(upgrade);
    return request === null ? "queued" : "requested";
  },
  isPendingAfterEnd: () => false,
  endsUnseen: true,
  isWithheld: isBlockedByBrowser,
  isRefused: () => false,
  isUnreported: () => false,
};
