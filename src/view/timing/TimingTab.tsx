import { Fragment } from "preact";
import { networkTimes } from "../../knowledge/explanation/network.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { visibleText } from "../../knowledge/text.ts";
import { endedAt } from "../../upgrade/lifetime.ts";
import { type Phase, phasesOf } from "../../upgrade/phases.ts";
import { isOlderThanCapture, reportsHandshakeOnly, stateOf, wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { duration } from "../amounts.ts";
import { timeOfDay } from "../format.ts";
import { Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import "./timing.css";

/** What happened when, how long it took, and what nobody measured. */
export function TimingTab({
  upgrade,
  now,
  isTranscript,
}: {
  upgrade: Upgrade;
  now: number;
  /** Read from what somebody pasted: no times are. */
  isTranscript: boolean;
}) {
  const phases = phasesOf(upgrade, now);
  const missing = isTranscript ? notRead(upgrade) : notMeasured(upgrade);
  const times = networkTimes(upgrade.network);
  return (
    <div class="timing">
      <Section title={t("timingEvents")}>
        <Events upgrade={upgrade} />
      </Section>
      {phases.length > 0 && (
        <Section title={t("timingDurations")}>
          <Phases phases={phases} upgrade={upgrade} />
        </Section>
      )}
      {times.length > 0 && (
        <Section title={t("timingNetwork")}>
          <dl class="facts">
            {times.map(({ name, value }) => (
              <Fragment key={name}>
                <dt>{name}</dt>
                <dd class="tabular">{value}</dd>
              </Fragment>
            ))}
          </dl>
          <p class="note">{t("timingNetworkNote")}</p>
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
    ["timingResponse", upgrade.exchange?.establishedAt ?? response?.at ?? null],
    ...(isOver ? [[endWord(upgrade), endedAt(upgrade)] as const] : []),
  ];
  return (
    <dl class="facts">
      {events.map(([name, at]) => (
        <>
          <dt key={name}>{t(name)}</dt>
          <dd class={at === null ? "tone-dim" : "tabular"}>
            {at === null ? t("timingTimeUnknown") : timeOfDay(Math.round(at))}
            {at !== null && start !== null && at > start && (
              // Of what is shown: a reader may subtract.
              <span class="offset">+ {duration(Math.round(at) - Math.round(start))}</span>
            )}
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

function Phases({ phases, upgrade }: { phases: readonly Phase[]; upgrade: Upgrade }) {
  // An open stretch of minutes would make the handshake's milliseconds invisible: each group has its own scale.
  const opening = phases.filter(({ id }) => id !== "open");
  const from = Math.min(...opening.map((phase) => phase.from));
  const total = Math.max(1, Math.max(...opening.map(({ to }) => to)) - from);
  return (
    <table class="phases">
      <tbody>
        {phases.map((phase) => {
          const { id, from: start, to, isRunning } = phase;
          const [name, hint] = phaseWords(phase, upgrade);
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
                  style={`inset-inline-start:${left}%;width:${width}%`}
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

/** The name of a stretch, and from when to when it goes. */
export function phaseWords(
  { id, isRunning }: Phase,
  { response, requestsSent }: Upgrade,
): readonly [name: MessageKey, hint: MessageKey] {
  if (id === "before" && requestsSent > 1) return ["timingBeforeLast", "timingBeforeLastHint"];
  if (id !== "open") return PHASES[id];
  // Without the time of the response the open stretch also holds the handshake, and must say so.
  if (response !== null && response.at === null) return ["timingOpen", "timingOpenFromRequest"];
  return ["timingOpen", isRunning ? "timingOpenUntilNow" : "timingOpenHint"];
}

const PHASES: Readonly<Record<Exclude<Phase["id"], "open">, readonly [name: MessageKey, hint: MessageKey]>> = {
  before: ["timingBefore", "timingBeforeHint"],
  handshake: ["timingHandshake", "timingHandshakeHint"],
  failed: ["timingUntilFailure", "timingHandshakeFailedHint"],
};

function notRead({ client }: Upgrade): MessageKey[] {
  return ["timingNoTranscript", ...(client === "curl" ? ["timingTraceTime" as const] : [])];
}

function notMeasured(upgrade: Upgrade): MessageKey[] {
  const { measures } = knowledgeOf(upgrade.kind);
  if (measures === "nothing") return ["timingNoFile"];
  if (measures === "establishment") return ["timingTransportSent"];
  const { fromFile } = upgrade;
  const isSocket = measures === "handshake";
  if (isOlderThanCapture(upgrade)) return ["timingOlder"];
  const isResponseTimeMissing = wasOpened(upgrade) && (upgrade.response?.at ?? null) === null;
  const state = stateOf(upgrade);
  // The network shows when a request was asked for, even if the browser refuses it; of a socket only the console reports it.
  if (state === "blocked") return [isSocket ? "timingBlockedNote" : "timingNoSplitRequest"];
  return [
    ...(networkTimes(upgrade.network).length > 0
      ? []
      : [isSocket ? ("timingNoSplit" as const) : ("timingNoSplitRequest" as const)]),
    ...(reportsHandshakeOnly(upgrade) ? ["timingNoEndFirefox" as const] : []),
    ...(upgrade.createdAt === null
      ? [fromFile ? ("timingNoCreatedFile" as const) : ("timingNoCreated" as const)]
      : isSocket
        ? ["timingCreatedNote" as const]
        : []),
    ...(isResponseTimeMissing ? [fromFile ? ("timingNoResponseFile" as const) : ("timingNoResponse" as const)] : []),
    ...(state === "closed" && endedAt(upgrade) === null ? ["timingNoClose" as const] : []),
    ...(state === "closed" && isSocket && upgrade.ended === "closed" && upgrade.close === null
      ? [fromFile ? ("timingNoCodeFile" as const) : ("timingNoCode" as const)]
      : []),
  ];
}
