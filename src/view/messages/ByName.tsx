import { bytes, visibleText } from "../../knowledge/text.ts";
import type { NameCount, NameCounts } from "../../upgrade/counts/names.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";

/** Messages by their names, those with most first; of what has no name the sum. */
export function ByName({ names, total }: { names: NameCounts; total: number }) {
  const { named, other, unnamed, asked } = names;
  const sorted = [...named].sort((a, b) => all(b) - all(a));
  return (
    <>
      <table class="totals names">
        <thead>
          <tr>
            <th scope="col">{t("nameText")}</th>
            <th scope="col">{t("nameKind")}</th>
            <th scope="col">{t("nameSent")}</th>
            <th scope="col">{t("nameReceived")}</th>
            <th scope="col">{t("nameBytesSent")}</th>
            <th scope="col">{t("nameBytesReceived")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => (
            <tr key={`${one.kind} ${one.text}`}>
              <th scope="row">
                <code>{visibleText(one.text)}</code>
              </th>
              <td>{one.kind}</td>
              <Numbers {...one} />
            </tr>
          ))}
          <Rest title={t("namesOther")} of={other} />
          <Rest title={t("namesUnnamed")} of={unnamed} />
        </tbody>
      </table>
      {asked < total && <p class="note">{t("namesSome", number(asked), number(total))}</p>}
      <p class="note">{t("namesNote")}</p>
    </>
  );
}

type BothWays = Pick<NameCount, "sent" | "received">;

function Rest({ title, of }: { title: string; of: BothWays }) {
  if (all(of) === 0) return null;
  return (
    <tr class="names-rest">
      <th scope="row">{title}</th>
      <td />
      <Numbers {...of} />
    </tr>
  );
}

function Numbers({ sent, received }: BothWays) {
  return (
    <>
      <td>{number(sent.count)}</td>
      <td>{number(received.count)}</td>
      <td>{bytes(sent.bytes)}</td>
      <td>{bytes(received.bytes)}</td>
    </>
  );
}

function all({ sent, received }: BothWays): number {
  return sent.count + received.count;
}
