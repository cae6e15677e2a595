import { recogniseProtocol } from "../../knowledge/recognise-protocol.ts";
import { visibleText } from "../../knowledge/words.ts";
import type { Store } from "../../store/store.ts";
import { isOlderThanCapture, stateOf, type Upgrade } from "../../upgrade/upgrade.ts";
import { number } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import type { Column, ColumnId } from "./columns.ts";
import { nameText, STATE_WORDS, statusText, targetText, timeText } from "./row-text.ts";
import { Sparkline } from "./Sparkline.tsx";
import { STATE_ICONS } from "./state-icon.ts";

interface Cell {
  readonly store: Store;
  readonly id: string;
}

/** One upgrade. It reads its own signal only, so that its changes draw nothing but itself. */
export function Row({
  store,
  id,
  index,
  isSelected,
  columns,
}: Cell & { index: number; isSelected: boolean; columns: readonly Column[] }) {
  const upgrade = store.upgrade(id);
  if (upgrade === null) return null;
  return (
    <tr
      id={rowId(id)}
      class={index % 2 === 1 ? "row stripe" : "row"}
      data-id={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
    >
      {columns.map((column, at) => (
        <td key={column.id} class={`cell-${column.id}`} aria-colindex={at + 1}>
          <Content store={store} id={id} upgrade={upgrade} column={column.id} />
        </td>
      ))}
    </tr>
  );
}

/** The element id of a row. */
export function rowId(id: string): string {
  return `row-${id}`;
}

function Content({ store, id, upgrade, column }: Cell & { upgrade: Upgrade; column: ColumnId }) {
  switch (column) {
    case "name":
      return <Name upgrade={upgrade} />;
    case "status": {
      const { text, tone } = statusText(upgrade);
      return <span class={`tone-${tone}`}>{text}</span>;
    }
    case "time":
      return <Time store={store} upgrade={upgrade} />;
    case "sent":
      return <>{number(upgrade.logged.sent.count + upgrade.live.sent.count)}</>;
    case "received":
      return <>{number(upgrade.logged.received.count + upgrade.live.received.count)}</>;
    case "rate":
      return <Sparkline store={store} id={id} />;
  }
}

function Name({ upgrade }: { upgrade: Upgrade }) {
  const state = stateOf(upgrade);
  const { name, tone } = STATE_ICONS[state];
  const text = nameText(upgrade);
  const protocol = recogniseProtocol(upgrade)?.name;
  const target = upgrade.target === null || upgrade.target === "page" ? null : targetText(upgrade.target);
  const title = upgrade.url === null ? t("olderHint") : visibleText(upgrade.url);
  return (
    <span class={state === "failed" || state === "blocked" ? "name tone-error" : "name"} title={title}>
      <Icon name={name} tone={isOlderThanCapture(upgrade) ? "dim" : tone} />
      <span class="hidden">{t(STATE_WORDS[state])} </span>
      <span class={text === null ? "name-text tone-dim" : "name-text"}>{text ?? t("olderName")}</span>
      {protocol !== undefined && <span class="name-note">{protocol}</span>}
      {target !== null && <span class="name-note">{target}</span>}
    </span>
  );
}

function Time({ store, upgrade }: { store: Store; upgrade: Upgrade }) {
  const state = stateOf(upgrade);
  const isOver = state === "closed" || state === "failed" || state === "blocked";
  // What is over does not tick: it must not follow the clock.
  const text = timeText(upgrade, isOver ? 0 : store.now.value);
  return <span title={text}>{text}</span>;
}
