import { messagesOf } from "../../../upgrade/state.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { duration } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { expiredToken } from "../symptoms/expired-token.ts";

/** The server ends the connection over what the page says first. Supported by a message of the page. */
export function firstMessageRefused(seen: Case, evidence: readonly string[]): Cause | null {
  if (messagesOf(seen.upgrade).sent.count === 0) return null;
  const expired = expiredToken(seen);
  const ago = expired === null ? null : `${expired.where}: a token that had expired ${duration(expired.ago)} earlier`;
  return {
    id: "login-required",
    likelihood: "likely",
    title: "The server may not accept the page's first message, such as a login",
    why: "What a page says first is usually who it is or what it wants. A server that ends the connection over it, again and again, has refused it, or failed over it.",
    evidence: [...(ago === null ? [] : [ago]), ...evidence, ...closeEvidence(seen.upgrade)],
    fix: {
      text: "Look at that message in DevTools (Network, the connection, Messages): compare its token and its form with what the server expects. Let the server close with 3000 (unauthorized), or a code of its own and a reason, and let the page ask for a new login instead of trying again.",
      snippets: [],
    },
  };
}

/** The server said something and left. Supported by a message of the server. */
export function refusalInMessage(seen: Case, evidence: readonly string[]): Cause | null {
  if (messagesOf(seen.upgrade).received.count === 0) return null;
  return {
    id: "application-error",
    likelihood: "possible",
    title: "The server's message may say why it ended the connection",
    why: "It sent one message and the connection ended; applications report a refusal or an error so before they leave.",
    evidence: [...evidence, ...closeEvidence(seen.upgrade)],
    fix: { text: "Read that message in DevTools: Network, the connection, Messages.", snippets: [] },
  };
}
