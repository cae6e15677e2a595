import { isToken } from "../../../upgrade/http/tokens.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const authorizationHeader: HeaderKnowledge = {
  id: "authorization",
  name: "Authorization",
  reference: rfc(9110, "11.6.2"),
  meaning: onlyIn(
    "request",
    "Credentials for the server. A page's scripts cannot set it on a WebSocket; the browser adds it after an HTTP login or from the URL.",
  ),
  /** The scheme only: the rest is a secret. */
  value(value, side) {
    const [scheme, ...rest] = value.trim().split(/\s+/);
    // A value of one word may be the secret itself, so nothing of it is repeated.
    if (side !== "request" || scheme === undefined || rest.length === 0 || !isToken(scheme)) return [];
    return [`The scheme is ${code(scheme)}.`];
  },
};
