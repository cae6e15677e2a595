import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { responseAfter, statusOf, supported } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { upgradeIgnored, upstreamHangs } from "../causes/server.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Sooner than this, in milliseconds, nobody can have waited long. */
const SOON_MS = 1000;

/** 504, and Cloudflare's 524: somebody waited for the server behind it. */
export const gatewayTimeout: Diagnosis = {
  id: "gateway-timeout",
  stage: "response-status",
  reference: rfc(9110, "15.6.5"),
  applies: (seen) => [504, 524].includes(statusOf(seen) ?? 0),
  summary: (seen) => {
    const after = responseAfter(seen);
    const time = after === null ? "" : ` after ${duration(after)}`;
    return `The response was ${statusName(statusOf(seen) ?? 504)}${time}: the gateway timed out waiting for its upstream.`;
  },
  brief: (seen) => `${statusOf(seen) ?? 504}, the gateway timed out`,
  causes: (seen) => {
    const after = responseAfter(seen);
    return after !== null && after < SOON_MS
      ? supported(upstreamHangs(seen, "possible"), wrongPath(seen))
      : supported(upstreamHangs(seen, "likely"), upgradeIgnored(seen), wrongPath(seen));
  },
};
