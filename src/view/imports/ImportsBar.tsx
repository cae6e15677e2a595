import { visibleText } from "../../knowledge/text.ts";
import { type Import, MOST_IMPORTED } from "../../store/imports.ts";
import type { Store } from "../../store/store.ts";
import { number, plural } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import "./imports.css";

/** A row of sources when there is more than the page: which upgrades are listed, and which files can go. */
export function ImportsBar({ store }: { store: Store }) {
  const files = store.imports.all.value;
  const last = files.at(-1);
  if (last === undefined) return null;
  const imported = store.imports.ids.value.length;
  const total = store.ids.value.length;
  return (
    <section class="imports" aria-label={t("sources")}>
      <Source store={store} source="all" name={t("sourceAll")} count={total} />
      {store.hasPage && <Source store={store} source="page" name={t("sourcePage")} count={total - imported} />}
      {files.map((file) => (
        <FileSource key={file.number} store={store} file={file} />
      ))}
      <span class="hidden" role="status">
        {plural(last.upgrades.length, "imported", visibleText(last.name))}
      </span>
    </section>
  );
}

function FileSource({ store, file }: { store: Store; file: Import }) {
  const name = visibleText(file.name);
  const gaps = [
    ...(file.dropped > 0 ? [plural(file.dropped, "importDropped", number(MOST_IMPORTED))] : []),
    ...file.reading.lost.map(visibleText),
  ];
  return (
    <span class="import">
      <Source store={store} source={file.number} name={name} count={file.upgrades.length} />
      {gaps.length > 0 && (
        <span class="import-gaps tone-warning" title={gaps.join("\n")}>
          <Icon name="warning" size={13} />
          <span class="hidden">{gaps.join(" ")}</span>
        </span>
      )}
      <button
        type="button"
        class="import-remove"
        aria-label={t("importRemove", name)}
        title={t("importRemove", name)}
        onClick={() => store.imports.remove(file.number)}
      >
        <Icon name="cross" size={12} />
      </button>
    </span>
  );
}

function Source({
  store,
  source,
  name,
  count,
}: {
  store: Store;
  source: "all" | "page" | number;
  name: string;
  count: number;
}) {
  return (
    <button
      type="button"
      class="chip source"
      aria-pressed={store.filter.source.value === source}
      title={plural(count, "upgrades")}
      onClick={() => {
        store.filter.setSource(source);
      }}
    >
      <span class="source-name">{name}</span>
      <span class="chip-count"> {number(count)}</span>
    </button>
  );
}
