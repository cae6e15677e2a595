import { farewell } from "../../protocols/control/standing.ts";
import { controlCauses, openWords, partWords, reasonWords } from "../causes/application.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** The protocol on top of the WebSocket told the page that it, or a part of it, is over. */
export const applicationEnded: Diagnosis = {
  id: "application-ended",
  stage: "application",
  reference: { text: "RFC 6455 §1.9", url: "https://www.rfc-editor.org/rfc/rfc6455#section-1.9" },
  applies: (seen) => found(seen) !== null,
  summary: (seen) => {
    const ended = found(seen);
    if (ended === null) return "The application ended it.";
    const what = partWords(ended) || "its connection";
    return `${openWords(seen)}, but ${ended.knowledge.name} on the server ended ${what}${reasonWords(ended)}.`;
  },
  brief: (seen) => {
    const ended = found(seen);
    return ended === null
      ? "Ended by the application"
      : `${ended.knowledge.name} ended ${partWords(ended) || "its connection"}`;
  },
  causes: (seen) => {
    const ended = found(seen);
    return ended === null ? [] : controlCauses(ended);
  },
};

function found({ upgrade, protocol }: Case): ReturnType<typeof farewell> {
  return farewell(upgrade, protocol?.id ?? null);
}
