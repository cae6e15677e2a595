import { useSignal } from "@preact/signals";
import { visibleText } from "../../knowledge/text.ts";
import type { Store } from "../../store/store.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { type Headers, headerValue } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Actions } from "../actions.ts";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";

/** Headers by which a product or an application usually names itself. */
const NAMING = ["Server", "Via", "X-Powered-By"];

/**
 * Asks the same address as an ordinary request, on a click and never before: the headers of a refused handshake are hidden,
 * those of an ordinary response are not. It says what it will send; what it learns counts as evidence from then on.
 */
export function Probe({ store, actions, upgrade }: { store: Store; actions: Actions; upgrade: Upgrade }) {
  const said = useSignal<string | null>(null);
  const isAsking = useSignal(false);
  const address = addressOf(upgrade.url);
  if (address === null || address.scheme === "other" || upgrade.fromFile) return null;
  const isLive = store.capture.value.kind === "live";
  const ask = async () => {
    isAsking.value = true;
    try {
      const result = await actions.probe(address.httpUrl);
      said.value =
        result.kind === "failed"
          ? t("probeFailed", visibleText(result.error))
          : t("probeResponse", result.status, namesIn(result.headers));
    } catch {
      said.value = t("probeImpossible");
    } finally {
      isAsking.value = false;
    }
  };
  return (
    <Section title={t("probe")}>
      <p class="prose">{t("probeOffer", visibleText(address.httpUrl.replace(/[?#].*$/s, "")))}</p>
      <p>
        <button type="button" class="tonal" disabled={!isLive || isAsking.value} onClick={() => void ask()}>
          {t(isAsking.value ? "probeAsking" : "probeAsk")}
        </button>{" "}
        {!isLive && <span class="tone-dim">{t("probeNeedsLive")}</span>}
      </p>
      <p class="prose" role="status">
        {said.value}
      </p>
    </Section>
  );
}

function namesIn(headers: Headers): string {
  const named = NAMING.flatMap((name) => {
    const value = headerValue(headers, name);
    return value === null ? [] : [`${name}: ${visibleText(value)}`];
  });
  return named.length === 0 ? t("probeNoNames") : named.join(" · ");
}
