import type { CheckResult } from "../../knowledge/checks/check.ts";
import { Evidence } from "../Evidence.tsx";
import { number } from "../format.ts";
import { Sources } from "../More.tsx";
import { OutcomeMark, outcomeWord } from "../Outcome.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";

/** All checks in the order of RFC 6455 §4; the first that fails hides none. */
export function Checks({ checks }: { checks: readonly CheckResult[] }) {
  const judged = checks.filter(({ outcome }) => outcome !== "not-applicable" && outcome !== "not-observed");
  const passed = judged.filter(({ outcome }) => outcome === "pass");
  return (
    <Section
      title={t("checks")}
      end={
        judged.length > 0 && (
          <span class="tone-dim">{t("checksSummary", number(passed.length), number(judged.length))}</span>
        )
      }
    >
      <ul class="checks">
        {checks.map(({ id, asks, outcome, summary, evidence, reference }) => (
          <li key={id} class={`check check-${outcome}`}>
            <OutcomeMark outcome={outcome} />
            <div class="check-body">
              <p class="check-line">
                <span class="check-asks">{asks}</span>
                <span class="check-word" aria-hidden="true">
                  {outcomeWord(outcome)}
                </span>
                <Sources reference={reference} entry={{ part: "check", id }} />
              </p>
              <p class="check-summary">
                <Words text={summary} />
              </p>
              <Evidence items={evidence} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
