import { endedByItself, lifeOf, silenceOf } from "../../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeMeaning } from "../../close-codes/meaning.ts";
import { rfc } from "../../reference.ts";
import { count, duration } from "../../text.ts";
import { supported } from "../case.ts";
import { compressionBehindArr } from "../causes/compression.ts";
import { firstMessageRefused, refusalInMessage } from "../causes/first-message.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

/** Time after the message within which the end belongs to it, in milliseconds. */
const SOON = 2000;

/** Longest life of such a connection, in milliseconds. */
const SHORT = 60_000;

/** Number of others at the address that must have ended so. */
const OTHERS = 2;

/** Number of the newest attempts that are compared. */
const NEWEST = 20;

/** It ended right after one message, as other attempts did: so a login that is not accepted looks from outside. */
export const endedAfterFirstMessage: Diagnosis = {
  id: "ended-after-first-message",
  stage: "ended",
  reference: rfc(6455, "7.2.3"),
  applies: (seen) => endsSo(seen.upgrade, seen) && alike(seen).length >= OTHERS,
  summary: (seen) => {
    const { sent, received } = messagesOf(seen.upgrade);
    const what = [
      ...(sent.count === 0 ? [] : ["the page's first message"]),
      ...(received.count === 0 ? [] : [sent.count === 0 ? "the server's first message" : "one from the server"]),
    ];
    const after = duration(endedAfter(seen.upgrade) ?? 0);
    return `It ended ${after} after ${what.join(" and ")}, as ${count(alike(seen).length, "other attempt")} did.`;
  },
  brief: (seen) => `Ended after its first message, ${alike(seen).length + 1} times`,
  causes: (seen) => {
    const evidence = [
      `messages before the end: ${messagesOf(seen.upgrade).sent.count} sent, ${messagesOf(seen.upgrade).received.count} received`,
      `${count(alike(seen).length, "other attempt")} at the same address ended within ${duration(SOON)} of its first message`,
    ];
    return supported(
      compressionBehindArr(seen, evidence),
      firstMessageRefused(seen, evidence),
      refusalInMessage(seen, evidence),
    );
  },
};

function alike(seen: Case): readonly Upgrade[] {
  const own = messagesOf(seen.upgrade);
  return seen.capture.lastAttemptsAt(seen.upgrade, NEWEST).filter((other) => {
    const { sent, received } = messagesOf(other);
    const isAlike = sent.count === own.sent.count && received.count === own.received.count;
    return isAlike && endsSo(other, seen) && other.close?.code === seen.upgrade.close?.code;
  });
}

/** A close code that is known to report a fault says more, and has a diagnosis of its own. */
function endsSo(upgrade: Upgrade, { protocol }: Case): boolean {
  if (!endedByItself(upgrade) || !areMessagesKnown(upgrade)) return false;
  const { sent, received } = messagesOf(upgrade);
  if (sent.count > 1 || received.count > 1 || sent.count + received.count === 0) return false;
  const { close } = upgrade;
  if (close !== null && close.code !== 1006 && closeMeaning(close.code, protocol?.id ?? null).fault) return false;
  return (endedAfter(upgrade) ?? SOON + 1) <= SOON && (lifeOf(upgrade) ?? SHORT) < SHORT;
}

/** Milliseconds from the last message to the end; null: not known. */
function endedAfter(upgrade: Upgrade): number | null {
  return upgrade.closedAt === null ? null : silenceOf(upgrade, upgrade.closedAt);
}
