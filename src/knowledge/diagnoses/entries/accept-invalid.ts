import { rfc } from "../../reference.ts";
import { visibleText } from "../../text.ts";
import { requestHeader, responseHeader, supported, wasRequestSeen } from "../case.ts";
import { iisFeatureMissing } from "../causes/iis.ts";
import { responseRewritten, serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

const RULE =
  "`Sec-WebSocket-Accept` is exactly the base64 of the SHA-1 of the key followed by a fixed text, without whitespace.";

/** 101, and its Sec-WebSocket-Accept does not prove that the server read the key. */
export const acceptInvalid: Diagnosis = {
  id: "accept-invalid",
  stage: "response-headers",
  reference: rfc(6455, "4.2.2"),
  applies: ({ failure }) => failure.kind === "header" && failure.header === "accept",
  summary: ({ failure }) =>
    failure.kind === "header" && failure.detail.includes("missing")
      ? "The response was 101 without `Sec-WebSocket-Accept`."
      : failure.kind === "header" && failure.detail.includes("more than once")
        ? "The response was 101 with more than one `Sec-WebSocket-Accept`."
        : failure.kind === "header" && failure.detail.startsWith("Invalid")
          ? "The response was 101, and its `Sec-WebSocket-Accept` is missing or does not match the key that was sent."
          : "The response was 101, and its `Sec-WebSocket-Accept` does not match the key that was sent.",
  brief: () => "the accept value is wrong or missing",
  causes: (seen) =>
    supported(
      keyNotSent(seen),
      calledAgain(seen),
      replayed(seen),
      isMissing(seen) ? iisFeatureMissing(seen) : null,
      responseRewritten(seen),
      serverHandshakeBug(seen, RULE),
    ),
};

function isMissing(seen: Case): boolean {
  return responseHeader(seen, "Sec-WebSocket-Accept") === null;
}

/** Without a key there is nothing to accept: what switched is no WebSocket. */
function keyNotSent(seen: Case): Cause | null {
  const { client, request } = seen.upgrade;
  if (client === undefined || request?.method === undefined || !wasRequestSeen(seen)) return null;
  if (requestHeader(seen, "Sec-WebSocket-Key") !== null) return null;
  return {
    id: "request-incomplete",
    likelihood: "certain",
    title: "The test did not send a complete handshake",
    why: "The request has no `Sec-WebSocket-Key`, so the server had nothing to accept, but switched anyway (RFC 6455 §4.2.2 requires both). Proxies and clients that follow the standard refuse that.",
    evidence: ["no request header Sec-WebSocket-Key", saidEvidence(seen)],
    fix: {
      text: "Repeat the test with a complete handshake, and check whether the response accepts its key.",
      snippets: [curl(seen)],
    },
  };
}

/** WebSocket-Node keeps one key an object: a second call makes the first response wrong (WebSocket-Node: lib/WebSocketClient.js). */
function calledAgain(seen: Case): Cause | null {
  if (seen.upgrade.client !== "WebSocket-Node") return null;
  return {
    id: "client-reused",
    likelihood: "likely",
    title: "`connect()` may have been called again on the same client",
    why: "WebSocket-Node makes a new key at each call and keeps only the last one, so it compares the response to an earlier call with the wrong key. Users report this error when two calls overlap.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Create a new client for each connection, and do not reconnect before the earlier attempt has ended.",
      snippets: [
        {
          for: "WebSocket-Node",
          code: "const client = new WebSocketClient(); // one for each connect()\nclient.connect(url);",
        },
      ],
    },
  };
}

/** The value answers the key of another attempt: a 101 that was kept and given again. */
function replayed(seen: Case): Cause | null {
  const value = responseHeader(seen, "Sec-WebSocket-Accept");
  const sameKey = value === null ? [] : (seen.capture.keys.get(value.trim()) ?? []);
  if (sameKey.every((id) => id === seen.upgrade.id)) return null;
  return {
    id: "response-cached",
    likelihood: "certain",
    title: "The response belongs to another handshake",
    why: "Its `Sec-WebSocket-Accept` matches the key of another attempt, so something stored that response and sent it again.",
    evidence: [`response header Sec-WebSocket-Accept: ${visibleText(value ?? "")}`, saidEvidence(seen)],
    fix: { text: "Never cache responses for this path.", snippets: [] },
  };
}
