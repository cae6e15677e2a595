import { BUFFERING } from "../diagnoses/causes/requests.ts";
import { generalAdvice } from "../explanation/advice.ts";
import type { PendingText, PendingWords } from "../explanation/pending.ts";
import { requestHeaders } from "../headers/requests.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import type { Words } from "../text.ts";
import type { KindKnowledge } from "./kind.ts";

/** Properties of all kinds other than WebSockets. */
export const BESIDE_SOCKETS = {
  request: "request",
  policed: "what scripts ask for",
  schemes: { secure: "https", plain: "http" },
  isTwoWay: false,
  isProbed: false,
  checks: [],
  headers: requestHeaders,
  advice: generalAdvice,
  behaviorOf,
} as const satisfies Partial<KindKnowledge>;

/** Properties of all ordinary requests. */
export const ORDINARY = {
  ...BESIDE_SOCKETS,
  isListedByDefault: false,
  uncounted: null,
  hidesHeaders: false,
  measures: "request",
  newerHttp: "HTTP/2 or HTTP/3",
  reproductions: ["curl"],
} as const satisfies Partial<KindKnowledge>;

/** What a product does with upgrades says nothing of an ordinary request. */
function behaviorOf({ id, name }: IntermediaryResult): Words {
  return BUFFERING.includes(id)
    ? `By default ${name} buffers a response's body before forwarding it (\`proxy_buffering\`).`
    : "";
}

/**
 * Why an ordinary request is pending.
 *
 * @param requested while nothing has responded
 * @param open while its response comes
 */
export function requestPending(requested: (url: string) => PendingText, open: PendingWords["open"]): PendingWords {
  return {
    queued: () => ({ plain: QUEUED, engineer: QUEUED_ENGINEER }),
    requested: ({ url }) => noResponse(requested(url ?? "")),
    ...(open === undefined ? {} : { open: (upgrade) => goesOn(open(upgrade)) }),
  };
}

/** Why it is pending before a response: what it is, then what DevTools lacks. */
export function noResponse({ plain, engineer }: PendingText): PendingText {
  return { plain: `${plain} Until a response comes, DevTools has no time to show and says Pending.`, engineer };
}

function goesOn(text: PendingText | null): PendingText | null {
  const why = "As long as it continues, there is no end to measure to, so DevTools shows no time and says Pending.";
  return text && { ...text, plain: `${text.plain} ${why}` };
}

const QUEUED =
  "The page has asked for it, but nothing shows that the request has been sent. It may be waiting for a free connection: over HTTP/1.1 a browser opens at most six to one host, and every stream that stays open takes up one of them.";
const QUEUED_ENGINEER =
  "No `requestWillBeSentExtraInfo` event was seen for it, which Chrome sends when the request goes to the network. Six connections per host is Chrome's limit for HTTP/1.1; over HTTP/2 and HTTP/3 one connection carries many requests. There is no such event either when a service worker responds to the request itself.";
