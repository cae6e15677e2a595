import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import type { Heartbeat, ProtocolResult } from "../../knowledge/protocols/protocol.ts";
import { countOf } from "../../upgrade/counts/messages.ts";
import { isOpenNow } from "../../upgrade/lifetime.ts";
import { isWatchedOpen, messagesOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { ago, bytes, duration } from "../amounts.ts";
import { number, timeOfDay } from "../format.ts";
import { type MessageKey, t } from "../text.ts";
import { Words } from "../Words.tsx";

const HEARTBEATS: Readonly<Record<Heartbeat["by"], MessageKey>> = {
  server: "heartbeatServer",
  client: "heartbeatClient",
  both: "heartbeatBoth",
};

/** When messages come: the last one, the silences, the heartbeat. */
export function Rhythm({
  upgrade,
  protocol,
  now,
  end,
}: {
  upgrade: Upgrade;
  protocol: ProtocolResult | null;
  now: number;
  end: number;
}) {
  const messages = messagesOf(upgrade);
  const { firstAt, lastAt, lastDirection, longestGap } = messages;
  const isLive = isWatchedOpen(upgrade);
  const count = countOf(messages);
  const rate = firstAt === null || end - firstAt < 1000 ? null : count / ((end - firstAt) / 1000);
  const isMessages = knowledgeOf(upgrade.kind).unitOf(upgrade) === "message";
  // Of a socket that was looked at only once, or long ago, it is what it was then.
  const buffered = isOpenNow(upgrade) ? (upgrade.snapshots.at(-1)?.bufferedAmount ?? null) : null;
  const isSent = lastDirection === "sent";
  return (
    <dl class="facts">
      {lastAt !== null && (
        <>
          <dt>{t(isMessages ? "lastMessage" : "lastOne")}</dt>
          <dd>
            {isLive
              ? t(isSent ? "lastSent" : "lastReceived", ago(now - lastAt))
              : t(isSent ? "lastAtSent" : "lastAtReceived", timeOfDay(lastAt))}
          </dd>
        </>
      )}
      {count > 1 && (
        <>
          <dt>{t("longestSilence")}</dt>
          <dd>{duration(Math.max(longestGap, isLive && lastAt !== null ? now - lastAt : 0))}</dd>
        </>
      )}
      {rate !== null && count > 1 && (
        <>
          <dt>{t("average")}</dt>
          <dd>{t("averageValue", number(rate, rate < 10 ? 2 : 0))}</dd>
        </>
      )}
      {buffered !== null && (
        <>
          <dt title={t("bufferedHint")}>{t("buffered")}</dt>
          <dd>{bytes(buffered)}</dd>
        </>
      )}
      {isMessages && (
        <>
          <dt>{t("heartbeat")}</dt>
          <dd>
            <HeartbeatText protocol={protocol} />
          </dd>
        </>
      )}
    </dl>
  );
}

function HeartbeatText({ protocol }: { protocol: ProtocolResult | null }) {
  if (protocol === null || protocol.heartbeat === null) return <>{t("heartbeatNone")}</>;
  const { by, intervalMs, visible, form } = protocol.heartbeat;
  return (
    <>
      {t(HEARTBEATS[by], protocol.name, duration(intervalMs))}: <Words text={form} />
      {!visible && <> {t("heartbeatHidden")}</>}
    </>
  );
}
