import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { plural } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { ImportButton } from "../imports/ImportButton.tsx";
import { PasteButton } from "../imports/PasteButton.tsx";
import { t } from "../text.ts";

/** What stands in a list without rows: why, and the way on. */
export function Empty({ store, actions }: { store: Store; actions: Actions }) {
  const total = store.filter.listed.value.length;
  if (total > 0) {
    const showAll = () => {
      store.filter.text.value = "";
      store.filter.chip.value = "all";
      store.filter.setSource("all");
    };
    return (
      <div class="empty">
        <h2>{t("noMatchTitle")}</h2>
        <p>{plural(total, "noMatchTextOne", "noMatchText")}</p>
        <button type="button" class="tonal" onClick={showAll}>
          {t("noMatchClear")}
        </button>
      </div>
    );
  }
  if (store.capture.value.kind === "dead") {
    return (
      <div class="empty">
        <h2>{t("deadTitle")}</h2>
      </div>
    );
  }
  return (
    <div class="empty">
      <h2>{t("emptyTitle")}</h2>
      <p>{t("emptyText")}</p>
      <button type="button" class="tonal" onClick={() => actions.reloadPage()}>
        <Icon name="reload" size={14} />
        {t("emptyReload")}
      </button>
      {store.filter.unlisted.value > 0 && (
        <p>
          {plural(store.filter.unlisted.value, "unlistedOne", "unlistedMany")}{" "}
          <button type="button" class="link-button" onClick={() => actions.setOtherPending(true)}>
            {t("unlistedShow")}
          </button>
        </p>
      )}
      <p class="empty-or">{t("emptyOr")}</p>
      <ImportButton actions={actions} name={t("emptyImport")} look="outlined" />{" "}
      <PasteButton actions={actions} look="outlined" />
    </div>
  );
}
