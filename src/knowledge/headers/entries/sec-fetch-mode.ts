import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const secFetchModeHeader: HeaderKnowledge = {
  id: "sec-fetch-mode",
  name: "Sec-Fetch-Mode",
  reference: {
    text: "Fetch Metadata: Sec-Fetch-Mode",
    url: "https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header",
  },
  meaning: onlyIn("request", "The kind of request: `websocket` for an upgrade. Pages cannot change it."),
};
