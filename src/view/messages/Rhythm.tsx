import type { Heartbeat, ProtocolResult } from "../../knowledge/protocols/protocol.ts";
import { ago, duration } from "../../knowledge/text.ts";
import { countOf } from "../../upgrade/counts/messages.ts";
import { messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
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
  const isLive = stateOf(upgrade) === "open" && !upgrade.fromFile;
  const count = countOf(messages);
  const rate = firstAt === null || end - firstAt < 1000 ? null : count / ((end - firstAt) / 1000);
  const isSent = lastDirection === "sent";
  return (
    <dl class="facts">
      {lastAt !== null && (
        <>
          <dt>{t(upgrade.kind === "websocket" ? "lastMessage" : "lastOne")}</dt>
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
      {upgrade.kind === "websocket" && (
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
