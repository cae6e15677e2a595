import type { Worry } from "../../knowledge/explanation/explanation.ts";
import { Evidence } from "../Evidence.tsx";
import { OutcomeMark } from "../Outcome.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";

/** The four questions, answered from what was observed. */
export function Worries({ worries }: { worries: readonly Worry[] }) {
  return (
    <Section title={t("worry")}>
      <ul class="worries">
        {worries.map(({ id, outcome, answer, evidence }) => (
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
