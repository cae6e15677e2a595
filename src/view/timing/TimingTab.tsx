import { duration, visibleText } from "../../knowledge/text.ts";
import { isOlderThanCapture, stateOf, wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { timeOfDay } from "../format.ts";
import { endOf } from "../list/moments.ts";
import { Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import { type Phase, phasesOf } from "./phases.ts";
import "./timing.css";

/** What happened when, how long it took, and what nobody measured. */
export function TimingTab({ upgrade, now }: { upgrade: Upgrade; now: number }) {
  const phases = phasesOf(upgrade, now);
  const missing = notMeasured(upgrade);
  return (
    <div class="timing">
      <Section title={t("timingEvents")}>
        <Events upgrade={upgrade} />
      </Section>
      {phases.length > 0 && (
        <Section title={t("timingDurations")}>
          <Phases phases={phases} />
        </Section>
      )}
      <Section title={t("timingNotMeasured")}>
        <ul class="plain-list">
          {missing.map((key) => (
            <li key={key}>{t(key)}</li>
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Events({ upgrade }: { upgrade: Upgrade }) {
  const { createdAt, request, response } = upgrade;
  const state = stateOf(upgrade);
  const isFailed = state === "failed" || state === "blocked";
  const isOver = isFailed || state === "closed";
  const start = createdAt ?? request?.at ?? null;
  const events: readonly (readonly [MessageKey, number | null])[] = [
    ["timingCreated", createdAt],
    ["timingSent", request?.at ?? null],
    ["timingAnswered", upgrade.exchange?.establishedAt ?? response?.at ?? null],
    ...(isOver ? [[endWord(upgrade), endOf(upgrade)] as const] : []),
  ];
  return (
    <dl class="facts">
      {events.map(([name, at]) => (
        <>
          <dt key={name}>{t(name)}</dt>
          <dd class={at === null ? "tone-dim" : "tabular"}>
            {at === null ? t("timingUnknown") : timeOfDay(at)}
            {at !== null && start !== null && at > start && <span class="offset">+ {duration(at - start)}</span>}
            {name === "timingClosed" && upgrade.close !== null && <Close close={upgrade.close} />}
          </dd>
        </>
      ))}
    </dl>
  );
}

function Close({ close: { code, reason, wasClean } }: { close: NonNullable<Upgrade["close"]> }) {
  return (
    <span class="offset">
      {t(wasClean ? "timingCodeClean" : "timingCodeNotClean", code)}{" "}
      {reason !== "" && <code>{visibleText(reason)}</code>}
    </span>
  );
}

function endWord(upgrade: Upgrade): MessageKey {
  const state = stateOf(upgrade);
  if (state === "blocked") return "timingBlocked";
  if (upgrade.close !== null && state === "closed") return "timingClosed";
  if (state === "failed") return "timingFailed";
  return upgrade.ended === "closed" || upgrade.ended === null ? "timingClosed" : "timingEnded";
}

function Phases({ phases }: { phases: readonly Phase[] }) {
  // An open stretch of minutes would make the handshake's milliseconds invisible: each group has its own scale.
  const opening = phases.filter(({ id }) => id !== "open");
  const from = Math.min(...opening.map((phase) => phase.from));
  const total = Math.max(1, Math.max(...opening.map(({ to }) => to)) - from);
  return (
    <table class="phases">
      <tbody>
        {phases.map(({ id, name, hint, from: start, to, isRunning }) => {
          const isOpen = id === "open";
          const left = isOpen ? 0 : ((start - from) / total) * 100;
          const width = isOpen ? 100 : ((to - start) / total) * 100;
          const length = duration(to - start);
          return (
            <tr key={id}>
              <th scope="row">
                {t(name)}
                <span class="phase-hint">{t(hint)}</span>
              </th>
              <td class="phase-bar">
                <span
                  class={`phase-${id}${isRunning ? " phase-running" : ""}`}
                  style={`left:${left}%;width:${width}%`}
                />
              </td>
              <td class="tabular">{isRunning ? t("timingStill", length) : length}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function notMeasured(upgrade: Upgrade): MessageKey[] {
  if (upgrade.kind === "other-upgrade") return ["timingNoFile"];
  if (upgrade.kind === "webtransport") return ["timingTransportSent"];
  const { fromFile } = upgrade;
  const isSocket = upgrade.kind === "websocket";
  if (isOlderThanCapture(upgrade)) return ["timingOlder"];
  const isAnswered = wasOpened(upgrade) && (upgrade.response?.at ?? null) === null;
  const state = stateOf(upgrade);
  // The network tells when a request was asked for, even if the browser refuses it; of a socket only the console tells.
  if (state === "blocked") return [isSocket ? "timingBlockedNote" : "timingNoSplitRequest"];
  return [
    isSocket ? "timingNoSplit" : "timingNoSplitRequest",
    ...(upgrade.createdAt === null
      ? [fromFile ? ("timingNoCreatedFile" as const) : ("timingNoCreated" as const)]
      : isSocket
        ? ["timingCreatedNote" as const]
        : []),
    ...(isAnswered ? [fromFile ? ("timingNoAnswerFile" as const) : ("timingNoAnswer" as const)] : []),
    ...(state === "closed" && endOf(upgrade) === null ? ["timingNoClose" as const] : []),
    ...(state === "closed" && isSocket && upgrade.ended === "closed" && upgrade.close === null
      ? [fromFile ? ("timingNoCodeFile" as const) : ("timingNoCode" as const)]
      : []),
  ];
}
