import type { HealthQuestion } from "../../knowledge/explanation/explanation.ts";
import { Evidence } from "../Evidence.tsx";
import { OutcomeMark } from "../Outcome.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";

/** The four questions, answered from what was observed. */
export function HealthQuestions({ healthQuestions }: { healthQuestions: readonly HealthQuestion[] }) {
  return (
    <Section title={t("healthQuestions")}>
      <ul class="health">
        {healthQuestions.map(({ id, outcome, answer, evidence }) => (
          <li key={id}>
            <OutcomeMark outcome={outcome} />
            <div>
              <p>
                <Words text={answer} />
              </p>
              <Evidence items={evidence} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
