import { endedByItself, lifeOf } from "../../../upgrade/lifetime.ts";
import { beganAt } from "../../../upgrade/series/series.ts";
import { areMessagesKnown, messagesOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeMeaning } from "../../close-codes/meaning.ts";
import { closeEvidence, isFromServerSide } from "../../close-codes/words.ts";
import { rfc } from "../../reference.ts";
import { count, duration } from "../../text.ts";
import { recognized, responseHeader, supported } from "../case.ts";
import { compressionBehindArr } from "../causes/compression.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** A connection that ended this soon did not get to work, in milliseconds. */
const AT_ONCE = 1500;

/** Number of others at the address that must have ended so: once or twice a page may have meant it. */
const OTHERS = 2;

/** The same where a close code reports no fault: the page itself may have closed it, and only haste tells it from a habit. */
const OTHERS_WITHOUT_FAULT = 3;
const HASTE = 120_000;

/** Number of the newest attempts that are looked at. */
const NEWEST = 20;

/** It opened and ended within a moment, without a message from the server, as other attempts did. */
export const endedAtOnce: Diagnosis = {
  id: "ended-at-once",
  stage: "ended",
  reference: rfc(6455, "7.2.3"),
  applies: (seen) => {
    if (!endsAtOnce(seen.upgrade, seen)) return false;
    return alike(seen).length >= (isWithoutFault(seen.upgrade) ? OTHERS_WITHOUT_FAULT : OTHERS);
  },
  summary: (seen) => {
    const others = count(alike(seen).length, "other attempt");
    const silent = areMessagesKnown(seen.upgrade) ? ", before the server sent anything" : "";
    return `It ended ${duration(lifeOf(seen.upgrade) ?? 0)} after it opened${silent}, as ${others} did.`;
  },
  brief: (seen) => `Ended as soon as it opened, ${alike(seen).length + 1} times`,
  causes: (seen) =>
    supported(
      compressionBehindArr(seen, repetition(seen)),
      featureMissing(seen),
      applicationCloses(seen),
      pageCloses(seen),
    ),
};

function alike(seen: Case): readonly Upgrade[] {
  const { upgrade, capture } = seen;
  const others = capture.lastAttemptsAt(upgrade, NEWEST).filter((other) => endsAtOnce(other, seen));
  if (!isWithoutFault(upgrade)) return others;
  const began = beganAt(upgrade);
  return others.filter((other) => {
    const at = beganAt(other);
    const isNear = began !== null && at !== null && Math.abs(at - began) < HASTE;
    return isNear && other.close?.code === upgrade.close?.code;
  });
}

/** A close code that is known to report a fault says more, and has a diagnosis of its own. */
function endsAtOnce(upgrade: Upgrade, { protocol }: Case): boolean {
  const life = lifeOf(upgrade);
  if (!endedByItself(upgrade) || life === null || life > AT_ONCE) return false;
  const { close } = upgrade;
  if (close !== null && close.code !== 1006 && closeMeaning(close.code, protocol?.id ?? null).fault) return false;
  return !areMessagesKnown(upgrade) || messagesOf(upgrade).received.count === 0;
}

/** Whether the page's close event had a code other than 1006: either side may have begun. */
function isWithoutFault({ close }: Upgrade): boolean {
  return close !== null && close.code !== 1006;
}

/** IIS itself, where nothing shows that it is a proxy. */
function featureMissing(seen: Case): Cause | null {
  const product = recognized(seen, ["iis"]);
  if (product === null || /\bARR\//.test(responseHeader(seen, "X-Powered-By") ?? "")) return null;
  return {
    id: "websockets-disabled",
    likelihood: "possible",
    title: "IIS may lack its WebSocket Protocol feature",
    why: "Maintainers of the ASP.NET Core Module report that it forwards the upgrade even without this feature: the browser sees a 101, and IIS ends the connection right after.",
    evidence: [...product.evidence, ...repetition(seen)],
    fix: {
      text: "Install the feature, and restart the site.",
      snippets: seen.snippets("forward-upgrade").filter(({ for: name }) => name === product.name),
    },
  };
}

function applicationCloses(seen: Case): Cause {
  return {
    id: "application-error",
    likelihood: "possible",
    title: "The application may end the connection as soon as it gets it",
    why: isWithoutFault(seen.upgrade)
      ? "A server that refuses a login or a session after the handshake often closes with a code that reports no fault."
      : "An exception in its first handler, a refused login or a missing session ends like this; without a close code nothing says which.",
    evidence: [...closeEvidence(seen.upgrade), ...repetition(seen)],
    fix: {
      text: "Check the server's log at that time, and close with your own code and reason.",
      snippets: [],
    },
  };
}

/** A page can send 1000 and private codes itself. Supported by such a code. */
function pageCloses(seen: Case): Cause | null {
  const { close } = seen.upgrade;
  if (close === null || isFromServerSide(close.code) || !isWithoutFault(seen.upgrade)) return null;
  return {
    id: "closed-too-early",
    likelihood: "possible",
    title: "The page's own code may close it at once, and open it again",
    why: "A page can close with this code too. A cleanup that runs on every render does this, and so do two parts of a page that take the connection from each other.",
    evidence: [...closeEvidence(seen.upgrade), ...repetition(seen)],
    fix: {
      text: "Set a breakpoint at the page's `close()`, and keep one connection outside of what is rendered again.",
      snippets: [],
    },
  };
}

function repetition(seen: Case): string[] {
  const silent = areMessagesKnown(seen.upgrade) ? ", without a message from the server" : "";
  return [
    `${count(alike(seen).length, "other attempt")} at the same address ended within ${duration(AT_ONCE)}${silent}`,
  ];
}
