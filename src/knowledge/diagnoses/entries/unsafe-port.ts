import { netCode } from "../case.ts";
import { isRedirected } from "../causes/policy.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

/** A port that browsers never connect to, since other protocols live there. */
export const unsafePort: Diagnosis = {
  id: "unsafe-port",
  stage: "blocked",
  reference: { text: "Fetch: port blocking", url: "https://fetch.spec.whatwg.org/#port-blocking" },
  // What is said of a WebTransport that failed says it too; after a redirect it is another port than that of the URL.
  applies: (seen) => !isRedirected(seen.upgrade) && netCode(seen) === "ERR_UNSAFE_PORT",
  summary: ({ address }) => `Port ${address?.port ?? "of the URL"} is blocked by the browser; nothing was sent.`,
  brief: ({ address }) => `port ${address?.port ?? "of the URL"}`,
  causes: (seen) => [
    {
      id: "wrong-port",
      likelihood: "certain",
      title: "The port is on the browser's list of blocked ports",
      why: "Browsers have a fixed list of ports that belong to other protocols, such as mail, and never connect to them.",
      evidence: [saidEvidence(seen), ...addressEvidence(seen)],
      fix: {
        text: `Serve the ${seen.words.thing} on another port, ideally on 443 with a path of its own.`,
        snippets: [],
      },
    },
  ],
};
