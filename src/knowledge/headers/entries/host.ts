import { addressOf } from "../../../upgrade/http/address.ts";
import { isOverHttp2 } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";

export const hostHeader: HeaderKnowledge = {
  id: "host",
  name: "Host",
  reference: rfc(9110, "7.2"),
  meaning: () =>
    "The host that the request is for, with its port unless that is the default. Servers use it to choose the site.",
  value(value, _side, upgrade) {
    const url = addressOf(upgrade.url);
    const lines = isOverHttp2(upgrade) ? ["Over HTTP/2 and HTTP/3 this is sent as `:authority`."] : [];
    if (url === null) return lines;
    return value.trim().toLowerCase() === url.authority
      ? [...lines, "The same as in the URL."]
      : [...lines, `The URL has ${code(url.authority)}.`];
  },
  expected: (side, upgrade) => side === "request" && !isOverHttp2(upgrade),
};
