import { stateOf } from "../../../upgrade/state.ts";
import { SSE } from "../../reference.ts";
import { duration } from "../../text.ts";
import { bufferingProxy } from "../causes/requests.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Milliseconds after which the head of an event stream is late. */
const WAIT = 5000;

/** An EventSource asked, and not even the head of a response came. */
export const streamUnanswered: Diagnosis = {
  id: "stream-unanswered",
  stage: "waiting",
  reference: SSE,
  applies: ({ upgrade, now }) =>
    stateOf(upgrade) === "requested" &&
    !upgrade.fromFile &&
    upgrade.unwatchedSince === null &&
    now - (upgrade.request?.at ?? now) >= WAIT,
  summary: ({ upgrade, now }) =>
    `The request was sent ${duration(now - (upgrade.request?.at ?? now))} ago, and not even the headers of a response have come.`,
  brief: ({ upgrade, now }) => `No response for ${duration(now - (upgrade.request?.at ?? now))}`,
  causes: (seen) => {
    const evidence = ["the request was sent", "no response was seen"];
    return [
      {
        id: "answer-held-back",
        likelihood: "possible",
        title: "The application may send nothing before its first event",
        why: "Many servers send a response's headers together with the first piece of its body. Until there is an event, the page then cannot know that it is connected.",
        evidence,
        fix: {
          text: "Send the headers at once, or a comment line as the first piece.",
          snippets: [{ for: "Node.js", code: 'response.flushHeaders();\nresponse.write(":\\n\\n"); // a comment' }],
        },
      },
      bufferingProxy(seen, evidence),
    ];
  },
};
