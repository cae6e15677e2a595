import type { Level } from "../../knowledge/explanation/explanation.ts";
import { visibleText } from "../../knowledge/text.ts";
import type { Store } from "../../store/store.ts";
import type { Drop } from "../../upgrade/series/drops.ts";
import { stateOf } from "../../upgrade/state.ts";
import { Icon } from "../Icon.tsx";
import type { ListState } from "../list/list-state.ts";
import { nameText, stateText, timeText } from "../list/row-text.ts";
import { stateIcon } from "../list/state-icon.ts";
import { t } from "../text.ts";
import { dropText } from "./words.ts";

/** What is said of one lifeline. */
export interface TipText {
  readonly name: string;
  /** What tells it from others of that name; null: the name says enough. */
  readonly beside: string | null;
  readonly time: string;
  readonly brief: string;
  readonly severity: Level;
  /** That others ended with it. */
  readonly together: string | null;
}

/** Room beside the right edge, in CSS pixels. */
const WIDTH = 320;

/**
 * The words about one lifeline.
 *
 * @returns null when it is gone
 */
export function tipText(store: Store, list: ListState, id: string, drops: readonly Drop[]): TipText | null {
  const upgrade = store.upgrade(id);
  if (upgrade === null) return null;
  const { url } = upgrade;
  const brief = store.briefOne(id);
  return {
    name: nameText(upgrade) ?? t("olderName"),
    beside: url === null ? null : (list.besideName(url) ?? visibleText(url)),
    time: timeText(upgrade, store.nowOf(id)),
    brief: brief?.text ?? "",
    severity: brief?.level ?? "unknown",
    together: dropText(id, drops),
  };
}

/** The words of one lifeline below it. */
export function Tip({
  store,
  list,
  id,
  x,
  width,
}: {
  store: Store;
  list: ListState;
  id: string;
  /** Where it is pointed at, in CSS pixels. */
  x: number;
  width: number;
}) {
  const text = tipText(store, list, id, list.timeline.drops.value);
  const upgrade = store.upgrade(id);
  if (text === null || upgrade === null) return null;
  const { name, tone } = stateIcon(stateOf(upgrade), text.severity);
  const left = Math.max(4, Math.min(x + 8, width - Math.min(WIDTH, width - 8) - 4));
  return (
    <div class="timeline-tip" style={`left:${left}px;max-width:${Math.min(WIDTH, width - 8)}px`} aria-hidden="true">
      <p class="timeline-tip-name">
        <Icon name={name} tone={tone} size={14} />
        <strong>{text.name}</strong>
        {text.beside !== null && <span class="timeline-tip-beside">{text.beside}</span>}
      </p>
      <p>{text.time === "" ? stateText(upgrade, store.fileOf(id) !== null) : text.time}</p>
      <p>{text.brief}</p>
      {text.together !== null && <p>{text.together}</p>}
    </div>
  );
}
