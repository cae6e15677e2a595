import { Fragment } from "preact";
import { networkRows } from "../../knowledge/explanation/network.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { openingLine } from "../../knowledge/scripts/opening-line.ts";
import { visibleText } from "../../knowledge/text.ts";
import { maskedText } from "../../report/masking/masked-text.ts";
import { openedAt } from "../../upgrade/lifetime.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Actions } from "../actions.ts";
import { CopyMasked } from "../CopyMasked.tsx";
import { targetText, transportText } from "../list/row-text.ts";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { ScriptLink } from "./ScriptLink.tsx";

/** Where to, from where, over what. */
export function General({
  upgrade,
  copy,
  copyUrl,
  openSource,
}: {
  upgrade: Upgrade;
  copy: (text: string) => Promise<void>;
  /** Copies the address masked, as the row's menu does. */
  copyUrl: () => Promise<void>;
  /** null for a file: its scripts are not in this page. */
  openSource: Actions["openSource"];
}) {
  const { url, target } = upgrade;
  const initiator = openingLine(upgrade);
  return (
    <Section title={t("general")}>
      <dl class="facts">
        <dt>{t("requestUrl")}</dt>
        <dd>
          {url === null ? (
            upgrade.path === undefined ? (
              t("olderName")
            ) : (
              <span class="url">{visibleText(upgrade.path)}</span>
            )
          ) : (
            <span class="url-line">
              <span class="url">{visibleText(url)}</span>
              <CopyMasked masked={copyUrl} unmasked={maskedText(url) === url ? null : () => copy(url)} />
            </span>
          )}
        </dd>
        {upgrade.exchange !== null && (
          <>
            <dt>{t("kind")}</dt>
            <dd>{knowledgeOf(upgrade.kind).name}</dd>
            <dt>{t("method")}</dt>
            <dd>{visibleText(upgrade.exchange.method)}</dd>
          </>
        )}
        {upgrade.exchange !== null && upgrade.exchange.by !== null && (
          <>
            <dt>{t("askedBy")}</dt>
            <dd>
              <code>{upgrade.exchange.by}</code>
            </dd>
          </>
        )}
        <dt>{t("transport")}</dt>
        <dd>{transportText(upgrade)}</dd>
        {networkRows(upgrade.network, upgrade.createdAt ?? openedAt(upgrade)).map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
        {target !== null && (
          <>
            <dt>{t("openedIn")}</dt>
            <dd>{targetText(target)}</dd>
          </>
        )}
        {initiator !== null && (
          <>
            <dt>{t("openedBy")}</dt>
            <dd>
              <ScriptLink line={initiator} openSource={openSource} />
              {initiator.function !== null && <code class="function">{visibleText(initiator.function)}</code>}
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}
