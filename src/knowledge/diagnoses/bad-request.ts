import { founded, statusOf } from "../case.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { clientVersion, stickySessionsMissing } from "../causes/sessions.ts";
import { plainToSecure } from "../causes/tls.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { pathEvidence, saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";
import { rfc } from "../reference.ts";

/** 400: the server could not or would not understand the handshake. */
export const badRequest: Diagnosis = {
  id: "bad-request",
  stage: "answered-status",
  reference: rfc(9110, "15.5.1"),
  applies: (seen) => statusOf(seen) === 400,
  summary: () => "The answer was 400 Bad Request: the handshake was not accepted as it arrived.",
  causes: (seen) =>
    founded(
      // What the URL itself shows stands before a proxy of which nothing was seen; a recognised one is likelier than both.
      stickySessionsMissing(seen),
      clientVersion(seen),
      upgradeNotForwarded(seen),
      plainToSecure(seen, "likely"),
      h2WithoutExtendedConnect(seen, "possible"),
      handshakeRefused(seen),
    ),
};

function handshakeRefused(seen: Case): Cause {
  return {
    id: "handshake-refused",
    likelihood: "possible",
    title: "The application may refuse something in this handshake",
    why: "Libraries answer 400 also to a path, a token, a version or a host that they do not accept; the reason stands in the body, which the browser keeps to itself.",
    evidence: [saidEvidence(seen), ...pathEvidence(seen)],
    fix: {
      text: "Send the handshake by hand and read the body, or look into the server's log.",
      snippets: [curl(seen)],
    },
  };
}
