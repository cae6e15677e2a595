import type { Cause, DiagnosisResult } from "../../knowledge/diagnoses/diagnosis.ts";
import { visibleText } from "../../knowledge/text.ts";
import { Sources } from "../More.tsx";
import { Section } from "../Section.tsx";
import { type MessageKey, t } from "../text.ts";
import { Words } from "../Words.tsx";
import { CauseCard } from "./CauseCard.tsx";

/** What was seen to go wrong, in the browser's message and in ours, and what may have caused it. */
export function DiagnosisPart({
  diagnosis,
  isSaid,
  isFromFile,
  copy,
}: {
  diagnosis: DiagnosisResult;
  /** Whether the verdict has its summary in it already: it is not said twice. */
  isSaid: boolean;
  /** Then the words may be those of another tool. */
  isFromFile: boolean;
  copy: (text: string) => Promise<void>;
}) {
  const { id, message, summary, reference, causes } = diagnosis;
  const sources = <Sources reference={reference} entry={{ part: "diagnosis", id }} />;
  const seen = (
    <p class="prose">
      {!isSaid && <Words text={summary} />} {sources}
    </p>
  );
  return (
    <>
      {message !== null && (
        <Section title={t(isFromFile ? "fileSaid" : "browserSaid")}>
          <p class="said">
            {message.trim() === "" ? t("browserSaidNothing") : <code>{visibleText(message)}</code>} {isSaid && sources}
          </p>
          {!isSaid && seen}
        </Section>
      )}
      {causes.length > 0 && (
        <Section title={t(titleOf(causes))}>
          {message === null && !isSaid && seen}
          {causes.map((cause, i) => (
            <CauseCard key={cause.id} cause={cause} isFirst={i === 0} copy={copy} />
          ))}
        </Section>
      )}
    </>
  );
}

function titleOf(causes: readonly Cause[]): MessageKey {
  if (causes.every(({ likelihood }) => likelihood === "certain")) return "causesCertain";
  return causes.some(({ likelihood }) => likelihood !== "possible") ? "causes" : "causesPossible";
}
