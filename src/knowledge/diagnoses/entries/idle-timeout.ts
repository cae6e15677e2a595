import { lifeOf } from "../../../upgrade/lifetime.ts";
import { messagesOf } from "../../../upgrade/state.ts";
import { rfc } from "../../reference.ts";
import { count, duration, type Words } from "../../text.ts";
import { supported } from "../case.ts";
import { lifetimeLimit, proxyIdleTimeout } from "../causes/time-outs.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { about } from "../symptoms/idle-limit.ts";
import { type RepeatedEnd, repeatedEnd } from "../symptoms/repeated-end.ts";
import { singleEnd } from "../symptoms/single-end.ts";

/**
 * Several connections to one address were cut after the same time: a timer does that, and no accident. Or one ended, nobody
 * knows how, just when a timer would have fired.
 */
export const idleTimeout: Diagnosis = {
  id: "idle-timeout",
  stage: "ended",
  reference: rfc(6455, "5.5.2"),
  applies: (seen) => repeatedEnd(seen) !== null || (seen.upgrade.close === null && singleEnd(seen) !== null),
  summary: (seen) => {
    const end = repeatedEnd(seen);
    if (end === null) return singleWords(seen);
    const others = `as ${count(end.others, "other")} at this address did`;
    if (end.kind === "life") return `It ended ${about(end.milliseconds)} after it opened, ${others}.`;
    return end.noMessages
      ? `It ended after ${about(end.milliseconds)} without a message, ${others}.`
      : `It ended ${about(end.milliseconds)} after its last message, ${others}.`;
  },
  brief: (seen) => {
    const end = repeatedEnd(seen);
    if (end === null) {
      const single = singleEnd(seen);
      return `Ended after ${about(single?.milliseconds ?? 0)}${single?.kind === "life" ? "" : " of silence"}`;
    }
    const after = end.kind === "life" ? `${about(end.milliseconds)}` : `${about(end.milliseconds)} of silence`;
    return `Cut after ${after}, ${end.others + 1} times`;
  },
  causes: (seen) => {
    const end = repeatedEnd(seen);
    return end === null ? supported(onceEnded(seen)) : supported(silent(seen, end), lived(seen, end));
  },
};

function singleWords(seen: Case): Words {
  const end = singleEnd(seen);
  const time = about(end?.milliseconds ?? 0);
  if (end?.kind === "life") return `It ended ${time} after it opened; the record does not say how.`;
  return hadMessages(seen)
    ? `It ended ${time} after its last message; the record does not say how.`
    : `It ended after ${time} without a message; the record does not say how.`;
}

function hadMessages({ upgrade }: Case): boolean {
  return messagesOf(upgrade).lastAt !== null;
}

/** One end: as likely as the product makes it that has such a timer, and possible where none was recognized. */
function onceEnded(seen: Case): Cause | null {
  const end = singleEnd(seen);
  if (end === null) return null;
  const { kind, milliseconds } = end;
  return kind === "life"
    ? lifetimeLimit(seen, milliseconds, [`it ended ${about(milliseconds)} after it opened`], false)
    : proxyIdleTimeout(seen, milliseconds, [`${about(milliseconds)} without a message before the end`], false);
}

function silent(seen: Case, end: RepeatedEnd): Cause | null {
  if (end.kind === "life") return null;
  const evidence = [`${about(end.milliseconds)} without a message before the end`, repetition(end)];
  return proxyIdleTimeout(seen, end.milliseconds, evidence, true);
}

/** Where silence and life were both the same, either may have been measured by the timer. */
function lived(seen: Case, end: RepeatedEnd): Cause | null {
  const life = lifeOf(seen.upgrade);
  if (end.kind === "silence" || life === null) return null;
  const evidence = [`it ended ${about(life)} after it opened`, repetition(end)];
  return lifetimeLimit(seen, life, evidence, end.kind === "life");
}

function repetition({ others, spread }: RepeatedEnd): string {
  return `the same on ${count(others, "other connection")} to this address, within ${duration(Math.max(1, spread))}`;
}
