import { hadMessages } from "../counts/counted.ts";
import { corsFaultOf, isBlockedByBrowser } from "../http/refused.ts";
import { namedTransport, type Transport } from "../http/transport.ts";
import type { State, Upgrade } from "../upgrade.ts";
import type { KindFacts } from "./facts.ts";

/**
 * The facts that all ordinary requests share.
 *
 * @param isRefused whether the page's interface does not take the response that came; none refuses any unless it is given
 */
export function ordinaryRequest(isRefused: (upgrade: Upgrade) => boolean = () => false): KindFacts {
  const wasOpened = (upgrade: Upgrade): boolean =>
    upgrade.response === null ? hadMessages(upgrade) : !isWithheld(upgrade) && !isRefused(upgrade);
  return {
    isOrdinaryRequest: true,
    counts: "body",
    datedBy: "creation",
    formsSeries: false,
    transportOf: requestTransport,
    wasOpened,
    stateOf: (upgrade) => stateOf(upgrade, wasOpened(upgrade), isRefused(upgrade)),
    isPendingAfterEnd: () => false,
    endsUnseen: true,
    isWithheld,
    isRefused: (upgrade) => !isWithheld(upgrade) && isRefused(upgrade),
    isUnreported: () => false,
  };
}

/** Facts of an ordinary request whose response any interface takes: a long poll, a fetch whose response continues. */
export const requestFacts = ordinaryRequest();

function isWithheld(upgrade: Upgrade): boolean {
  return corsFaultOf(upgrade) !== null || isBlockedByBrowser(upgrade);
}

/**
 * `queued` while nothing shows that the request has gone out, `open` while its response comes, `failed` if none came that
 * could be used; `blocked` is what the browser itself refused before the page got anything (docs/report-format.md#states).
 */
function stateOf(upgrade: Upgrade, wasOpened: boolean, isRefused: boolean): State {
  if (isBlockedByBrowser(upgrade)) return "blocked";
  if (wasOpened) return isOver(upgrade) ? "closed" : "open";
  if (isRefused && !isWithheld(upgrade)) return "failed";
  if (isOver(upgrade)) return stateOfUnopened(upgrade);
  return upgrade.request === null ? "queued" : "requested";
}

/** Whether its end was seen, or an error that ends it. */
export function isOver({ ended, error }: Upgrade): boolean {
  return ended !== null || error !== null;
}

/** The state of a request that ended without a usable response: what was canceled on purpose has ended; it did not fail. */
export function stateOfUnopened({ error, exchange, ended }: Upgrade): "closed" | "failed" {
  return error === null && (exchange?.end === "canceled" || ended === "navigation") ? "closed" : "failed";
}

/** The browser names the version of ordinary requests; a 101 exists only over HTTP/1.1 (RFC 9110 §7.8). */
export function requestTransport({ exchange, response }: Upgrade): Transport | null {
  return response?.status === 101 ? "http/1.1" : namedTransport(exchange?.protocol);
}
