import { headerValues } from "../../../upgrade/http/headers.ts";
import { isRefusedStream } from "../../../upgrade/state.ts";
import { headerEvidence } from "../../checks/finding.ts";
import { SSE } from "../../kinds/kind-words.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** WHATWG HTML §9.2.3: with any other type the browser ends the stream for good, whatever is in it. */
export const eventStreamType: Diagnosis = {
  id: "event-stream-type",
  stage: "answered-headers",
  reference: SSE,
  applies: ({ upgrade }) => isRefusedStream(upgrade) && upgrade.response?.status === 200,
  summary: () => "The response is not `text/event-stream`, so the EventSource does not read it and does not ask again.",
  causes: ({ upgrade }) => {
    const types = headerValues(upgrade.response?.headers ?? [], "Content-Type");
    const isPage = types.some((type) => /text\/html/i.test(type));
    return [
      {
        id: isPage ? "spa-fallback" : "wrong-content-type",
        likelihood: isPage ? "likely" : "certain",
        title: isPage ? "A web page came back instead of the stream" : "The response names another type",
        why: isPage
          ? "Servers of single-page applications answer every unknown path with their page: the path may be wrong, or not passed on to the application."
          : "The type decides alone: a stream that is right in all else is not read.",
        evidence: headerEvidence("response", "Content-Type", types),
        fix: {
          text: "Let the application answer with this type before it sends the first event.",
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
