import { isBlockedByBrowser } from "../http/refused.ts";
import type { Upgrade } from "../upgrade.ts";
import type { KindFacts } from "./facts.ts";
import { isOver, stateOfUnopened } from "./ordinary-request.ts";

/** Facts of a WebTransport, of which the browser reports its wish, its establishment and its end, and nothing else. */
export const webTransportFacts: KindFacts = {
  isOrdinaryRequest: false,
  counts: null,
  datedBy: "monotonic-clock",
  formsSeries: false,
  transportOf: () => "http/3",
  wasOpened,
  stateOf(upgrade) {
    if (isBlockedByBrowser(upgrade)) return "blocked";
    if (wasOpened(upgrade)) return isOver(upgrade) ? "closed" : "open";
    // No event shows when its request goes out: that no response came is all that is known.
    if (!isOver(upgrade)) return "requested";
    return isUnreported(upgrade) ? "closed" : stateOfUnopened(upgrade);
  },
  // Of one that the page's policy forbids the browser never reports an end (docs/chromium.md#web-transport).
  isPendingAfterEnd: ({ blocked, ended, fromFile }) => blocked !== null && ended === null && !fromFile,
  endsUnseen: true,
  isWithheld: isBlockedByBrowser,
  isRefused: () => false,
  isUnreported,
};

function wasOpened({ exchange }: Upgrade): boolean {
  return exchange?.established === true;
}

/** A log that is not Chrome's says neither that it was established nor that it was not. */
function isUnreported({ exchange, seenBy }: Upgrade): boolean {
  return (exchange?.established ?? null) === null && !seenBy.debugger;
}
