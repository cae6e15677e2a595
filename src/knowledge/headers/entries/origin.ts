import { addressOf } from "../../../upgrade/http/address.ts";
import { hasHeader } from "../../../upgrade/http/headers.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { COOKIES_MAY_BE_HIDDEN, headersOf } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const originHeader: HeaderKnowledge = {
  id: "origin",
  name: "Origin",
  check: "origin",
  reference: rfc(6455, "10.2"),
  meaning: onlyIn(
    "request",
    "Scheme, host and port of the page that makes the request. Servers use it to refuse other sites: pages cannot change it, but other programs can.",
  ),
  value(value, side, upgrade) {
    if (side !== "request") return [];
    const headers = headersOf(upgrade, "request") ?? [];
    const lines = comparison(value.trim(), upgrade);
    return hasHeader(headers, "Cookie") ? lines : [...lines, COOKIES_MAY_BE_HIDDEN];
  },
  expected: (side) => side === "request",
};

function comparison(value: string, upgrade: Upgrade): Words[] {
  if (value === "null")
    return ["`null`: the browser does not reveal the origin, as with sandboxed frames and `data:` pages."];
  const origin = addressOf(value);
  const url = addressOf(upgrade.url);
  if (origin === null || url === null) return [];
  if (origin.host !== url.host)
    return [`The host differs from the URL's ${code(url.host)}: the server must allow this origin.`];
  if (origin.scheme !== url.scheme || origin.port !== url.port)
    return [
      "The same host as the URL, with another scheme or port: to a server that compares strictly, a different origin.",
    ];
  return ["The same host and port as the URL."];
}
