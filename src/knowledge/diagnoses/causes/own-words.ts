import { headerValue } from "../../../upgrade/http/headers.ts";
import { visibleText } from "../../text.ts";
import { responseHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** Names under which applications say why they refuse (RFC 9457 §3.1 has `detail`), with what they say. */
const REASON = /"(?:error|message|detail|details|reason|msg|error_description)"\s{0,9}:\s{0,9}"([^"\\]{3,160})"/;

/** Statuses with which an application refuses; others are also those of a request that never reached it. */
const REFUSALS: readonly number[] = [401, 403];

/** Longest body that is looked at, in characters: a refusal is short. */
const LONGEST = 4000;

/**
 * What an application says of its own refusal: a body of JSON that gives a reason. The JSON that proxies and libraries are
 * known for is recognized before this; else they respond with pages or plain text.
 *
 * @returns none, or one cause
 */
export function applicationSaid(seen: Case): Cause[] {
  const { response } = seen.upgrade;
  const body = response?.body ?? "";
  if (response === null || !REFUSALS.includes(response.status) || body.length > LONGEST) return [];
  if (!/\bjson\b/i.test(headerValue(response.headers, "Content-Type") ?? "")) return [];
  const [words, reason] = REASON.exec(body) ?? [];
  // The name of the status is no reason, and gateways write it too.
  if (words === undefined || reason === undefined || /^(?:unauthori[sz]ed|forbidden)$/i.test(reason)) return [];
  const framework = responseHeader(seen, "X-Powered-By");
  return [
    {
      id: "application-decided",
      likelihood: "likely",
      title: "The application itself may have refused it: the body of the response gives a reason",
      why: "The body is JSON that gives a reason, and no known proxy or library sends this body, so the handshake seems to have reached the application.",
      evidence: [
        `body of the response: ${visibleText(words)}`,
        ...(framework === null ? [] : [`response header X-Powered-By: ${visibleText(framework)}`]),
        saidEvidence(seen),
      ],
      fix: {
        text: "Do what the reason asks for; if it is not clear, look for these words in the application's code and for this moment in its log.",
        snippets: [],
      },
    },
  ];
}
