import { type Signal, useComputed } from "@preact/signals";
import { visibleText } from "../../knowledge/text.ts";
import { withEncodedLabels } from "../../report/contract/labels.ts";
import type { MaskedSecret, Masking } from "../../report/masking/masking.ts";
import { nameOf } from "../../upgrade/http/address.ts";
import { plural } from "../format.ts";
import { t } from "../text.ts";

/** Number of places of one value that are named. */
const MOST_LOCATIONS = 6;

/** Rows beyond this are not drawn: nobody reads them one by one. They are masked. */
const MOST_ROWS = 500;

/** Every value that is masked, with its places; a box unticked leaves it readable in all of them. */
export function SecretList({ masking, kept }: { masking: Masking; kept: Signal<ReadonlySet<string>> }) {
  const secrets = useComputed(() => masking.secrets(kept.value)).value;
  const names = useComputed(() => namesOf(masking)).value;
  if (secrets.length === 0) return <p class="dialog-text">{t("reviewNone")}</p>;
  const more = secrets.length - MOST_ROWS;
  return (
    <>
      <p class="dialog-text" id="review-text">
        {t("reviewText")}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul class="review-list" aria-describedby="review-text" tabIndex={0}>
        {secrets.slice(0, MOST_ROWS).map((secret) => (
          <Row
            key={secret.label}
            secret={secret}
            names={names}
            isMasked={!kept.value.has(secret.label)}
            onChange={(isMasked) => {
              const next = new Set(kept.value);
              if (isMasked) next.delete(secret.label);
              else next.add(secret.label);
              kept.value = next;
            }}
          />
        ))}
        {more > 0 && <li class="tone-dim">{plural(more, "reviewMore")}</li>}
      </ul>
    </>
  );
}

function Row({
  secret: { label, length, locations },
  names,
  isMasked,
  onChange,
}: {
  secret: MaskedSecret;
  names: ReadonlyMap<string, string>;
  isMasked: boolean;
  onChange: (isMasked: boolean) => void;
}) {
  const more = locations.length - MOST_LOCATIONS;
  const id = `places-${label}`;
  return (
    <li class={isMasked ? "review-row" : "review-row review-readable"}>
      <label class="review-label">
        <input
          type="checkbox"
          checked={isMasked}
          aria-label={t("reviewMask", label)}
          aria-describedby={id}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        <code>{label}</code>
        <span class="tone-dim">{plural(length, "reviewLength")}</span>
      </label>
      <ul class="review-places" id={id}>
        {locations.slice(0, MOST_LOCATIONS).map(({ where, connection }) => (
          <li key={`${connection} ${where}`}>
            {connection === null
              ? t("reviewWhole", visibleText(where))
              : t("reviewIn", visibleText(where), names.get(connection) ?? connection)}
          </li>
        ))}
        {more > 0 && <li>{plural(more, "reviewMore")}</li>}
      </ul>
    </li>
  );
}

/** What the list calls each connection, with its number in the report; taken from masked addresses. */
function namesOf(masking: Masking): ReadonlyMap<string, string> {
  return new Map(
    masking.report().connections.map(({ id, url }) => {
      const name = url === null ? t("olderName") : nameOf(withEncodedLabels(url.replace(/[?#].*$/s, "")));
      return [id, `${visibleText(decoded(name))} (${id})`];
    }),
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
