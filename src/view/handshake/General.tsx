import { Fragment } from "preact";
import { networkRows } from "../../knowledge/explanation/network.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { visibleText } from "../../knowledge/text.ts";
import type { Initiator } from "../../upgrade/observation.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { targetText, transportText } from "../list/row-text.ts";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";

/** Where to, from where, over what. */
export function General({
  upgrade,
  copy,
  openSource,
}: {
  upgrade: Upgrade;
  copy: (text: string) => Promise<void>;
  /** null for a file: its scripts are not in this page. */
  openSource: Actions["openSource"] | null;
}) {
  const { url, target, initiator } = upgrade;
  return (
    <Section title={t("general")}>
      <dl class="facts">
        <dt>{t("requestUrl")}</dt>
        <dd>
          {url === null ? (
            t("olderName")
          ) : (
            <span class="url-line">
              <span class="url">{visibleText(url)}</span>
              <CopyButton copy={copy} text={() => url} />
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
        {networkRows(upgrade.network).map(({ name, value }) => (
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
              {openSource === null ? (
                <span title={visibleText(initiator.url)}>{locationOf(initiator)}</span>
              ) : (
                <button
                  type="button"
                  class="link-button"
                  title={`${t("openSource")}\n${visibleText(initiator.url)}`}
                  onClick={() => openSource(initiator.url, initiator.line, initiator.column)}
                >
                  {locationOf(initiator)}
                </button>
              )}
              {initiator.function !== null && <code class="function">{visibleText(initiator.function)}</code>}
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function locationOf({ url, line }: Initiator): string {
  return line === null ? sourceName(url) : `${sourceName(url)}:${line}`;
}

function sourceName(url: string): string {
  const name = url
    .replace(/[?#].*$/s, "")
    .split("/")
    .filter((part) => part !== "")
    .at(-1);
  return visibleText(name ?? url);
}
