import { isMessageAlone, wasOpened } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { chromium } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
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
      ? `The client disconnected before a response was sent: that is what ${logged(upgrade)} in the log stands for.`
      : upgrade.error === null
        ? "The attempt ended before a response came, without an error."
        : isInterrupted(upgrade)
          ? "Firefox ended the connection while its page was being left or reloaded."
          : "The browser canceled the handshake before it was finished.",
  brief: ({ upgrade }) => (isInterrupted(upgrade) ? "Ended with its page" : "Canceled before a response came"),
  causes: (seen) =>
    isInterrupted(seen.upgrade)
      ? [interrupted(seen)]
      : supported(pageLeft(seen), stoppedWaiting(seen), clientCertificate(seen)),
};

/** The status that the log has for it, or the words. */
function logged({ error }: Upgrade): Words {
  const message = error?.message ?? "";
  return /^\d{3}$/.test(message) ? message : code(message);
}

/** Firefox's words for a socket, open or not, whose page goes away (bugzilla.mozilla.org: 712329). */
function isInterrupted({ error }: Upgrade): boolean {
  return /was interrupted while the page was loading/.test(error?.message ?? "");
}

function interrupted(seen: Case): Cause {
  return {
    id: "page-left",
    likelihood: "likely",
    title: "The page may have been left or reloaded",
    why: "Firefox writes this line for each WebSocket of a page that is being left, whether it was open or still connecting. The server is not at fault. If the user did not leave the page, one of its scripts did, through `location` or by submitting a form.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Nothing needs fixing if the page was reloaded. To avoid this line, close the socket when the page is left.",
      snippets: [{ for: "JavaScript", code: 'addEventListener("pagehide", () => socket.close());' }],
    },
  };
}

/** Created or sent, ended, and neither a response nor words in between. */
function endedWithoutResponse(upgrade: Upgrade): boolean {
  const announced = upgrade.createdAt !== null || upgrade.request !== null || upgrade.unsentEnd !== undefined;
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
    why: "A response that takes longer than the timeout of the client or proxy waiting for it is logged this way.",
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
  // A message alone does not say whether a request had been sent.
  const isAlone = isMessageAlone(seen.upgrade);
  return {
    id: "client-certificate-required",
    likelihood: isAlone ? "possible" : "likely",
    title: "The server may ask for a client certificate",
    why: `A WebSocket cannot show the dialog for choosing a certificate, so the browser cancels the handshake${isAlone ? "" : "; no request had been sent yet"}.`,
    evidence: [saidEvidence(seen), sentEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Do not ask for client certificates on the socket's host, or use the page's own host, where one has already been chosen.",
      snippets: [],
    },
  };
}
