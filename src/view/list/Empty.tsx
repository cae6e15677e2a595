import type { ExcludingPart } from "../../store/row-filter.ts";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { plural } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { ImportButton } from "../imports/ImportButton.tsx";
import { PasteButton } from "../imports/PasteButton.tsx";
import { t } from "../text.ts";
import { problemText } from "../toolbar/FilterField.tsx";

/** Content of a list without rows: why it is empty, and what to do next. */
export function Empty({ store, actions }: { store: Store; actions: Actions }) {
  const total = store.filter.listed.value.length;
  if (total > 0) {
    const excluding = store.filter.excluding();
    const problems = store.filter.terms.value.flatMap(({ problem }) => problem ?? []);
    return (
      <div class="empty">
        <h2>{t("noMatchTitle")}</h2>
        <p>{plural(total, "noMatchText")}</p>
        {problems.map((problem) => (
          <p key={JSON.stringify(problem)}>{problemText(problem)}</p>
        ))}
        {excluding.map((part) => (
          <p key={typeof part === "string" ? part : part.text}>
            {t("noMatchBecause", partText(store, part))}{" "}
            <button type="button" class="link-button" onClick={() => store.filter.remove(part)}>
              {t("noMatchRemove")}
            </button>
          </p>
        ))}
        <button type="button" class="tonal" onClick={() => store.filter.clear()}>
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
      <Beginning store={store} actions={actions} />
      {store.filter.unlisted.value > 0 && (
        <p>
          {plural(store.filter.unlisted.value, "unlisted")}{" "}
          <button type="button" class="link-button" onClick={() => actions.setOtherPending(true)}>
            {t("unlistedShow")}
          </button>
        </p>
      )}
      {store.hasPage && <p class="empty-or">{t("emptyOr")}</p>}
      <p class="empty-buttons">
        <ImportButton actions={actions} name={t("emptyImport")} variant="outlined" />
        <PasteButton store={store} variant="outlined" />
      </p>
      {store.hasPage && (
        <p class="empty-what">
          <strong>{t("emptyWhat")}</strong> {t("emptyWhatText")}
        </p>
      )}
    </div>
  );
}

/** What is waited for, where something is. */
function Beginning({ store, actions }: { store: Store; actions: Actions }) {
  const capture = store.capture.value;
  if (!store.hasPage) {
    return (
      <>
        <h2>{t("emptyFilesTitle")}</h2>
        <p>{t("emptyFilesText")}</p>
      </>
    );
  }
  // The line above says why.
  if (capture.kind === "refused" && capture.seesNothing === true) return <h2>{t("emptyUnseenTitle")}</h2>;
  return (
    <>
      <h2>{t("emptyTitle")}</h2>
      <p>{t("emptyText")}</p>
      <button type="button" class="tonal" onClick={() => actions.reloadPage()}>
        <Icon name="reload" size={14} />
        {t("emptyReload")}
      </button>
    </>
  );
}

/** A part of the filter as the user sees it. */
function partText({ filter }: Store, part: ExcludingPart): string {
  if (part === "inversion") return t("filterInvert");
  if (part === "source") return t("noMatchSource");
  if (part === "range") return t("noMatchRange");
  if (part !== "chip") return part.text;
  const names = { all: "chipAll", pending: "chipPending", closed: "chipClosed", failed: "chipFailed" } as const;
  return t(names[filter.chip.peek()]);
}
