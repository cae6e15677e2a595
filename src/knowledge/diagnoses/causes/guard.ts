import { settingSnippets } from "../../applications/settings.ts";
import { visibleText } from "../../text.ts";
import { recognized, responseHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** Products that come with a web application firewall. */
const WITH_FIREWALL = [
  "akamai",
  "azure-front-door",
  "barracuda",
  "cloudflare",
  "cloudfront",
  "f5-big-ip",
  "fastly",
  "imperva",
  "sucuri",
];

/** A web application firewall asks for a check that a WebSocket cannot pass. Supported by its header or a product that has one. */
export function wafChallenge(seen: Case): Cause | null {
  const mitigated = responseHeader(seen, "cf-mitigated");
  const product = recognized(seen, WITH_FIREWALL);
  if (mitigated === null && product === null) return null;
  const isChallenge = mitigated === "challenge";
  const name = product?.name ?? "A firewall along the way";
  return {
    id: "waf-challenge",
    likelihood: isChallenge ? "certain" : "possible",
    title: isChallenge
      ? `${name} asked for a check that visitors are human`
      : `${name} may have treated the client as a bot`,
    why:
      mitigated === null
        ? "Products of this kind can ask visitors to prove that they are human; a WebSocket cannot show such a page."
        : "The response says that it asked for such a check; a WebSocket cannot show the page for it.",
    evidence: [
      ...(mitigated === null ? [] : [`response header cf-mitigated: ${visibleText(mitigated)}`]),
      ...(product?.evidence ?? []),
      saidEvidence(seen),
    ],
    fix: {
      text: "Exempt the socket's path from challenges and bot rules, and find the request in the firewall's log.",
      snippets: [],
    },
  };
}

/** A product in which WebSockets are a switch that is off at first. Supported only when it was recognized. */
export function websocketsDisabled(seen: Case, ...ids: readonly string[]): Cause | null {
  const product = recognized(seen, ids);
  if (product === null) return null;
  return {
    id: "websockets-disabled",
    likelihood: product.confidence === "possible" ? "possible" : "likely",
    title: `WebSockets may be disabled in ${product.name}`,
    why: product.behavior,
    evidence: [...product.evidence, saidEvidence(seen)],
    fix: {
      text: "Enable WebSockets for this path.",
      snippets: seen.snippets("forward-upgrade").filter(({ for: name }) => name === product.name),
    },
  };
}

/** Libraries that go on without WebSockets when told to, and how they respond then (docs/chromium.md#server-libraries). */
const WITHOUT: Readonly<Record<string, string>> = {
  sockjs:
    "With `websocket: false` a SockJS server responds to a handshake with 404. Its own client asks `/info` first and then does not even try; other clients do.",
  "socket.io":
    "With `transports` that leave `websocket` out, a Socket.IO server responds to a handshake with 400 and serves only its other transports.",
};

/** The library itself may have its WebSockets switched off. Supported by a library of which that is known. */
export function transportSwitchedOff(seen: Case): Cause | null {
  const { protocol } = seen;
  const why = WITHOUT[protocol?.id ?? ""];
  if (protocol === null || why === undefined) return null;
  return {
    id: "websockets-disabled",
    likelihood: "possible",
    title: `${protocol.name} on the server may have its WebSocket transport disabled`,
    why,
    evidence: [...protocol.evidence, saidEvidence(seen)],
    fix: {
      text: "Enable its WebSocket transport, and make sure that the handshake reaches this library at all.",
      snippets: settingSnippets(seen, "enable-websockets"),
    },
  };
}
