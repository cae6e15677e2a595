import { headerValues } from "../../../upgrade/http/headers.ts";
import { isRefusedStream } from "../../../upgrade/state.ts";
import { headerEvidence } from "../../checks/finding.ts";
import { SSE } from "../../reference.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** WHATWG HTML §9.2.3: with any other type the browser ends the stream for good, whatever is in it. */
export const eventStreamType: Diagnosis = {
  id: "event-stream-type",
  stage: "response-headers",
  reference: SSE,
  applies: ({ upgrade }) => isRefusedStream(upgrade) && upgrade.response?.status === 200,
  summary: () => "The response is not `text/event-stream`, so the EventSource does not read it and does not reconnect.",
  brief: () => "not `text/event-stream`",
  causes: ({ upgrade }) => {
    const types = headerValues(upgrade.response?.headers ?? [], "Content-Type");
    const isPage = types.some((type) => /text\/html/i.test(type));
    return [
      {
        id: isPage ? "spa-fallback" : "wrong-content-type",
        likelihood: isPage ? "likely" : "certain",
        title: isPage ? "A web page came back instead of the stream" : "The response has another content type",
        why: isPage
          ? "Servers of single-page applications return their page for every unknown path: the path may be wrong, or not forwarded to the application."
          : "The content type alone decides: a stream that is otherwise correct is not read.",
        evidence: headerEvidence("response", "Content-Type", types),
        fix: {
          text: isPage
            ? "Compare the path with the one at which the application serves its stream, and see that every proxy passes it on. The application must respond with this content type."
            : "Make the application respond with this content type before it sends the first event.",
          snippets: [
            {
              for: "Node.js",
              code: 'response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-cache" });',
            },
          ],
        },
      },
    ];
  },
};
