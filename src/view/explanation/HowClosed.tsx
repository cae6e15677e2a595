import { closeMeaning } from "../../knowledge/close-codes/meaning.ts";
import { visibleText } from "../../knowledge/text.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { closeCodeEntry, Sources } from "../More.tsx";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";

/** What the page's close event said. */
export function HowClosed({ close, protocolId }: { close: NonNullable<Upgrade["close"]>; protocolId: string | null }) {
  const { code, reason, wasClean } = close;
  const { name, meaning, reference } = closeMeaning(code, protocolId);
  return (
    <Section title={t("howClosed")}>
      <dl class="facts">
        <dt>{t("closeCode")}</dt>
        <dd>
          <strong>{code}</strong> {name} <Sources reference={reference} entry={closeCodeEntry(code, protocolId)} />
        </dd>
        <dt>{t("closeMeaning")}</dt>
        <dd class="prose">
          <Words text={meaning} />
        </dd>
        <dt>{t("closeReason")}</dt>
        <dd>
          {reason === "" ? <span class="tone-dim">{t("closeReasonNone")}</span> : <code>{visibleText(reason)}</code>}
        </dd>
        <dt>{t("closeClean")}</dt>
        <dd>{t(wasClean ? "closeCleanYes" : "closeCleanNo")}</dd>
      </dl>
    </Section>
  );
}
