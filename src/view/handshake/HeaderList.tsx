import type { CheckResult } from "../../knowledge/checks/check.ts";
import type { HeaderRow } from "../../knowledge/headers/header.ts";
import { visibleText } from "../../knowledge/text.ts";
import { plural } from "../format.ts";
import { Sources } from "../More.tsx";
import { OutcomeMark } from "../Outcome.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";

/** One side of the handshake. */
export function HeaderList({
  title,
  rows,
  count,
  none,
  checks,
}: {
  title: string;
  rows: readonly HeaderRow[];
  /** How many headers were seen; null when the message was not. */
  count: number | null;
  /** Why there is nothing to show, or null. */
  none: string | null;
  checks: readonly CheckResult[];
}) {
  return (
    <section class="side" aria-label={title}>
      <div class="side-head">
        <h2>{title}</h2>
        {count !== null && <span class="tone-dim">{plural(count, "headersOf")}</span>}
      </div>
      {none !== null && <p class="side-none">{none}</p>}
      {none === null && (
        <ul class="headers">
          {rows.map((row, i) => (
            <Header key={`${row.name} ${i}`} row={row} check={checks.find(({ id }) => id === row.check)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Header({ row, check }: { row: HeaderRow; check: CheckResult | undefined }) {
  const { name, value, meaning, parts, reference, onWire } = row;
  const isAbsent = value === null;
  // A check that does not apply says nothing of the header.
  const outcome = check === undefined || check.outcome === "not-applicable" ? null : check.outcome;
  return (
    <li class={isAbsent ? "header header-absent" : "header"}>
      <span class="header-mark">{outcome !== null && <OutcomeMark outcome={outcome} />}</span>
      <div class="header-body">
        <p class="header-line">
          <span class="header-name">{visibleText(name)}</span>
          {reference !== null && <Sources reference={reference} entry={{ part: "header", id: name.toLowerCase() }} />}
        </p>
        {isAbsent ? (
          <p class="header-value tone-dim">{t("headerAbsent")}</p>
        ) : (
          <p class="header-value">{value === "" ? "\u00a0" : visibleText(value)}</p>
        )}
        {!onWire && <p class="header-note">{t("headerNotOnWire")}</p>}
        {parts.length > 0 && (
          <ul class="header-parts">
            {parts.map((part, i) => (
              <li key={i}>
                <Words text={part} />
              </li>
            ))}
          </ul>
        )}
        {meaning !== null && (
          <p class="header-meaning">
            <Words text={meaning} />
          </p>
        )}
      </div>
    </li>
  );
}
