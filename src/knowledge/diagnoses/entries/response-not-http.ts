import { rfc } from "../../reference.ts";
import { endpoint } from "../case.ts";
import { serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** What came back does not begin with an HTTP status line. */
export const responseNotHttp: Diagnosis = {
  id: "response-not-http",
  stage: "response-transport",
  reference: rfc(9112, "4"),
  applies: ({ failure }) =>
    (failure.kind === "text" && failure.text === "invalid-status-line") ||
    (failure.kind === "net" && failure.code === "ERR_INVALID_HTTP_RESPONSE"),
  summary: (seen) => `The response from ${endpoint(seen)} is not HTTP.`,
  brief: () => "the response is not HTTP",
  causes: (seen) => [
    otherService(seen),
    serverHandshakeBug(seen, "A response begins with a status line such as `HTTP/1.1 101 Switching Protocols`."),
  ],
};

function otherService(seen: Case): Cause {
  const { address } = seen;
  const odd = address !== null && ![80, 443].includes(address.port);
  return {
    id: "wrong-port",
    likelihood: odd ? "likely" : "possible",
    title: odd
      ? `Port ${address.port} may belong to another kind of service`
      : "Another kind of service may have responded",
    why: "A database, a mail server or any other program that does not speak HTTP responds in its own protocol.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Use the port on which the server speaks HTTP.", snippets: [curl(seen)] },
  };
}
