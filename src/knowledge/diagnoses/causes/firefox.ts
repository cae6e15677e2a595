import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { duration, type Words } from "../../text.ts";
import { endpoint, supported } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { addressEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";
import { serverHandshakeBug } from "./rewriting.ts";
import { plainToSecure } from "./tls.ts";

/** How far an attempt came of which Firefox's log says nothing but that it is over (docs/firefox.md#no-response). */
type Reach = "answered" | "tls-broken" | "tls-begun" | "unknown";

/** Whether an attempt in Firefox's log ended without a response, for which the log has no words. */
export function isUnexplained({ client, error, response, ended }: Upgrade): boolean {
  return client === "Firefox" && error === null && response === null && ended === "closed";
}

function reachOf({ upgrade }: Case): Reach {
  const { security = null, phases = {}, address = null } = upgrade.network ?? {};
  // Only of what answered Firefox logs the address.
  if (address !== null) return "answered";
  if (security === "broken") return "tls-broken";
  return (phases.tls ?? 0) > 0 ? "tls-begun" : "unknown";
}

/** What was seen of it. */
export function unexplainedSummary(seen: Case): Words {
  switch (reachOf(seen)) {
    case "answered":
      return "A response arrived, but its status is not a valid HTTP status.";
    case "tls-broken":
      return `TLS with ${endpoint(seen)} failed; Firefox's network log does not say why.`;
    case "tls-begun":
      return `TLS with ${endpoint(seen)} began, and no response came.`;
    default:
      return "No response came; Firefox's network log does not say why.";
  }
}

/** What may have ended it: the log has no reason, only how far it came. */
export function unexplainedCauses(seen: Case): Cause[] {
  const evidence = [...reachEvidence(seen), ...addressEvidence(seen)];
  switch (reachOf(seen)) {
    case "answered":
      return [serverHandshakeBug(seen, "A status is a number from 100 to 599.")];
    case "tls-broken":
      return [untrusted(seen, evidence), wantsCertificate(evidence)];
    case "tls-begun":
      return [noTls(seen, evidence)];
    default:
      return supported(plainToSecure(seen, "likely"), unreachable(seen, evidence));
  }
}

/** Milliseconds after which Firefox gives a handshake up (`network.websocket.timeout.open`; docs/firefox.md#pending). */
const GIVEN_UP = 20_000;

/** An attempt that Firefox or the page may have ended: neither is logged. */
export function endedUnlogged({ upgrade, now }: Case): Cause | null {
  const waited = now - (upgrade.request?.at ?? now);
  if (upgrade.client !== "Firefox" || waited < GIVEN_UP) return null;
  return {
    id: "handshake-abandoned",
    likelihood: "likely",
    title: "Firefox may have ended it by now",
    why: "By default Firefox ends a handshake that gets no response within 20 seconds, and its network log still shows it as waiting. The same happens when the page closes the socket while it is connecting.",
    evidence: [`${duration(waited)} since the handshake began`, "no response in Firefox's network log"],
    fix: null,
  };
}

function reachEvidence(seen: Case): string[] {
  const { security = null, phases = {} } = seen.upgrade.network ?? {};
  const { tls = 0 } = phases;
  return [
    ...(security === null ? [] : [`Firefox's state of TLS: ${security === "broken" ? "broken" : "not secure"}`]),
    ...(tls > 0 ? [`${tls} ms spent on TLS`] : []),
    "no response in Firefox's network log",
  ];
}

function untrusted(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "self-signed-certificate",
    likelihood: "likely",
    title: "Firefox may not trust the server's certificate",
    why: "Firefox marks TLS as broken when it does not accept the certificate. A WebSocket shows no warning that the user could accept.",
    evidence,
    fix: {
      text: "Open the same host and port as a page, where Firefox names the reason; then install a certificate from a trusted authority.",
      snippets: [curl(seen)],
    },
  };
}

function wantsCertificate(evidence: readonly string[]): Cause {
  return {
    id: "client-certificate-required",
    likelihood: "possible",
    title: "The server may ask for a client certificate",
    why: "A server that ends TLS because the client presented no certificate looks the same in the log.",
    evidence,
    fix: { text: "Do not ask for client certificates on the socket's host.", snippets: [] },
  };
}

function noTls(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "https-instead-of-http",
    likelihood: "likely",
    title: `${endpoint(seen)} may not speak TLS, and the URL says \`wss://\``,
    why: "The connection was made, but TLS was not established, and Firefox reported no problem with a certificate. This is what a server that responds with something other than TLS looks like.",
    evidence,
    fix: {
      text: "Connect to the port on which TLS is served, or put a server with TLS in front of this one.",
      snippets: [curl(seen)],
    },
  };
}

function unreachable(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "upstream-down",
    likelihood: "possible",
    title: "The server may be down, or may have closed the connection without a response",
    why: "A name that does not exist, a port on which nothing listens, and a server or proxy that closes without a response look the same in Firefox's log.",
    evidence,
    fix: {
      text: "Send the request by hand: the command line gives the reason that the log does not.",
      snippets: [curl(seen)],
    },
  };
}
