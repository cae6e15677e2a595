import { computed, type ReadonlySignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { recognizeProtocol } from "../../knowledge/protocols/recognize.ts";
import { visibleText } from "../../knowledge/text.ts";
import type { ListRow } from "../../store/folding.ts";
import type { Store } from "../../store/store.ts";
import { countedBefore } from "../../upgrade/counts/counted.ts";
import { areMessagesKnown, countedOnlySince, isOlderThanCapture, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { number, plural, timeOfDay } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { knowledgeLanguage, t } from "../text.ts";
import { cellText } from "./cell-text.ts";
import type { ColumnId } from "./columns.ts";
import { Lifeline } from "./Lifeline.tsx";
import type { ListState } from "./list-state.ts";
import { nameText, sinceText, stateText, statusText, targetText, timeText } from "./row-text.ts";
import { Sparkline } from "./Sparkline.tsx";
import { stateIcon } from "./state-icon.ts";

interface Cell {
  readonly store: Store;
  readonly row: ListRow;
}

/** What a row says in a line, and how serious it is. */
type BriefSignal = ReadonlySignal<ReturnType<Store["briefOne"]>>;

/** One upgrade. It reads its own signal only, so that its changes draw nothing but itself. */
export function Row({
  store,
  row,
  index,
  isSelected,
  columns,
  state,
}: Cell & { index: number; isSelected: boolean; columns: readonly ColumnId[]; state: ListState }) {
  const { id } = row;
  // What is said changes with the clock and with messages; how serious it is hardly ever: each is followed by itself.
  const brief = useMemo(() => computed(() => store.briefOne(id)), [store, id]);
  const severity = useMemo(() => computed(() => brief.value?.level ?? "unknown"), [brief]).value;
  const upgrade = store.upgrade(id);
  if (upgrade === null) return null;
  const classes = ["row", ...(index % 2 === 1 ? ["stripe"] : []), ...(severity === "failed" ? ["row-failed"] : [])];
  return (
    <tr id={rowId(id)} class={classes.join(" ")} data-id={id} aria-rowindex={index + 2} aria-selected={isSelected}>
      {columns.map((column, at) => (
        <td key={column} class={`cell-${column}`} aria-colindex={at + 1}>
          <Content store={store} row={row} upgrade={upgrade} brief={brief} column={column} state={state} />
        </td>
      ))}
    </tr>
  );
}

/** The element id of a row. */
export function rowId(id: string): string {
  return `row-${id}`;
}

function Content({
  store,
  row,
  upgrade,
  brief,
  column,
  state,
}: Cell & { upgrade: Upgrade; brief: BriefSignal; column: ColumnId; state: ListState }) {
  switch (column) {
    case "name":
      return (
        <>
          <Name upgrade={upgrade} row={row} file={store.fileOf(upgrade.id)?.name ?? null} brief={brief} state={state} />
          {state.isBig.value && (
            <span class="second-line">
              <Brief brief={brief} />
              <FileNote name={store.fileOf(upgrade.id)?.name ?? null} />
            </span>
          )}
        </>
      );
    case "explanation":
      return <Brief brief={brief} />;
    case "status": {
      const { text, tone } = statusText(upgrade);
      return <span class={`tone-${tone}`}>{text}</span>;
    }
    case "time":
      return <Time store={store} upgrade={upgrade} />;
    case "sent":
      if (!knowledgeOf(upgrade.kind).isTwoWay) return null;
      return <Count upgrade={upgrade} direction="sent" />;
    case "received":
      if (knowledgeOf(upgrade.kind).unitOf(upgrade) === null) return null;
      return <Count upgrade={upgrade} direction="received" />;
    case "rate":
      return <Sparkline store={store} id={row.id} />;
    case "lifeline":
      return <Lifeline row={row} state={state} />;
    case "via":
      return <Via store={store} id={row.id} />;
    default: {
      const cell = cellText(column, upgrade, () => store.nowOf(upgrade.id));
      return cell === null ? null : <span title={cell.title ?? cell.text}>{cell.text}</span>;
    }
  }
}

/** The products along the way that left a mark, from the browser's side. */
function Via({ store, id }: { store: Store; id: string }) {
  const text = store.viaOne(id).join(", ");
  return <span title={text}>{text}</span>;
}

/** What it is doing or what is wrong with it, in a line. */
function Brief({ brief }: { brief: BriefSignal }) {
  const { text, level } = brief.value ?? { text: "", level: "unknown" };
  return (
    <span class={`brief brief-${level}`} title={text} lang={knowledgeLanguage()}>
      {text}
    </span>
  );
}

interface Named {
  readonly upgrade: Upgrade;
  readonly row: ListRow;
  readonly file: string | null;
  readonly brief: BriefSignal;
  readonly state: ListState;
}

function Name({ upgrade, row, file, brief, state: list }: Named) {
  const state = stateOf(upgrade);
  const { url } = upgrade;
  // Computed, so that rows whose own is the same are not drawn again; anew for each row that the element shows.
  const extra = useMemo(() => computed(() => (url === null ? null : list.besideName(url))), [list, url]).value;
  const severity = useMemo(() => computed(() => brief.value?.level ?? "unknown"), [brief]).value;
  const { name, tone } = stateIcon(state, severity);
  const text = nameText(upgrade);
  // What has a column of its own need not be said twice.
  const ids = list.columnIds.value;
  const { isTwoWay } = knowledgeOf(upgrade.kind);
  const protocol = ids.includes(isTwoWay ? "protocol" : "kind") ? null : noteOf(upgrade);
  const target =
    upgrade.target === null || upgrade.target === "page" || ids.includes("target") ? null : targetText(upgrade.target);
  const seen = upgrade.url ?? upgrade.path;
  const address = seen === undefined ? t("olderHint") : visibleText(seen);
  const title = file === null ? address : `${address}\n${t("fileFrom", visibleText(file))}`;
  const kinds = { single: "", newest: "", older: " name-older" };
  return (
    <span class={`name${kinds[row.kind]}`} title={title}>
      <Icon name={name} tone={isOlderThanCapture(upgrade) ? "dim" : tone} />
      <span class="hidden">
        {row.kind === "older" && `${t("olderAttempt")}: `}
        {stateText(upgrade, file !== null)}{" "}
      </span>
      <span class="name-first">
        <span class={text === null ? "name-text tone-dim" : "name-text"}>{text ?? t("olderName")}</span>
        {row.kind === "newest" && <FoldButton row={row} />}
      </span>
      {extra !== null && <span class="name-note name-extra">{extra}</span>}
      {protocol !== null && <span class="name-note">{protocol}</span>}
      {target !== null && <span class="name-note">{target}</span>}
      {!list.isBig.value && <FileNote name={file} />}
    </span>
  );
}

/** The file that it was read from; on the second line where there is one, because the name leaves no room for it. */
function FileNote({ name }: { name: string | null }) {
  if (name === null) return null;
  return (
    <span class="name-note name-file">
      <Icon name="file" size={12} />
      <span class="name-file-text">{visibleText(name)}</span>
    </span>
  );
}

/** What stands beside the name: the protocol of a WebSocket, or what it is that is no WebSocket. */
function noteOf(upgrade: Upgrade): string | null {
  const { isTwoWay, name } = knowledgeOf(upgrade.kind);
  return isTwoWay ? (recognizeProtocol(upgrade)?.name ?? null) : name;
}

/** The number of attempts in a row; a click or the arrow keys show and hide the older ones. */
function FoldButton({ row: { ids, isUnfolded } }: { row: ListRow }) {
  return (
    <button
      type="button"
      class="fold"
      tabIndex={-1}
      aria-expanded={isUnfolded}
      aria-label={plural(ids.length, "attemptsCount")}
      title={plural(ids.length, isUnfolded ? "foldAttempts" : "unfoldAttempts")}
    >
      <svg class="fold-mark" width="7" height="7" viewBox="0 0 8 8" aria-hidden="true">
        <path d={isUnfolded ? "M0 2h8L4 7z" : "M2 0v8l5-4z"} />
      </svg>
      ×{number(ids.length)}
    </button>
  );
}

/** Where nobody recorded messages there is no number, and not a zero. */
function Count({ upgrade, direction }: { upgrade: Upgrade; direction: "sent" | "received" }) {
  if (!areMessagesKnown(upgrade)) {
    return (
      <span class="tone-dim" title={t("messagesUnknownHint")}>
        {t("notKnown")}
        <span class="hidden">{t("messagesUnknownHint")}</span>
      </span>
    );
  }
  const count = countedBefore(upgrade)[direction].count + upgrade.countedByDebugger[direction].count;
  const since = countedOnlySince(upgrade);
  if (since === null) return count === 0 ? <span class="tone-dim">{number(0)}</span> : number(count);
  const hint = t("countedOnlySince", timeOfDay(since, "second"));
  return (
    <span title={hint}>
      ≥{number(count)}
      <span class="hidden"> {hint}</span>
    </span>
  );
}

function Time({ store, upgrade }: { store: Store; upgrade: Upgrade }) {
  const state = stateOf(upgrade);
  if (state === "open" && store.fileOf(upgrade.id) !== null) return <span>{t("timeOpenInFile")}</span>;
  const isOver = state === "closed" || state === "failed" || state === "blocked";
  // What is over does not tick: it must not follow the clock.
  const now = isOver ? 0 : store.nowOf(upgrade.id);
  const text = timeText(upgrade, now);
  const since = sinceText(upgrade, now);
  return <span title={since === null ? text : `${text}\n${since}`}>{text}</span>;
}
