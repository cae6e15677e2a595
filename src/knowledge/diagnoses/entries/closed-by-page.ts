import { supported } from "../case.ts";
import { closedEarly, doubleMount } from "../causes/page.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** The page called `close()` while the socket was connecting. */
export const closedByPage: Diagnosis = {
  id: "closed-by-page",
  stage: "waiting",
  reference: { text: "WebSockets: close()", url: "https://websockets.spec.whatwg.org/#dom-websocket-close" },
  applies: ({ failure }) => failure.kind === "text" && failure.text === "closed-by-page",
  summary: () => "The page closed the socket itself, before the handshake was finished.",
  brief: () => "Closed by the page before it opened",
  causes: (seen) => supported(doubleMount(seen), closedEarly(seen)),
};
