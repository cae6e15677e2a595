import { wasOpened } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { chromium } from "../../reference.ts";
import { isClientGone } from "../browser-message.ts";
import { supported } from "../case.ts";
import { pageLeft } from "../causes/page.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence, sentEvidence } from "../evidence.ts";

/** The browser itself ended the handshake: the page was left, or a server asked for a client certificate; or it ended without a word. */
export const handshakeCanceled: Diagnosis = {
  id: "handshake-canceled",
  stage: "waiting",
  reference: chromium("net/websockets/websocket_stream.cc"),
  applies: ({ failure, upgrade }) =>
    (failure.kind === "text" && failure.text === "canceled") || endedWithoutResponse(upgrade),
  summary: ({ upgrade }) =>
    isClientGone(upgrade)
      ? "The client went away before a response was sent: that is what 499 in an access log stands for."
      : upgrade.error === null
        ? "The attempt ended before a response came, without an error."
        : "The browser canceled the handshake before it was finished.",
  brief: () => "Canceled before a response came",
  causes: (seen) => supported(pageLeft(seen), stoppedWaiting(seen), clientCertificate(seen)),
};

/** Created or sent, ended, and neither a response nor words in between. */
function endedWithoutResponse(upgrade: Upgrade): boolean {
  const announced = upgrade.createdAt !== null || upgrade.request !== null;
  return (
    announced && upgrade.ended !== null && upgrade.error === null && upgrade.response === null && !wasOpened(upgrade)
  );
}

/** nginx sees the client close the connection while it waits for the application; why it was closed, it does not see. */
function stoppedWaiting(seen: Case): Cause | null {
  if (!isClientGone(seen.upgrade)) return null;
  return {
    id: "client-timeout",
    likelihood: "possible",
    title: "The client, or a proxy before this one, may have stopped waiting",
    why: "A response that takes longer than the timeout of whoever waits for it is logged in this way.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Look in the log for how long the request took (nginx: `$request_time`); if it is always the same, find that timeout, and why the handshake takes so long.",
      snippets: [],
    },
  };
}

function clientCertificate(seen: Case): Cause | null {
  const { error, request } = seen.upgrade;
  // The certificate is asked for within TLS, before any request.
  if (error === null || request !== null || seen.address?.scheme !== "wss") return null;
  return {
    id: "client-certificate-required",
    likelihood: "likely",
    title: "The server may ask for a client certificate",
    why: "A WebSocket cannot show the dialog for choosing a certificate, so the browser cancels the handshake; no request had been sent yet.",
    evidence: [saidEvidence(seen), sentEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Do not ask for client certificates on the socket's host, or use the page's own host, where one has already been chosen.",
      snippets: [],
    },
  };
}
