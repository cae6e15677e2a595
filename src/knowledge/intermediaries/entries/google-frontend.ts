import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";

/** The same words are written for Cloud Run, App Engine and load balancers, so no time-out can be named from them. */
export const googleFrontend: Intermediary = {
  id: "google-frontend",
  name: "Google Frontend",
  reference: {
    text: "Google Cloud Run: WebSockets",
    url: "https://docs.cloud.google.com/run/docs/triggering/websockets",
  },
  behavior:
    "Google Frontend sits in front of Cloud Run, App Engine and other Google services, each of which has its own limits for WebSockets.",
  recognize: (headers) => recognized(["likely", headerMark(headers, "server", /^Google Frontend$/)]),
  timeouts: [],
  snippets: {},
};
