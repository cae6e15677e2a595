import { headerValue } from "../../../upgrade/http/headers.ts";
import { endedByItself, lifeOf } from "../../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { rfc } from "../../reference.ts";
import { count, duration, visibleText } from "../../text.ts";
import { founded, recognized } from "../case.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { withoutCompression } from "../fixes.ts";

/** A connection that ended this soon did not get to work, in milliseconds. */
const AT_ONCE = 1500;

/** How many others at the address must have ended so: once or twice a page may have meant it. */
const OTHERS = 2;

/** How many of the newest attempts are looked at. */
const NEWEST = 20;

/** It opened and ended within a moment, without a message from the server, as the attempts before it did. */
export const endedAtOnce: Diagnosis = {
  id: "ended-at-once",
  stage: "ended",
  reference: rfc(6455, "7.2.3"),
  applies: (seen) => endsAtOnce(seen.upgrade) && alike(seen).length >= OTHERS,
  summary: (seen) => {
    const others = count(alike(seen).length, "other attempt");
    return `It ended ${duration(lifeOf(seen.upgrade) ?? 0)} after it opened, before the server sent anything, as ${others} did.`;
  },
  brief: (seen) => `Ended as soon as it opened, ${alike(seen).length + 1} times`,
  causes: (seen) => founded(compressionBehindArr(seen), applicationCloses(seen)),
};

function alike({ upgrade, capture }: Case): readonly Upgrade[] {
  return capture.lastAttemptsAt(upgrade, NEWEST).filter(endsAtOnce);
}

/** A clean close code of the application says more, and has a diagnosis of its own. */
function endsAtOnce(upgrade: Upgrade): boolean {
  const life = lifeOf(upgrade);
  if (!endedByItself(upgrade) || life === null || life > AT_ONCE) return false;
  if (upgrade.close !== null && upgrade.close.code !== 1006) return false;
  return areMessagesKnown(upgrade) && messagesOf(upgrade).received.count === 0;
}

/** ARR does not carry compressed frames through. Supported by ARR and by compression that was agreed on. */
function compressionBehindArr(seen: Case): Cause | null {
  const product = recognized(seen, ["iis"]);
  const agreed = headerValue(seen.upgrade.response?.headers ?? [], "Sec-WebSocket-Extensions");
  if (product === null || agreed === null || !/permessage-deflate/i.test(agreed)) return null;
  return {
    id: "compression-mismatch",
    likelihood: "likely",
    title: "IIS with Application Request Routing may break compressed messages",
    why: "Users of several libraries report that connections through ARR open and end at the first compressed message, and work without compression.",
    evidence: [
      ...product.evidence,
      `response header Sec-WebSocket-Extensions: ${visibleText(agreed)}`,
      ...repetition(seen),
    ],
    fix: {
      text: "Disable compression in the application behind IIS, or remove `Sec-WebSocket-Extensions` from the request in ARR.",
      snippets: [
        withoutCompression(),
        {
          for: "IIS",
          code: '<!-- web.config, inside the rewrite rule; the server must allow the variable HTTP_SEC_WEBSOCKET_EXTENSIONS -->\n<serverVariables>\n  <set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" />\n</serverVariables>',
        },
      ],
    },
  };
}

function applicationCloses(seen: Case): Cause {
  return {
    id: "application-error",
    likelihood: "possible",
    title: "The application may end the connection as soon as it gets it",
    why: "An exception in its first handler, a refused login or a missing session ends like this; without a close code nothing says which.",
    evidence: repetition(seen),
    fix: {
      text: "Check the server's log at that time, and close with your own code and reason.",
      snippets: [],
    },
  };
}

function repetition(seen: Case): string[] {
  return [
    `${count(alike(seen).length, "other attempt")} at the same address ended within ${duration(AT_ONCE)}, without a message from the server`,
  ];
}
