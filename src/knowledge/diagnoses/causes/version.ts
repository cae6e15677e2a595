import { listOf } from "../../../upgrade/http/tokens.ts";
import { code, visibleText } from "../../text.ts";
import { requestHeader, responseHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { requestEvidence, saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** RFC 6455 §4.1, item 9: what every browser asks for. */
const STANDARD = "13";

const NAME = "Sec-WebSocket-Version";

/**
 * A server lists the versions that it knows (RFC 6455 §4.4): one that is not among them it does not support. Without a list,
 * a version other than the standard one supports the cause.
 *
 * @param isStatusOfIt whether the status itself speaks of versions (426): then it is thought of without a response too
 */
export function versionRefused(seen: Case, isStatusOfIt: boolean): Cause | null {
  const list = responseHeader(seen, NAME);
  const asked = requestHeader(seen, NAME)?.trim() ?? null;
  const isStandard = asked === null || asked === STANDARD;
  if (list === null && isStandard && (!isStatusOfIt || seen.upgrade.response !== null)) return null;
  const known = list === null ? [] : listOf(list);
  if (asked !== null && known.includes(asked)) return null;
  if (asked === null && known.includes(STANDARD)) return null;
  const evidence = [
    ...requestEvidence(seen, NAME),
    ...(list === null ? [] : [`response header ${NAME}: ${visibleText(list)}`]),
    saidEvidence(seen),
  ];
  const isProven = asked !== null && known.length > 0;
  return {
    id: "version-refused",
    likelihood: isProven ? "certain" : "possible",
    title: isProven
      ? `The server does not support version ${code(asked)} of the protocol`
      : "The server may not know this version of the protocol",
    why: isProven
      ? "The request asks for that version, and the list of supported versions in the response does not have it (RFC 6455 §4.4)."
      : "A server that does not support the requested version may respond with 426 (RFC 6455 §4.2.2); browsers ask for version 13.",
    evidence,
    fix: {
      text: isStandard
        ? "Update the WebSocket library on the server to one that follows RFC 6455."
        : "Ask for version 13, that of RFC 6455: update the client's WebSocket library.",
      snippets: [curl(seen)],
    },
  };
}
