import { headerValues } from "../../../upgrade/http/headers.ts";
import { isRefusedStream } from "../../../upgrade/state.ts";
import { headerEvidence, statusEvidence } from "../../checks/finding.ts";
import { SSE } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** WHATWG HTML §9.2.3: any status but 200 ends an EventSource for good; 204 is the server's way to say so. */
export const eventStreamRefused: Diagnosis = {
  id: "event-stream-refused",
  stage: "response-status",
  reference: SSE,
  applies: ({ upgrade }) => isRefusedStream(upgrade) && upgrade.response?.status !== 200,
  summary: ({ upgrade }) =>
    `The response is ${upgrade.response?.status}; an EventSource accepts only 200, and does not reconnect.`,
  brief: ({ upgrade }) => `${upgrade.response?.status ?? "a status"} instead of 200`,
  causes: (seen) => [cause(seen)],
};

function cause({ upgrade }: Case): Cause {
  const { status = 0, headers = [] } = upgrade.response ?? {};
  const evidence = [...statusEvidence(upgrade.response)];
  if (status === 204) {
    return {
      id: "stream-ended-by-server",
      likelihood: "certain",
      title: "The server told the page to stop reconnecting",
      why: "`204 No Content` is how a server ends an event stream for good, so this may be intended.",
      evidence,
      fix: null,
    };
  }
  if (status === 401 || status === 403) {
    return {
      id: "login-required",
      likelihood: "likely",
      title: "The server requires a login that the request did not carry",
      why: "An `EventSource` cannot set an `Authorization` header, and sends cookies to another origin only with `withCredentials`.",
      evidence,
      fix: {
        text: "Send the login as a cookie, or read the stream with `fetch`, which can set headers.",
        snippets: [{ for: "JavaScript", code: "new EventSource(url, { withCredentials: true });" }],
      },
    };
  }
  const types = headerValues(headers, "Content-Type");
  return {
    id: status === 404 || status === 410 ? "wrong-path" : "application-error",
    likelihood: "possible",
    title:
      status === 404 || status === 410
        ? "The server that responded has nothing at this path"
        : "The server that responded did not handle the request",
    why: `It sent ${code(String(status))} in response to an ordinary request; its log says why.`,
    evidence: [...evidence, ...headerEvidence("response", "Content-Type", types)],
    fix: null,
  };
}
