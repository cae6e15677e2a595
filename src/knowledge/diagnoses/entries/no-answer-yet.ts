import { isOutOfSight, stateOf } from "../../../upgrade/state.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { supported } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { endedUnlogged } from "../causes/firefox.ts";
import { upgradeIgnored, upstreamHangs } from "../causes/server.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** Milliseconds after which it is no longer ordinary. */
const WAIT = 5000;

/** The request went out, and nothing came back for a while. */
export const noAnswerYet: Diagnosis = {
  id: "no-answer-yet",
  stage: "waiting",
  reference: rfc(6455, "4.2.2"),
  applies: ({ upgrade, now }) =>
    stateOf(upgrade) === "requested" &&
    !upgrade.fromFile &&
    !isOutOfSight(upgrade) &&
    now - (upgrade.request?.at ?? now) >= WAIT,
  summary: ({ upgrade, now }) => {
    const waited = duration(now - (upgrade.request?.at ?? now));
    return upgrade.client === "Firefox"
      ? `Firefox began the handshake ${waited} ago, and its network log shows no response.`
      : `The handshake request was sent ${waited} ago and has not received a response.`;
  },
  brief: ({ upgrade, now }) => `No response for ${duration(now - (upgrade.request?.at ?? now))}`,
  causes: (seen) =>
    supported(endedUnlogged(seen), upgradeIgnored(seen), wrongPath(seen), upstreamHangs(seen, "possible")),
};
