import { refusal } from "../../protocols/control/standing.ts";
import { controlCauses, openWords, partWords, reasonWords } from "../causes/application.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** The WebSocket works, and the protocol on top of it refused: the page cannot use it, or a part of it. */
export const applicationRefused: Diagnosis = {
  id: "application-refused",
  stage: "application",
  reference: { text: "RFC 6455 §1.9", url: "https://www.rfc-editor.org/rfc/rfc6455#section-1.9" },
  applies: (seen) => found(seen) !== null,
  summary: (seen) => {
    const refused = found(seen);
    if (refused === null) return "The application refused.";
    const what = partWords(refused) || "the connection";
    return `${openWords(seen)}, but ${refused.knowledge.name} refused ${what}${reasonWords(refused)}.`;
  },
  brief: (seen) => {
    const refused = found(seen);
    return refused === null
      ? "The application refused"
      : `${refused.knowledge.name} refused ${partWords(refused) || "the connection"}`;
  },
  causes: (seen) => {
    const refused = found(seen);
    return refused === null ? [] : controlCauses(refused);
  },
};

function found({ upgrade, protocol }: Case): ReturnType<typeof refusal> {
  return refusal(upgrade, protocol?.id ?? null);
}
