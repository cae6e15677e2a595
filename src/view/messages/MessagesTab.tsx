import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { nounOf } from "../../knowledge/kinds/kind-words.ts";
import { bytes, duration } from "../../knowledge/text.ts";
import type { CaptureState } from "../../store/capture-state.ts";
import { countOf } from "../../upgrade/counts/messages.ts";
import { isUncounted } from "../../upgrade/kinds/registry.ts";
import { areMessagesKnown, messagesOf, stateOf, wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
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
  const isSocket = upgrade.kind === "websocket";
  const isCounted = countOf(messages) > 0;
  const end = isOpen && !upgrade.fromFile ? now : (endOf(upgrade) ?? messages.lastAt ?? now);
  return (
    <div class="messages">
      {isOpen && upgrade.kind === "websocket" && capture.kind !== "live" && !upgrade.fromFile && (
        <p class="hint">
          <Icon name="info" size={14} /> {t("passiveCounts")}
        </p>
      )}
      {!isCounted && <p class="prose none">{t(whyNone(upgrade))}</p>}
      {isCounted && (
        <>
          <Section title={t("totals")}>
            <Totals messages={messages} upgrade={upgrade} />
          </Section>
          <Section title={t(isSocket ? "rate" : "rateRequest")}>
            <RateChart rate={messages.history} end={end} />
          </Section>
          <div class="pair">
            <Section title={t("sizes")}>
              <Distribution histogram={messages.sizes} unit={bytes} label={t("sizes")} />
            </Section>
            <Section title={t(isSocket ? "gaps" : "gapsRequest")}>
              <Distribution histogram={messages.gaps} unit={duration} label={t(isSocket ? "gaps" : "gapsRequest")} />
            </Section>
          </div>
        </>
      )}
      {wasOpened(upgrade) && !isUncounted(upgrade.kind) && (
        <Section title={t("facts")}>
          <Rhythm upgrade={upgrade} protocol={protocol} now={now} end={end} />
        </Section>
      )}
      {isOpen && !isUncounted(upgrade.kind) && (
        <Section title={t("timeouts")}>
          <Timeouts upgrade={upgrade} intermediaries={intermediaries} now={end} />
        </Section>
      )}
      <CannotSee kind={upgrade.kind} />
      <p class="note">{t("neverPayload")}</p>
    </div>
  );
}

function whyNone(upgrade: Upgrade): MessageKey {
  if (upgrade.kind === "webtransport") return "noTransport";
  if (upgrade.kind === "other-upgrade") return "noOther";
  if (!areMessagesKnown(upgrade)) return "messagesUnknown";
  if (upgrade.kind !== "websocket") return nounOf(upgrade) === "event" ? "noEvents" : "noPieces";
  return wasOpened(upgrade) ? "noMessages" : "noMessagesEver";
}
