import { listOf } from "../../../upgrade/http/tokens.ts";
import { generalSnippets } from "../../applications/settings.ts";
import { safeAddressOf } from "../../intermediaries/snippets/safe-address.ts";
import { rfc } from "../../reference.ts";
import { count } from "../../text.ts";
import { requestHeader, responseHeader, supported } from "../case.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** 101, and its Sec-WebSocket-Protocol does not answer the offer. Chromium is stricter than RFC 6455: no choice at all fails. */
export const subprotocolInvalid: Diagnosis = {
  id: "subprotocol-invalid",
  stage: "response-headers",
  reference: rfc(6455, "4.2.2"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "subprotocol",
  summary: ({ failure }) => {
    const detail = failure.kind === "header" ? failure.detail : "";
    if (detail.startsWith("Sent non-empty")) return "Subprotocols were offered, but the 101 chose none.";
    if (detail.includes("if not present in request")) return "The 101 chose a subprotocol, but none was offered.";
    if (detail.includes("more than once")) return "The response was 101 with more than one `Sec-WebSocket-Protocol`.";
    return "The 101 chose a subprotocol that was not offered.";
  },
  brief: () => "no agreement on a subprotocol",
  causes: (seen) => supported(...own(seen)),
};

function own(seen: Case): (Cause | null)[] {
  const detail = seen.failure.kind === "header" ? seen.failure.detail : "";
  if (detail.startsWith("Sent non-empty"))
    return [offeredByAccident(seen), olderGraphql(seen), olderMqtt(seen), notEchoed(seen)];
  const graphql = newerGraphql(seen);
  if (graphql !== null) return [graphql];
  const unasked = notOffered(seen);
  const rule = "A server chooses at most one subprotocol, and only one that was offered, spelled exactly the same.";
  return [unasked, serverHandshakeBug(seen, rule, unasked === null ? "likely" : "possible"), responseRewritten(seen)];
}

/** Servers of one protocol often choose its name whether it was offered or not; clients that are no browsers let that pass. */
function notOffered(seen: Case): Cause | null {
  const detail = seen.failure.kind === "header" ? seen.failure.detail : "";
  const chosen = responseHeader(seen, "Sec-WebSocket-Protocol")?.trim() ?? /request: (\S+)$/.exec(detail)?.[1];
  if (!detail.includes("if not present in request") || chosen === undefined) return null;
  if (seen.protocol === null || !/^[\w.-]{1,40}$/.test(chosen)) return null;
  return {
    id: "subprotocol-not-offered",
    likelihood: "likely",
    title: `The client may have to offer the subprotocol \`${chosen}\``,
    why: "The server responds with the name of the protocol that it speaks, although the client did not offer it. Browsers reject such a handshake (RFC 6455 §4.1); other clients accept it.",
    evidence: ["no request header Sec-WebSocket-Protocol", `response header Sec-WebSocket-Protocol: ${chosen}`],
    fix: {
      text: "Offer the subprotocol that the server speaks; on the server, choose none if none was offered.",
      snippets: [{ for: "JavaScript", code: `const socket = new WebSocket("${url(seen)}", "${chosen}");` }],
    },
  };
}

/** `new WebSocket(url, null)` offers the word: the argument is made into a string. */
function offeredByAccident(seen: Case): Cause | null {
  const word = offers(seen).find((offer) => offer === "null" || offer === "undefined");
  if (word === undefined) return null;
  return {
    id: "subprotocol-offered-by-accident",
    likelihood: "likely",
    title: `The page offers the word \`${word}\` as a subprotocol`,
    why: "No subprotocol of that name is known; an unset value was probably turned into text before it reached `new WebSocket`.",
    evidence: [`request header Sec-WebSocket-Protocol offers ${word}`],
    fix: {
      text: "Leave out the second argument of `new WebSocket` when no subprotocol is intended, or pass `[]`.",
      snippets: [],
    },
  };
}

/** The library graphql-ws knows `graphql-transport-ws` only; the name `graphql-ws` belongs to the older protocol (docs/chromium.md#server-libraries). */
function olderGraphql(seen: Case): Cause | null {
  const offered = offers(seen);
  if (!offered.includes("graphql-ws") || offered.includes("graphql-transport-ws")) return null;
  return {
    id: "client-version-mismatch",
    likelihood: "likely",
    title: "The client may speak the older of two GraphQL protocols",
    why: "It offers `graphql-ws`, the protocol of the library subscriptions-transport-ws. Servers that use the library graphql-ws know only `graphql-transport-ws`, and then choose nothing.",
    evidence: ["request header Sec-WebSocket-Protocol offers graphql-ws", saidEvidence(seen)],
    fix: {
      text: "Use the client of the library graphql-ws in the page, or a server that knows the older protocol.",
      snippets: [
        {
          for: "graphql-ws",
          code: `import { createClient } from "graphql-ws";\nconst client = createClient({ url: "${url(seen)}" });`,
        },
      ],
    },
  };
}

/** MQTT 3.1's name for itself, which brokers of the later versions need not know. */
function olderMqtt(seen: Case): Cause | null {
  const offered = offers(seen);
  if (!offered.includes("mqttv3.1") || offered.includes("mqtt")) return null;
  return {
    id: "client-version-mismatch",
    likelihood: "likely",
    title: "The client may speak an older MQTT than the broker",
    why: "It offers `mqttv3.1`, which clients of MQTT 3.1 use. MQTT 3.1.1 and 5 use `mqtt`, and a broker may know only that name.",
    evidence: ["request header Sec-WebSocket-Protocol offers mqttv3.1", saidEvidence(seen)],
    fix: {
      text: "Make the client use MQTT 3.1.1 or 5: it then offers `mqtt`.",
      snippets: [{ for: "MQTT.js", code: "mqtt.connect(url, { protocolVersion: 4 }); // 4 is MQTT 3.1.1" }],
    },
  };
}

/** The other way round: the newer client, and a server that answers with the older name whatever is offered. */
function newerGraphql(seen: Case): Cause | null {
  const offered = offers(seen);
  const detail = seen.failure.kind === "header" ? seen.failure.detail : "";
  const isOlder =
    /'graphql-ws' in response/.test(detail) || responseHeader(seen, "Sec-WebSocket-Protocol") === "graphql-ws";
  if (!isOlder || !offered.includes("graphql-transport-ws") || offered.includes("graphql-ws")) return null;
  return {
    id: "client-version-mismatch",
    likelihood: "certain",
    title: "The client and the server speak two different GraphQL protocols",
    why: "The client offers `graphql-transport-ws`, the protocol of the library graphql-ws; the server chose `graphql-ws`, the older protocol of subscriptions-transport-ws.",
    evidence: ["request header Sec-WebSocket-Protocol offers graphql-transport-ws", saidEvidence(seen)],
    fix: {
      text: "Use the client of subscriptions-transport-ws with this server, or update the server to one that knows `graphql-transport-ws`.",
      snippets: [],
    },
  };
}

function url({ address }: Case): string {
  const { authority, path } = safeAddressOf(address);
  return `${address?.scheme === "ws" ? "ws" : "wss"}://${authority}${path}`;
}

function notEchoed(seen: Case): Cause {
  const offered = offers(seen).length;
  return {
    id: "subprotocol-not-echoed",
    likelihood: "likely",
    title: "The server may not know the offered subprotocols, or a proxy may have dropped the header",
    why: "Chromium requires one of the offered subprotocols in the response. RFC 6455 lets a server choose none, so one that ignores the header works with other clients.",
    // The values are left out: some libraries carry tokens in them.
    evidence: [
      ...(offered === 0 ? [] : [`request header Sec-WebSocket-Protocol offers ${count(offered, "subprotocol")}`]),
      saidEvidence(seen),
    ],
    fix: {
      text: "Make the server respond with exactly one of the offered values, and make proxies forward `Sec-WebSocket-Protocol` in both directions, or offer none.",
      snippets: generalSnippets(seen, "choose-subprotocol"),
    },
  };
}

function offers(seen: Case): string[] {
  return listOf(requestHeader(seen, "Sec-WebSocket-Protocol") ?? "");
}
