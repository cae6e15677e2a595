import type { CheckResult } from "../../knowledge/checks/check.ts";
import { Evidence } from "../Evidence.tsx";
import { number } from "../format.ts";
import { Sources } from "../More.tsx";
import { OutcomeMark, outcomeWord } from "../Outcome.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";

type Alike = [first: CheckResult, ...others: CheckResult[]];

/** Checks that follow each other and do not apply for one reason share a row: it is said once. */
function togetherWhereAlike(checks: readonly CheckResult[]): readonly Alike[] {
  const rows: Alike[] = [];
  for (const check of checks) {
    const row = rows.at(-1);
    const isAlike =
      check.outcome === "not-applicable" && row?.[0].outcome === check.outcome && row[0].summary === check.summary;
    if (isAlike) row.push(check);
    else rows.push([check]);
  }
  return rows;
}

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
        {togetherWhereAlike(checks).map(([first, ...alike]) => (
          <li key={first.id} class={`check check-${first.outcome}`}>
            <OutcomeMark outcome={first.outcome} />
            <div class="check-body">
              {[first, ...alike].map(({ id, asks, outcome, reference }, i) => (
                <p key={id} class="check-line">
                  <span class="check-asks">{asks}</span>
                  {i === 0 && (
                    <span class="check-word" aria-hidden="true">
                      {outcomeWord(outcome)}
                    </span>
                  )}
                  <Sources reference={reference} entry={{ part: "check", id }} />
                </p>
              ))}
              <p class="check-summary">
                <Words text={first.summary} />
              </p>
              <Evidence items={first.evidence} />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
