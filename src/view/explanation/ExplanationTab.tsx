import type { Stage } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Explanation, Path, PendingReason } from "../../knowledge/explanation/explanation.ts";
import type { LimitId } from "../../knowledge/kinds/kind.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import type { Store } from "../../store/store.ts";
import { reportsHandshakeOnly, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { Sources } from "../More.tsx";
import { OutcomeMark } from "../Outcome.tsx";
import { Disclosure, Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import { Words } from "../Words.tsx";
import { AdviceList } from "./AdviceList.tsx";
import { Attempts, OlderAttempt } from "./Attempts.tsx";
import { DiagnosisPart } from "./DiagnosisPart.tsx";
import { HealthQuestions } from "./HealthQuestions.tsx";
import { HowClosed } from "./HowClosed.tsx";
import { PathDrawing } from "./PathDrawing.tsx";
import { Probe } from "./Probe.tsx";
import { Recognized } from "./Recognized.tsx";
import "./explanation.css";

/** The stages at which somebody responded, or may have: there it helps to ask who. */
const ASKED: readonly Stage[] = ["response-status", "response-headers", "response-transport", "hidden"];

/** The first tab: what is so, why DevTools says what it says, and whether to worry. */
export function ExplanationTab({
  store,
  actions,
  explanation,
}: {
  store: Store;
  actions: Actions;
  explanation: Explanation;
}) {
  const { upgrade, verdict, diagnosis, pending, path, healthQuestions, advice, protocol } = explanation;
  const kind = knowledgeOf(upgrade.kind);
  const isClosed = stateOf(upgrade) === "closed";
  return (
    <div class="explanation">
      <OlderAttempt store={store} />
      <div class={`verdict verdict-${verdict.level}`}>
        <OutcomeMark outcome={verdict.level} />
        <p>
          <strong>{verdict.headline}.</strong> <Words text={verdict.sentence} />{" "}
          {diagnosis !== null && isSourceOfVerdict(explanation) && (
            <Sources reference={diagnosis.reference} entry={{ part: "diagnosis", id: diagnosis.id }} />
          )}
        </p>
        <CopyButton
          label={t("verdictCopy")}
          // As the row's menu does: the sentence may quote what a server or a page wrote.
          copy={() => actions.copyPart("explanation", [upgrade.id])}
        />
      </div>
      {diagnosis !== null && (
        <DiagnosisPart
          diagnosis={diagnosis}
          isSaid={verdict.quotesDiagnosis}
          isFromFile={upgrade.fromFile}
          copy={actions.copyText}
        />
      )}
      {diagnosis !== null && isAsked(store, explanation, diagnosis.stage) && (
        <Probe key={upgrade.id} store={store} actions={actions} upgrade={upgrade} />
      )}
      {upgrade.close !== null && isClosed && <HowClosed close={upgrade.close} protocolId={protocol?.id ?? null} />}
      <Attempts store={store} />
      {pending !== null && <Pending pending={pending} />}
      {isDrawn(path) && (
        <Section title={t(kind.measures === "handshake" ? "path" : "pathOfRequest")}>
          <PathDrawing path={path} causes={diagnosis?.causes ?? []} />
        </Section>
      )}
      {healthQuestions.length > 0 && <HealthQuestions healthQuestions={healthQuestions} />}
      <AdviceList advice={advice} />
      <Recognized explanation={explanation} />
      <CannotSee upgrade={upgrade} />
    </div>
  );
}

/** Whether the server of a failed handshake can be asked: not of a file, and not without a debugger. */
function isAsked(store: Store, { upgrade }: Explanation, stage: Stage): boolean {
  const isHere = store.hasDebugger && store.fileOf(upgrade.id) === null;
  return isHere && knowledgeOf(upgrade.kind).isProbed && ASKED.includes(stage);
}

/** Whether the verdict has all that is said of the diagnosis: then nothing else can have its reference beside it. */
function isSourceOfVerdict({ verdict, diagnosis }: Explanation): boolean {
  return verdict.quotesDiagnosis && diagnosis?.message === null;
}

/** A way on which nothing went has nothing to show. */
function isDrawn({ request, answer, line }: Path): boolean {
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
export function CannotSee({ upgrade }: { upgrade: Upgrade }) {
  const limits = reportsHandshakeOnly(upgrade) ? FIREFOX_LIMITS : knowledgeOf(upgrade.kind).limits;
  if (limits.length === 0) return null;
  return (
    <Disclosure title={t("cannotSee")}>
      <ul class="plain-list">
        {limits.map((id) => (
          <li key={id}>{t(LIMITS[id])}</li>
        ))}
      </ul>
    </Disclosure>
  );
}

/** Limits of Firefox's network log (docs/firefox.md). */
const FIREFOX_LIMITS = ["firefox-messages", "firefox-end", "firefox-body", "firefox-reason"] as const;

const LIMITS: Readonly<Record<LimitId | (typeof FIREFOX_LIMITS)[number], MessageKey>> = {
  "firefox-messages": "cannotFirefoxMessages",
  "firefox-end": "cannotFirefoxEnd",
  "firefox-body": "cannotFirefoxBody",
  "firefox-reason": "cannotFirefoxReason",
  pings: "cannotPing",
  fragments: "cannotFragments",
  compression: "cannotCompression",
  refused: "cannotRefused",
  "close-code": "cannotClose",
  comments: "cannotComments",
  pieces: "cannotPieces",
  transport: "cannotTransport",
  quick: "cannotQuick",
};
