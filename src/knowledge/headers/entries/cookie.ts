import { COOKIES_MAY_BE_HIDDEN } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, count } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const cookieHeader: HeaderKnowledge = {
  id: "cookie",
  name: "Cookie",
  reference: rfc(6265, "4.2"),
  meaning: onlyIn(
    "request",
    `Data that the server stored in the browser earlier, often to recognize the user. ${COOKIES_MAY_BE_HIDDEN}`,
  ),
  /** Names only: the values are secrets. */
  value(value, side) {
    const names = value
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair !== "")
      .map((pair) => (pair.includes("=") ? pair.slice(0, pair.indexOf("=")) : ""));
    if (side !== "request" || names.length === 0) return [];
    const named = names.filter((name) => name !== "").map(code);
    return [
      named.length === 0
        ? `${count(names.length, "cookie")}.`
        : `${count(names.length, "cookie")}: ${named.join(", ")}.`,
    ];
  },
};
