import { BUFFERING } from "../diagnoses/causes/requests.ts";
import { generalAdvice } from "../explanation/advice.ts";
import type { PendingText, PendingWords } from "../explanation/pending.ts";
import { requestHeaders } from "../headers/requests.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import type { Words } from "../text.ts";
import type { KindKnowledge } from "./kind.ts";

/** What all kinds share that are no WebSockets. */
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

/** What all ordinary requests share. */
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
    ? `By default ${name} collects a response's body before passing it on (\`proxy_buffering\`).`
    : "";
}

/**
 * Why an ordinary request is pending.
 *
 * @param requested while nothing has answered
 * @param open while its response comes
 */
export function requestPending(requested: (url: string) => PendingText, open: PendingWords["open"]): PendingWords {
  return {
    queued: () => ({ plain: QUEUED, engineer: QUEUED_ENGINEER }),
    requested: ({ url }) => unanswered(requested(url ?? "")),
    ...(open === undefined ? {} : { open: (upgrade) => goesOn(open(upgrade)) }),
  };
}

/** Why it is pending before a response: what it is, then what DevTools lacks. */
export function unanswered({ plain, engineer }: PendingText): PendingText {
  return { plain: `${plain} Until there is a response DevTools has no time to show and says Pending.`, engineer };
}

function goesOn(text: PendingText | null): PendingText | null {
  const why = "As long as it goes on there is no end to measure to, so DevTools shows no time and says Pending.";
  return text && { ...text, plain: `${text.plain} ${why}` };
}

const QUEUED =
  "The page has asked for it, but nothing shows that the request has gone out. It may wait for a free connection: over HTTP/1.1 a browser keeps at most six to one host, and every stream that stays open uses one up.";
const QUEUED_ENGINEER =
  "No `requestWillBeSentExtraInfo` event was seen for it, which Chrome sends when the request goes to the network. Six connections for each host is Chrome's limit for HTTP/1.1; over HTTP/2 and HTTP/3 one connection carries many requests. A service worker that answers itself sends no such event either.";
