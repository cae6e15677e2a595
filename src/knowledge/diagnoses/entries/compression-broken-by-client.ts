import { stateOf } from "../../../upgrade/state.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { withoutCompression } from "../fixes.ts";
import { safariCompression } from "../symptoms/safari-compression.ts";

/** The handshake is right, and the browser is one that is reported to break what was agreed on. */
export const compressionBrokenByClient: Diagnosis = {
  id: "compression-broken-by-client",
  stage: "attention",
  reference: { text: "gorilla/websocket: issue 731", url: "https://github.com/gorilla/websocket/issues/731" },
  applies: ({ upgrade }) =>
    ["open", "closed"].includes(stateOf(upgrade)) && safariCompression(upgrade)?.isBroken === true,
  summary: ({ upgrade }) =>
    `${safariCompression(upgrade)?.name ?? "Safari 15"} is reported to break compressed messages, and compression was agreed on here.`,
  brief: () => "This Safari may break compressed messages",
  causes: ({ upgrade }) => [
    {
      id: "compression-mismatch",
      likelihood: "likely",
      title: "This version of Safari may break compressed messages",
      why: safariCompression(upgrade)?.why ?? "",
      evidence: safariCompression(upgrade)?.evidence ?? [],
      fix: {
        text: "Update Safari, or do not accept compression from these versions.",
        snippets: [withoutCompression()],
      },
    },
  ],
};
