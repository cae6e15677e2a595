import type { Stage } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Explanation, PendingReason, Way } from "../../knowledge/explanation/explanation.ts";
import type { Store } from "../../store/store.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import { stateOf } from "../../upgrade/state.ts";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { OutcomeMark } from "../Outcome.tsx";
import { plainWords } from "../parse-words.ts";
import { Disclosure, Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import { Words } from "../Words.tsx";
import { Attempts, OlderAttempt } from "./Attempts.tsx";
import { DiagnosisPart } from "./DiagnosisPart.tsx";
import { HowClosed } from "./HowClosed.tsx";
import { Probe } from "./Probe.tsx";
import { Recognized } from "./Recognised.tsx";
import { Remarks } from "./Remarks.tsx";
import { WayDrawing } from "./WayDrawing.tsx";
import { Worries } from "./Worries.tsx";
import "./explanation.css";

/** The stages at which somebody answered, or may have: there it helps to ask who. */
const ASKED: readonly Stage[] = ["answered-status", "answered-headers", "answered-transport", "hidden"];

/** The first tab: what is so, why DevTools says what it says, and whether to worry. */
export function ExplanationTab({
  store,
  actions,
  explanation,
  copy,
}: {
  store: Store;
  actions: Actions;
  explanation: Explanation;
  copy: (text: string) => Promise<void>;
}) {
  const { upgrade, verdict, diagnosis, pending, way, worries, remarks, protocol } = explanation;
  const isClosed = stateOf(upgrade) === "closed";
  return (
    <div class="explanation">
      <OlderAttempt store={store} />
      <div class={`verdict verdict-${verdict.level}`}>
        <OutcomeMark outcome={verdict.level} />
        <p>
          <strong>{verdict.headline}.</strong> <Words text={verdict.sentence} />
        </p>
        <CopyButton
          label={t("verdictCopy")}
          copy={copy}
          text={() => `${verdict.headline}. ${plainWords(verdict.sentence)}`}
        />
      </div>
      {diagnosis !== null && (
        <DiagnosisPart diagnosis={diagnosis} said={verdict.sentence} isFromFile={upgrade.fromFile} copy={copy} />
      )}
      {diagnosis !== null &&
        upgrade.kind === "websocket" &&
        store.fileOf(upgrade.id) === null &&
        ASKED.includes(diagnosis.stage) && <Probe key={upgrade.id} store={store} actions={actions} upgrade={upgrade} />}
      {upgrade.close !== null && isClosed && <HowClosed close={upgrade.close} protocolId={protocol?.id ?? null} />}
      <Attempts store={store} />
      {pending !== null && <Pending pending={pending} />}
      {isDrawn(way) && (
        <Section title={t(upgrade.kind === "websocket" ? "way" : "wayOfRequest")}>
          <WayDrawing way={way} />
        </Section>
      )}
      {worries.length > 0 && <Worries worries={worries} />}
      <Remarks remarks={remarks} />
      <Recognized explanation={explanation} />
      <CannotSee kind={upgrade.kind} />
    </div>
  );
}

/** A way on which nothing went has nothing to show. */
function isDrawn({ request, answer, line }: Way): boolean {
  return request !== null || answer !== null || line !== null;
}

function Pending({ pending }: { pending: PendingReason }) {
  return (
    <Section title={pending.title}>
      <p class="prose">
        <Words text={pending.plain} />
      </p>
      <Disclosure title={t("forEngineers")}>
        <p class="prose">
          <Words text={pending.engineer} />
        </p>
      </Disclosure>
    </Section>
  );
}

/** The limits of every extension, said once and in full. */
export function CannotSee({ kind }: { kind: Kind }) {
  const limits = LIMITS[kind];
  if (limits.length === 0) return null;
  return (
    <Disclosure title={t("cannotSee")}>
      <ul class="plain-list">
        {limits.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </Disclosure>
  );
}

const LIMITS: Readonly<Record<Kind, readonly MessageKey[]>> = {
  websocket: ["cannotPing", "cannotFragments", "cannotCompression", "cannotRefused", "cannotClose"],
  webtransport: ["cannotTransport"],
  "event-stream": ["cannotComments", "cannotPieces"],
  "long-poll": ["cannotQuick"],
  "streaming-fetch": ["cannotPieces"],
  "other-upgrade": [],
};
