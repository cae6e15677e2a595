import type { Advice } from "../../knowledge/explanation/explanation.ts";
import { Evidence } from "../Evidence.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { ReferenceLink, Words } from "../Words.tsx";

/** What is not wrong, and better otherwise. */
export function AdviceList({ advice }: { advice: readonly Advice[] }) {
  if (advice.length === 0) return null;
  return (
    <Section title={t("advice")}>
      {advice.map(({ id, text, evidence, reference }) => (
        <div class="found" key={id}>
          <p>
            <Words text={text} />{" "}
            <span class="reference">
              <ReferenceLink reference={reference} />
            </span>
          </p>
          <Evidence items={evidence} />
        </div>
      ))}
    </Section>
  );
}
