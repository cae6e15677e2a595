import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { idleTimeoutComing } from "../causes/open.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { comingLimit } from "../symptoms/coming-limit.ts";

/** Open and silent, and a recognized product's time-out comes before the next sign of life that is known. */
export const idleTimeoutAhead: Diagnosis = {
  id: "idle-timeout-ahead",
  stage: "attention",
  reference: rfc(6455, "5.5.2"),
  applies: ({ upgrade, intermediaries, protocol, now }) => comingLimit(upgrade, intermediaries, protocol, now) !== null,
  summary: ({ upgrade, intermediaries, protocol, now }) => {
    const coming = comingLimit(upgrade, intermediaries, protocol, now);
    if (coming === null) return "An idle timeout may come soon.";
    const { product, timeout } = coming.limit;
    const after = duration(timeout.milliseconds);
    return timeout.reported
      ? `${product.name} is reported to end it after about ${after} of silence.`
      : `By default ${product.name} ends it after ${after} of silence; the operator may have changed that.`;
  },
  brief: ({ upgrade, intermediaries, protocol, now }) => {
    const coming = comingLimit(upgrade, intermediaries, protocol, now);
    if (coming === null) return "An idle timeout may come soon";
    const { silence, limit } = coming;
    const { product, timeout } = limit;
    const left = timeout.milliseconds - silence;
    return left > 0
      ? `${product.name} may end it in ${duration(left)} if it stays silent`
      : `Silent for ${duration(silence)}; ${product.name} may end it now`;
  },
  causes: (seen) => {
    const coming = comingLimit(seen.upgrade, seen.intermediaries, seen.protocol, seen.now);
    return coming === null ? [] : [idleTimeoutComing(seen, coming.limit, coming.silence)];
  },
};
