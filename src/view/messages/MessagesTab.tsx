import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import type { CaptureState } from "../../store/capture-state.ts";
import { countOf } from "../../upgrade/counts/messages.ts";
import { endedAt } from "../../upgrade/lifetime.ts";
import {
  areMessagesKnown,
  countedOnlySince,
  isWatchedOpen,
  messagesOf,
  stateOf,
  wasOpened,
} from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { bytes, duration } from "../amounts.ts";
import { CannotSee } from "../explanation/ExplanationTab.tsx";
import { timeOfDay } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { ByName } from "./ByName.tsx";
import { Distribution } from "./Distribution.tsx";
import { RateChart } from "./RateChart.tsx";
import { Rhythm } from "./Rhythm.tsx";
import { Timeouts } from "./Timeouts.tsx";
import { Totals } from "./Totals.tsx";
import "./messages.css";

/** Numbers about the messages of a connection; never their content. */
export function MessagesTab({
  explanation: { protocol, intermediaries },
  upgrade,
  now,
  capture,
}: {
  explanation: Explanation;
  /** The connection as it is shown: of a file nothing goes on. */
  upgrade: Upgrade;
  now: number;
  capture: CaptureState;
}) {
  const messages = messagesOf(upgrade);
  const isOpen = stateOf(upgrade) === "open";
  const isCounting = capture.kind === "live" || capture.kind === "starting";
  const { isTwoWay, unitOf } = knowledgeOf(upgrade.kind);
  const unit = unitOf(upgrade);
  const isMessages = unit === "message";
  const isCounted = countOf(messages) > 0;
  const since = isMessages ? countedOnlySince(upgrade) : null;
  const end = isWatchedOpen(upgrade) ? now : (endedAt(upgrade) ?? messages.lastAt ?? now);
  return (
    <div class="messages">
      {isOpen && isMessages && !isCounting && isWatchedOpen(upgrade) && (
        <p class="hint">
          <Icon name="info" size={14} /> {t("passiveCounts")}
        </p>
      )}
      {since !== null && (
        <p class="hint">
          <Icon name="info" size={14} /> {t("countedOnlySince", timeOfDay(since, "second"))}
        </p>
      )}
      {!isCounted && <p class="prose none">{whyNone(upgrade)}</p>}
      {isCounted && (
        <>
          <Section title={t("totals")}>
            <Totals messages={messages} upgrade={upgrade} />
          </Section>
          {messages.names !== null && messages.names.asked > 0 && (
            <Section title={t("byName")}>
              <ByName names={messages.names} total={countOf(messages)} isTwoWay={isTwoWay} />
            </Section>
          )}
          <Section title={t(isMessages ? "rate" : "rateRequest")}>
            <RateChart rate={messages.history} end={end} isTwoWay={isTwoWay} />
          </Section>
          <div class="pair">
            <Section title={t("sizes")}>
              <Distribution histogram={messages.sizes} unit={bytes} label={t("sizes")} />
            </Section>
            <Section title={t(isMessages ? "gaps" : "gapsRequest")}>
              <Distribution histogram={messages.gaps} unit={duration} label={t(isMessages ? "gaps" : "gapsRequest")} />
            </Section>
          </div>
        </>
      )}
      {wasOpened(upgrade) && unit !== null && (
        <Section title={t("facts")}>
          <Rhythm upgrade={upgrade} protocol={protocol} now={now} end={end} />
        </Section>
      )}
      {isOpen && unit !== null && (
        <Section title={t("timeouts")}>
          <Timeouts upgrade={upgrade} intermediaries={intermediaries} now={end} />
        </Section>
      )}
      <CannotSee upgrade={upgrade} />
      <p class="note">{t("neverPayload")}</p>
    </div>
  );
}

function whyNone(upgrade: Upgrade): string {
  const { unitOf, uncounted } = knowledgeOf(upgrade.kind);
  if (uncounted !== null) return uncounted;
  if (!areMessagesKnown(upgrade)) return t("messagesUnknown");
  const unit = unitOf(upgrade);
  if (unit === "event") return t("noEvents");
  if (unit === "piece") return t("noPieces");
  return t(wasOpened(upgrade) ? "noMessages" : "noMessagesEver");
}
