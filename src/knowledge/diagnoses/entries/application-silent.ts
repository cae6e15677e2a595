import { noResponse } from "../../protocols/control/standing.ts";
import { duration } from "../../text.ts";
import { noResponseCauses, openWords, partWords } from "../causes/application.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** The page said hello in the protocol on top of the WebSocket, and nothing has responded to it for long. */
export const applicationSilent: Diagnosis = {
  id: "application-silent",
  stage: "application",
  reference: { text: "RFC 6455 §1.9", url: "https://www.rfc-editor.org/rfc/rfc6455#section-1.9" },
  applies: (seen) => found(seen) !== null,
  summary: (seen) => {
    const asked = found(seen);
    if (asked === null) return "The application has not responded.";
    const what = partWords(asked);
    const since = duration(seen.now - (asked.part.at ?? seen.now));
    return `${openWords(seen)}, but after ${since} ${asked.knowledge.name} still has not let the page in${what === "" ? "" : ` to ${what}`}.`;
  },
  brief: (seen) => {
    const asked = found(seen);
    if (asked === null) return "No response from the application";
    return `No response from ${asked.knowledge.name} for ${duration(seen.now - (asked.part.at ?? seen.now))}`;
  },
  causes: (seen) => {
    const asked = found(seen);
    return asked === null ? [] : noResponseCauses(asked);
  },
};

function found({ upgrade, protocol, now }: Case): ReturnType<typeof noResponse> {
  return noResponse(upgrade, protocol?.id ?? null, now);
}
