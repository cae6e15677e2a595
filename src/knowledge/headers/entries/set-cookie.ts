import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const setCookieHeader: HeaderKnowledge = {
  id: "set-cookie",
  name: "Set-Cookie",
  reference: rfc(6265, "4.1"),
  meaning: onlyIn(
    "response",
    "Asks the browser to store a cookie; a response to an upgrade may do that too. Chrome may hide this header from DevTools.",
  ),
  /** Name and attributes: the value is a secret. */
  value(value, side) {
    const [pair, ...attributes] = value.split(";").map((part) => part.trim());
    if (side !== "response" || pair === undefined || !pair.includes("=")) return [];
    const name = code(pair.slice(0, pair.indexOf("=")));
    const named = attributes.filter((attribute) => attribute !== "").map(code);
    return [
      named.length === 0 ? `The cookie ${name}, without attributes.` : `The cookie ${name}, with ${named.join(", ")}.`,
    ];
  },
};
