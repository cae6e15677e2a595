import type { Explanation } from "../../knowledge/explanation.ts";
import { bytes, duration } from "../../knowledge/words.ts";
import type { CaptureState } from "../../store/store.ts";
import { countOf } from "../../upgrade/messages.ts";
import { areMessagesKnown, messagesOf, stateOf, type Upgrade, wasOpened } from "../../upgrade/upgrade.ts";
import { CannotSee } from "../explanation/ExplanationTab.tsx";
import { Icon } from "../Icon.tsx";
import { endOf } from "../list/moments.ts";
import { Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import { Distribution } from "./Distribution.tsx";
import { RateChart } from "./RateChart.tsx";
import { Rhythm } from "./Rhythm.tsx";
import { Timeouts } from "./Timeouts.tsx";
import { Totals } from "./Totals.tsx";
import "./messages.css";

/** Why there are no numbers. */
function absence(upgrade: Upgrade): MessageKey {
  if (!areMessagesKnown(upgrade)) return "messagesUnknown";
  return wasOpened(upgrade) ? "noMessages" : "noMessagesEver";
}

/** Numbers about the messages of a connection; never their content. */
export function MessagesTab({
  explanation,
  now,
  capture,
}: {
  explanation: Explanation;
  now: number;
  capture: CaptureState;
}) {
  const { upgrade, protocol, intermediaries } = explanation;
  const messages = messagesOf(upgrade);
  const isOpen = stateOf(upgrade) === "open";
  const isCounted = countOf(messages) > 0;
  const end = isOpen && !upgrade.fromFile ? now : (endOf(upgrade) ?? messages.lastAt ?? now);
  return (
    <div class="messages">
      {isOpen && capture.kind !== "live" && !upgrade.fromFile && (
        <p class="hint">
          <Icon name="info" size={14} /> {t("passiveCounts")}
        </p>
      )}
      {!isCounted && <p class="prose none">{t(absence(upgrade))}</p>}
      {isCounted && (
        <>
          <Section title={t("totals")}>
            <Totals messages={messages} />
          </Section>
          <Section title={t("rate")}>
            <RateChart rate={messages.history} end={end} />
          </Section>
          <div class="pair">
            <Section title={t("sizes")}>
              <Distribution histogram={messages.sizes} unit={bytes} label={t("sizes")} />
            </Section>
            <Section title={t("gaps")}>
              <Distribution histogram={messages.gaps} unit={duration} label={t("gaps")} />
            </Section>
          </div>
        </>
      )}
      {wasOpened(upgrade) && (
        <Section title={t("facts")}>
          <Rhythm upgrade={upgrade} protocol={protocol} now={now} end={end} />
        </Section>
      )}
      {isOpen && (
        <Section title={t("timeouts")}>
          <Timeouts upgrade={upgrade} intermediaries={intermediaries} now={end} />
        </Section>
      )}
      <CannotSee />
      <p class="note">{t("neverPayload")}</p>
    </div>
  );
}
