import type { Kind } from "../../upgrade/kinds/kind.ts";
import { eventStream } from "./entries/event-stream.ts";
import { otherUpgrade } from "./entries/other-upgrade.ts";
import { ordinaryRequests } from "./entries/request.ts";
import { webSocket } from "./entries/websocket.ts";
import { webTransport } from "./entries/webtransport.ts";
import type { KindKnowledge } from "./kind.ts";

const KINDS: Readonly<Record<Kind, KindKnowledge>> = {
  websocket: webSocket,
  webtransport: webTransport,
  "event-stream": eventStream,
  ...ordinaryRequests,
  "other-upgrade": otherUpgrade,
};

/** The registry, in the order of the documentation. */
export const kinds: readonly KindKnowledge[] = Object.values(KINDS);

/** What is known of one kind of connection. */
export function knowledgeOf(kind: Kind): KindKnowledge {
  return KINDS[kind];
}
