import { leftWithoutResponse } from "../../protocols/control/standing.ts";
import { leftCauses, openWords, partWords } from "../causes/application.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** The page said hello in the protocol on top of the WebSocket, and the connection ended before anything let it in. */
export const applicationUnanswered: Diagnosis = {
  id: "application-unanswered",
  stage: "application",
  reference: { text: "RFC 6455 §1.9", url: "https://www.rfc-editor.org/rfc/rfc6455#section-1.9" },
  applies: (seen) => found(seen) !== null,
  summary: (seen) => {
    const asked = found(seen);
    if (asked === null) return "It closed before the application let the page in.";
    const what = partWords(asked);
    return `${openWords(seen)}, but it closed before ${asked.knowledge.name} let the page in${what === "" ? "" : ` to ${what}`}.`;
  },
  brief: (seen) => {
    const asked = found(seen);
    return asked === null ? "Closed before it was let in" : `Closed before ${asked.knowledge.name} let it in`;
  },
  causes: (seen) => {
    const asked = found(seen);
    return asked === null ? [] : leftCauses(asked, seen);
  },
};

function found({ upgrade, protocol }: Case): ReturnType<typeof leftWithoutResponse> {
  return leftWithoutResponse(upgrade, protocol?.id ?? null);
}
