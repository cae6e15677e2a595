import { visibleText } from "../../knowledge/text.ts";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { bytes } from "../amounts.ts";
import { number, plural } from "../format.ts";
import { Line } from "../status/Line.tsx";
import { ProgressLine } from "../status/ProgressLine.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";
import { ImportButton } from "./ImportButton.tsx";

/** How many files that failed have a line of their own. */
const MOST_LINES = 3;

/** What an import is doing, and what came of files that could not be read or had nothing in them. */
export function ImportLines({ store, actions }: { store: Store; actions: Actions }) {
  const { failures, empty } = store.imports;
  const dismiss = () => store.imports.dismissNotes();
  const shown = failures.value.slice(0, MOST_LINES);
  const more = failures.value.length - shown.length;
  return (
    <>
      <Progress store={store} actions={actions} />
      {shown.map(({ name, why }, i) => (
        <Line key={`${i} ${name}`} icon="warning" tone="warning" onDismiss={dismiss} dismissLabel={t("dismiss")}>
          <span>
            <strong>{t("importFailed", visibleText(name))}</strong> <Words text={why} />
          </span>
          {i === shown.length - 1 && <ImportButton actions={actions} name={t("importAgain")} variant="tonal" />}
        </Line>
      ))}
      {more > 0 && (
        <Line icon="warning" tone="warning">
          <span>{plural(more, "importMoreFailed")}</span>
        </Line>
      )}
      {empty.value.map((name) => (
        <Line key={name} icon="info" tone="info" onDismiss={dismiss} dismissLabel={t("dismiss")}>
          <span>{t("importEmpty", visibleText(name))}</span>
        </Line>
      ))}
    </>
  );
}

function Progress({ store, actions }: { store: Store; actions: Actions }) {
  const progress = store.imports.progress.value;
  if (progress === null) return null;
  const { name, read, size, file, files } = progress;
  const text =
    files > 1 ? t("importingMany", visibleText(name), number(file), number(files)) : t("importing", visibleText(name));
  return (
    <ProgressLine
      icon="file"
      text={text}
      value={read}
      max={Math.max(1, size)}
      focusBack=".import-button"
      onCancel={() => actions.cancelImport()}
    >
      {bytes(read)} / {bytes(size)}
    </ProgressLine>
  );
}
