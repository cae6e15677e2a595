import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { responseAfter, supported } from "../case.ts";
import { portOfOther } from "../causes/address.ts";
import { serverRestart } from "../causes/server.ts";
import { plainToSecure } from "../causes/tls.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { pathEvidence, saidEvidence, timingEvidence } from "../evidence.ts";
import { isClosedEarly } from "../failure.ts";
import { engineBesideOthers, nodeDispatcher } from "../fixes.ts";

/** The connection ended after the request, without a byte of a response. */
export const responseEmpty: Diagnosis = {
  id: "response-empty",
  stage: "response-transport",
  reference: rfc(9112, "8"),
  applies: ({ failure }) => isClosedEarly(failure) || (failure.kind === "net" && failure.code === "ERR_EMPTY_RESPONSE"),
  summary: ({ failure }) =>
    isUnspecific(failure)
      ? "The connection was closed before a whole response came."
      : "The connection was closed after the request was sent, without a single byte of a response.",
  brief: ({ failure }) =>
    isUnspecific(failure) ? "closed before a whole response came" : "closed without one byte of a response",
  causes: (seen) => {
    const tls = plainToSecure(seen, "possible");
    // In development ports without TLS are the rule, elsewhere they are seldom.
    const isLocal = seen.address !== null && isPrivateHost(seen.address.host);
    return supported(
      portOfOther(seen),
      isLocal ? null : tls,
      engineTimer(seen),
      serverRestart(seen),
      destroyed(seen),
      isLocal ? tls : null,
    );
  },
};

function isUnspecific(failure: Case["failure"]): boolean {
  return failure.kind === "text" && failure.text === "closed-before-whole-response";
}

/** Engine.IO waits one second (`destroyUpgradeTimeout`) before it ends an upgrade that is not its own. */
function engineTimer(seen: Case): Cause | null {
  const after = responseAfter(seen);
  // A busy machine fires the timer, and reports the end, some hundred milliseconds late; never early.
  if (after === null || after < 950 || after > 1800) return null;
  return {
    id: "two-upgrade-handlers",
    likelihood: "likely",
    title: "Socket.IO may have ended an upgrade that it does not own",
    why: `The end came ${duration(after)} after the request. Engine.IO, the base of Socket.IO, ends upgrades for other paths after one second when nothing has responded to them.`,
    evidence: [...timingEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Let the library that owns this path respond to it, and tell Socket.IO to leave other upgrades alone.",
      snippets: [engineBesideOthers(), nodeDispatcher(seen)],
    },
  };
}

function destroyed(seen: Case): Cause {
  return {
    id: "upstream-down",
    likelihood: "possible",
    title: "The application, or a proxy in front of it, may have dropped the connection",
    why: "Code that destroys a connection instead of refusing it sends no response, and neither do some development proxies when the server behind them is not running.",
    evidence: [saidEvidence(seen), ...timingEvidence(seen), ...pathEvidence(seen)],
    fix: {
      text: "Check the logs of the server and of each proxy at that time, and send a status before closing.",
      snippets: [nodeDispatcher(seen)],
    },
  };
}
