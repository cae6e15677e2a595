import { stateOf } from "../../../upgrade/state.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { founded } from "../case.ts";
import { wrongPath } from "../causes/address.ts";
import { upgradeIgnored, upstreamHangs } from "../causes/server.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** After this many milliseconds it is no longer ordinary. */
const WAIT = 5000;

/** The request went out, and nothing came back for a while. */
export const noAnswerYet: Diagnosis = {
  id: "no-answer-yet",
  stage: "waiting",
  reference: rfc(6455, "4.2.2"),
  applies: ({ upgrade, now }) =>
    stateOf(upgrade) === "requested" && !upgrade.fromFile && now - (upgrade.request?.at ?? now) >= WAIT,
  summary: ({ upgrade, now }) =>
    `The handshake request was sent ${duration(now - (upgrade.request?.at ?? now))} ago and has not received a response.`,
  brief: ({ upgrade, now }) => `No response for ${duration(now - (upgrade.request?.at ?? now))}`,
  causes: (seen) => founded(upgradeIgnored(seen), wrongPath(seen), upstreamHangs(seen, "possible")),
};
