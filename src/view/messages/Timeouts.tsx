import type { IntermediaryResult, Timeout } from "../../knowledge/intermediaries/intermediary.ts";
import { openedAt } from "../../upgrade/lifetime.ts";
import { messagesOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { duration } from "../amounts.ts";
import { t } from "../text.ts";
import { ReferenceLink } from "../Words.tsx";

/** The timers of the recognized products, and how near the connection has come to each. */
export function Timeouts({
  upgrade,
  intermediaries,
  now,
}: {
  upgrade: Upgrade;
  intermediaries: readonly IntermediaryResult[];
  now: number;
}) {
  const timers = intermediaries.flatMap(({ name, timeouts }) =>
    timeouts.map((timeout) => ({ product: name, timeout })),
  );
  if (timers.length === 0) return <p class="prose">{t("timeoutsNone")}</p>;
  const { longestGap, lastAt } = messagesOf(upgrade);
  const opened = openedAt(upgrade);
  const silence = lastAt === null ? null : Math.max(longestGap, now - lastAt);
  return (
    <>
      <ul class="timeouts">
        {timers.map(({ product, timeout }) => (
          <Timer
            key={`${product} ${timeout.name}`}
            product={product}
            timeout={timeout}
            reached={timeout.kind === "idle" ? silence : opened === null ? null : now - opened}
          />
        ))}
      </ul>
      <p class="note">{t("timeoutDefault")}</p>
    </>
  );
}

function Timer({ product, timeout, reached }: { product: string; timeout: Timeout; reached: number | null }) {
  const { name, milliseconds, kind, counts, fixed, reference } = timeout;
  const isIdle = kind === "idle";
  const share = reached === null ? 0 : Math.min(1, reached / milliseconds);
  return (
    <li class={share > 0.8 ? "timeout timeout-near" : "timeout"}>
      <p>
        <strong>{product}</strong> <code>{name}</code>{" "}
        {t(!isIdle ? "timeoutLifetime" : counts === "server" ? "timeoutServer" : "timeoutIdle", duration(milliseconds))}
        {fixed === true && `, ${t("timeoutFixed")}`}{" "}
        <span class="reference">
          <ReferenceLink reference={reference} />
        </span>
      </p>
      {reached !== null && (
        <p class="timeout-reached">
          <span class="timeout-track" aria-hidden="true">
            <span style={`width:${share * 100}%`} />
          </span>
          {t(isIdle ? "timeoutSilence" : "timeoutAge", duration(reached))}
        </p>
      )}
    </li>
  );
}
