import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const secFetchDestHeader: HeaderKnowledge = {
  id: "sec-fetch-dest",
  name: "Sec-Fetch-Dest",
  reference: {
    text: "Fetch Metadata: Sec-Fetch-Dest",
    url: "https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header",
  },
  meaning: onlyIn("request", "What the response is for, such as a script or an image. Pages cannot change it."),
};
