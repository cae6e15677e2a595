import { messagesOf, type Upgrade } from "../upgrade/upgrade.ts";
import type { ReportObserved } from "./format.ts";
import { isoTime } from "./time.ts";

/** The facts of an upgrade that stand nowhere else in its report. */
export function observedOf(upgrade: Upgrade): ReportObserved {
  const { error, ended, blocked, looks, requestsSent, fromFile, unwatchedSince, seenBy } = upgrade;
  const { firstAt, lastDirection, longestGap } = messagesOf(upgrade);
  return {
    error: error && { message: error.message, at: isoTime(error.at) },
    ended,
    blocked,
    looks: looks.map((look) => ({ ...look, at: isoTime(look.at) })),
    requestsSent,
    messages: { firstAt: isoTime(firstAt), lastDirection, longestGapMs: longestGap },
    fromFile,
    unwatchedSince: isoTime(unwatchedSince),
    seenBy,
  };
}
