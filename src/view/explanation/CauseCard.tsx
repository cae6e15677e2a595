import type { Cause, Likelihood } from "../../knowledge/diagnoses/diagnosis.ts";
import { Evidence } from "../Evidence.tsx";
import { type MessageKey, t } from "../text.ts";
import { Words } from "../Words.tsx";
import { Snippets } from "./Snippets.tsx";

const LIKELIHOOD: Readonly<Record<Likelihood, MessageKey>> = {
  certain: "causeCertain",
  likely: "causeLikely",
  possible: "causePossible",
};

/** One possible cause. The first stands open; what is only possible waits for a click. */
export function CauseCard({
  cause,
  isFirst,
  copy,
}: {
  cause: Cause;
  isFirst: boolean;
  copy: (text: string) => Promise<void>;
}) {
  const { likelihood, title, why, evidence, fix } = cause;
  return (
    <details class="cause" open={isFirst || likelihood === "certain"}>
      <summary>
        <span class={`badge badge-${likelihood}`}>{t(LIKELIHOOD[likelihood])}</span>
        <span class="cause-title">
          <Words text={title} />
        </span>
      </summary>
      <div class="cause-body">
        <p>
          <Words text={why} />
        </p>
        <Evidence items={evidence} />
        {fix !== null && (
          <>
            <h3>{t("fix")}</h3>
            <p>
              <Words text={fix.text} />
            </p>
            {fix.snippets.length > 0 && <Snippets snippets={fix.snippets} copy={copy} />}
          </>
        )}
      </div>
    </details>
  );
}
