import { visibleText } from "../../knowledge/text.ts";
import type { Store } from "../../store/store.ts";
import { dateAndTime } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";

/** Where an imported upgrade comes from, and as of when it is described: above everything that is said of it. */
export function FromFile({ store }: { store: Store }) {
  const id = store.selection.id.value;
  const from = id === null ? null : store.fileOf(id);
  if (from === null) return null;
  const { browser, endedAt, lost } = from.reading;
  return (
    <div class="from-file">
      <Icon name="file" size={14} />
      <div>
        <p>
          {t("fileFrom", visibleText(from.name))}
          {browser !== null && <span class="tone-dim"> · {visibleText(browser)}</span>}
          {endedAt !== null && <span class="tone-dim"> · {t("fileAsOf", dateAndTime(endedAt))}</span>}
        </p>
        {lost.map((gap) => (
          <p key={gap} class="from-file-gap">
            {visibleText(gap)}
          </p>
        ))}
      </div>
    </div>
  );
}
