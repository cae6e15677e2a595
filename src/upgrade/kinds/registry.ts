import { eventStreamFacts } from "./event-stream.ts";
import type { KindFacts } from "./facts.ts";
import { type Family, KINDS, type Kind } from "./kind.ts";
import { requestFacts } from "./ordinary-request.ts";
import { otherUpgradeFacts } from "./other-upgrade.ts";
import { webSocketFacts } from "./websocket.ts";
import { webTransportFacts } from "./webtransport.ts";

const FACTS: Readonly<Record<Family, KindFacts>> = {
  websocket: webSocketFacts,
  "other-upgrade": otherUpgradeFacts,
  request: requestFacts,
  "event-stream": eventStreamFacts,
  webtransport: webTransportFacts,
};

/** All kinds, in the order of `KINDS`. */
export const kinds: readonly Kind[] = Object.keys(KINDS).filter((name) => isKind(name));

/** The facts of one kind. */
export function factsOf(kind: Kind): KindFacts {
  return FACTS[KINDS[kind]];
}

/** Kinds that are ordinary requests of HTTP: nothing is upgraded. */
export function isOrdinaryRequest(kind: Kind): boolean {
  return factsOf(kind).isOrdinaryRequest;
}

/** Kinds of which nobody can count what passes: Chrome does not report it, or only a file has them. */
export function isUncounted(kind: Kind): boolean {
  return factsOf(kind).counts === null;
}

function isKind(name: string): name is Kind {
  return Object.hasOwn(KINDS, name);
}
