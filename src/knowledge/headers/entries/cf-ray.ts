import { code } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const cfRayHeader: HeaderKnowledge = {
  id: "cf-ray",
  name: "CF-Ray",
  reference: {
    text: "Cloudflare: Ray ID",
    url: "https://developers.cloudflare.com/fundamentals/reference/cloudflare-ray-id/",
  },
  meaning: onlyIn(
    "response",
    "Cloudflare's id of this request. It helps the site's owner find it in Cloudflare's logs.",
  ),
  value(value, side) {
    const dataCenter = /^[0-9a-f]+-([A-Z]{3})$/.exec(value.trim())?.[1];
    return side !== "response" || dataCenter === undefined
      ? []
      : [`${code(dataCenter)} names the Cloudflare data center that handled it.`];
  },
};
