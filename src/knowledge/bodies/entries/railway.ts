import type { KnownBody } from "../body.ts";

/** Words of Railway's edge in the bodies of refused handshakes. */
export const railway: KnownBody = {
  id: "railway",
  name: "Railway",
  reference: {
    text: "Railway: Application Failed to Respond",
    url: "https://docs.railway.com/reference/errors/application-failed-to-respond",
  },
  intermediary: "railway",
  sentences: [
    {
      pattern: /"message":\s?"Application failed to respond"/i,
      statuses: [502],
      cause: "upstream-down",
      likelihood: "certain",
      title: "No application responded on the port that Railway forwards to",
      why: "Railway says so in the body of its response.",
      fix: "Make the application listen on `0.0.0.0` and on the port in `PORT`, and compare that port with the domain's target port.",
    },
  ],
};
