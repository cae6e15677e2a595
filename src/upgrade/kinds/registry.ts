import { eventStreamFacts } from "./event-stream.ts";
import type { KindFacts } from "./facts.ts";
import type { Kind } from "./kind.ts";
import { longPollFacts } from "./long-poll.ts";
import { otherUpgradeFacts } from "./other-upgrade.ts";
import { streamingFetchFacts } from "./streaming-fetch.ts";
import { webSocketFacts } from "./websocket.ts";
import { webTransportFacts } from "./webtransport.ts";

/**
 * The facts of all kinds, by how much has to be known to say so, most last: everything looks like a WebSocket until a source
 * tells better. Of two sources that name different kinds, the later one of this list is right.
 */
const KINDS: Readonly<Record<Kind, KindFacts>> = {
  websocket: webSocketFacts,
  "other-upgrade": otherUpgradeFacts,
  "long-poll": longPollFacts,
  "streaming-fetch": streamingFetchFacts,
  "event-stream": eventStreamFacts,
  webtransport: webTransportFacts,
};

/** The registry as a list, in its order. */
export const kinds: readonly KindFacts[] = Object.values(KINDS);

/** The facts of one kind. */
export function factsOf(kind: Kind): KindFacts {
  return KINDS[kind];
}

/** Kinds that are ordinary requests of HTTP: nothing is upgraded. */
export function isOrdinaryRequest(kind: Kind): boolean {
  return factsOf(kind).isOrdinaryRequest;
}

/** Kinds of which nobody can count what passes: Chrome does not report it, or only a file has them. */
export function isUncounted(kind: Kind): boolean {
  return factsOf(kind).counts === null;
}
