import { addressOf } from "../../../upgrade/http/address.ts";
import { isOrdinaryRequest } from "../../../upgrade/kinds/registry.ts";
import { stateOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { count, duration } from "../../text.ts";
import { endpoint } from "../case.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** Milliseconds after which a request that has not gone out needs attention. */
const WAIT = 2000;

/** Chrome's limit of HTTP/1.1 connections to one host (docs/chromium.md#six-connections-per-host: the seventh request goes out when one of six ends). */
const CONNECTIONS = 6;

/** The page asked, and nothing shows that the request has been sent. */
export const requestQueued: Diagnosis = {
  id: "request-queued",
  stage: "waiting",
  reference: {
    text: "MDN: EventSource, limit of open connections",
    url: "https://developer.mozilla.org/en-US/docs/Web/API/EventSource",
  },
  applies: ({ upgrade, now }) =>
    stateOf(upgrade) === "queued" &&
    !upgrade.fromFile &&
    upgrade.unwatchedSince === null &&
    upgrade.createdAt !== null &&
    now - upgrade.createdAt >= WAIT,
  summary: ({ upgrade, now }) =>
    `The page asked for it ${duration(now - (upgrade.createdAt ?? now))} ago; nothing shows that the request has been sent.`,
  brief: ({ upgrade, now }) => `Not sent for ${duration(now - (upgrade.createdAt ?? now))}`,
  causes: (seen) => [connectionLimit(seen)],
};

function connectionLimit(seen: Case): Cause {
  const taken = seen.capture.upgrades.filter((other) => holdsConnection(seen, other)).length;
  return {
    id: "connection-limit",
    likelihood: taken >= CONNECTIONS ? "likely" : "possible",
    title: "All connections to this host may be in use",
    why: `Over HTTP/1.1 Chrome opens at most ${CONNECTIONS} connections to a host, for all tabs together. A request that stays pending keeps one of them for itself, and later requests have to wait.`,
    evidence: [
      "no event shows that the request was sent",
      `${count(taken, "other pending request")} to ${endpoint(seen).replaceAll("`", "")} listed here`,
    ],
    fix: {
      text: "Use one stream for the whole page, share it between tabs with a `SharedWorker` or a `BroadcastChannel`, or serve the site over HTTP/2, where one connection carries many requests.",
      snippets: [],
    },
  };
}

function holdsConnection({ upgrade, address }: Case, other: Upgrade): boolean {
  if (other.id === upgrade.id || !isOrdinaryRequest(other.kind) || address === null) return false;
  const state = stateOf(other);
  if ((state !== "open" && state !== "requested") || other.unwatchedSince !== null) return false;
  const theirs = addressOf(other.url);
  const isHttp1 = (other.exchange?.protocol ?? "http/1.1").startsWith("http/1");
  return isHttp1 && theirs?.scheme === address.scheme && theirs.authority === address.authority;
}
