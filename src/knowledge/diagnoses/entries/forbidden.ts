import { rfc } from "../../reference.ts";
import { founded, statusOf } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { loginRequired } from "../causes/credentials.ts";
import { hostNotForwarded } from "../causes/forwarding.ts";
import { wafChallenge, websocketsDisabled } from "../causes/guard.ts";
import { originRejected } from "../causes/origin.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** 403: understood and refused. */
export const forbidden: Diagnosis = {
  id: "forbidden",
  stage: "answered-status",
  reference: rfc(9110, "15.5.4"),
  applies: (seen) => statusOf(seen) === 403,
  summary: () => "The response was 403 Forbidden: the handshake was understood and refused.",
  causes: (seen) => {
    const known = causesByProduct(seen);
    const has = (id: string) => known.some((cause) => cause.id === id);
    return founded(
      websocketsDisabled(seen, "envoy"),
      ...known,
      wafChallenge(seen),
      originRejected(seen),
      // Where the original `Host` must not be passed on, nobody is told to do it.
      has("host-forwarded") ? null : hostNotForwarded(seen),
      has("login-required") ? null : loginRequired(seen, "possible"),
    );
  },
};
