import { severityOf } from "../../knowledge/explanation/row.ts";
import { visibleText } from "../../knowledge/text.ts";
import type { ComparedTwo } from "../../report/compare/compare-connections.ts";
import { type Cell, type ComparedRow, GROUPS, type Group } from "../../report/compare/comparison.ts";
import type { ReportConnection } from "../../report/contract/format.ts";
import { withEncodedLabels } from "../../report/contract/labels.ts";
import { nameOf } from "../../upgrade/http/address.ts";
import { dateAndTime } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { stateIcon } from "../list/state-icon.ts";
import { type MessageKey, t } from "../text.ts";

const NAMES: Readonly<Record<Group, MessageKey>> = {
  outcome: "compareOutcome",
  request: "compareRequest",
  path: "comparePath",
  response: "compareResponse",
  checks: "compareChecks",
  life: "compareLife",
};

/** The rows of a comparison, in groups. What differs is marked by a sign, by weight and by its ground. */
export function ComparedTable({ compared, isWhole }: { compared: ComparedTwo; isWhole: boolean }) {
  const { a, b, comparison } = compared;
  const explaining = comparison.explanation?.row ?? null;
  const shown = isWhole ? comparison.rows : comparison.differences;
  const groups = GROUPS.map((group) => ({ group, rows: shown.filter((row) => row.group === group) }));
  return (
    <table class="compared">
      <caption class="hidden">{t("comparison")}</caption>
      <thead>
        <tr class="compared-heads">
          <td />
          <Side letter="A" connection={a} />
          <Side letter="B" connection={b} />
        </tr>
      </thead>
      {shown.length === 0 && (
        <tbody>
          <tr>
            <td class="compared-equal" colSpan={3}>
              {t("compareEqual")}
            </td>
          </tr>
        </tbody>
      )}
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ group, rows }) => (
          <tbody key={group}>
            <tr class="compared-group">
              <th scope="rowgroup" colSpan={3}>
                {t(NAMES[group])}
              </th>
            </tr>
            {rows.map((row) => (
              <Row key={row.id} row={row} isExplaining={row.id === explaining} />
            ))}
          </tbody>
        ))}
    </table>
  );
}

/** Which connection a column is of: its name, where it is from, and when it began. */
function Side({ letter, connection }: { letter: "A" | "B"; connection: ReportConnection }) {
  const { url, state, file, timing, verdict } = connection;
  const { name, tone } = stateIcon(state, severityOf(state, verdict.level));
  const at = timing.createdAt ?? timing.requestSentAt;
  const text = url === null ? t("olderName") : visibleText(nameOf(withEncodedLabels(url)));
  return (
    <th scope="col" title={url === null ? undefined : visibleText(url)}>
      <span class="compared-head">
        <span class="compared-letter">{letter}</span>
        <Icon name={name} tone={tone} />
        <span class="compared-name">{text}</span>
      </span>
      <span class="compared-from">
        {file === null ? t("compareLive") : visibleText(file)}
        {at !== null && ` · ${dateAndTime(Date.parse(at))}`}
      </span>
    </th>
  );
}

function Row({ row, isExplaining }: { row: ComparedRow; isExplaining: boolean }) {
  const { name, differs, weight, a, b } = row;
  const isQuoted = row.group !== "checks" && row.id !== "outcome.verdict" && row.id !== "outcome.diagnosis";
  return (
    <tr class={`${differs ? `compared-differs compared-${weight}` : ""}${isExplaining ? " compared-explains" : ""}`}>
      <th scope="row" class="compared-title">
        <span class="compared-mark">{differs && <Icon name="unequal" size={12} />}</span>
        {visibleText(name)}
        {differs && <span class="hidden"> ({t("compareDiffers")})</span>}
        {isExplaining && <span class="hidden"> ({t("compareExplaining")})</span>}
      </th>
      <Value cell={a} isQuoted={isQuoted} />
      <Value cell={b} isQuoted={isQuoted} />
    </tr>
  );
}

function Value({ cell: { text, isObserved }, isQuoted }: { cell: Cell; isQuoted: boolean }) {
  if (text === null) return <td class="tone-dim">{t(isObserved ? "compareAbsent" : "compareUnknown")}</td>;
  return (
    <td class={isQuoted ? "compared-value" : undefined}>
      {text === "" ? "\u00a0" : text.split("\n").map((line, i) => <div key={i}>{visibleText(line)}</div>)}
    </td>
  );
}
