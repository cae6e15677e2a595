import type { Words } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

const VALUES: ReadonlyMap<string, Words> = new Map([
  ["same-origin", "`same-origin`: the page has the same scheme, host and port."],
  ["same-site", "`same-site`: the page is on another host or port of the same site."],
  ["cross-site", "`cross-site`: the page belongs to another site."],
  ["none", "`none`: the user made the request, not a page."],
]);

export const secFetchSiteHeader: HeaderKnowledge = {
  id: "sec-fetch-site",
  name: "Sec-Fetch-Site",
  reference: {
    text: "Fetch Metadata: Sec-Fetch-Site",
    url: "https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header",
  },
  meaning: onlyIn("request", "How the page that makes the request is related to the server. Pages cannot change it."),
  value(value) {
    const line = VALUES.get(value.trim());
    return line === undefined ? [] : [line];
  },
};
