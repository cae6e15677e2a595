import { visibleText } from "../../knowledge/text.ts";
import type { NameCount, NameCounts } from "../../upgrade/counts/names.ts";
import { bytes } from "../amounts.ts";
import { number, plural } from "../format.ts";
import { t } from "../text.ts";

/** Messages by their names, those with most first; of what has no name the sum. */
export function ByName({ names, total, isTwoWay }: { names: NameCounts; total: number; isTwoWay: boolean }) {
  const { named, other, unnamed, asked } = names;
  const sorted = [...named].sort((a, b) => all(b) - all(a));
  return (
    <>
      <table class="totals names">
        <thead>
          <tr>
            <th scope="col">{t("nameText")}</th>
            <th scope="col">{t("nameKind")}</th>
            {isTwoWay && <th scope="col">{t("nameSent")}</th>}
            <th scope="col">{t("nameReceived")}</th>
            {isTwoWay && <th scope="col">{t("nameBytesSent")}</th>}
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
              <Numbers of={one} isTwoWay={isTwoWay} />
            </tr>
          ))}
          <Rest title={t("namesOther")} of={other} isTwoWay={isTwoWay} />
          <Rest title={t("namesUnnamed")} of={unnamed} isTwoWay={isTwoWay} />
        </tbody>
      </table>
      {asked < total && <p class="note">{plural(total, "namesSome", number(asked))}</p>}
      <p class="note">{t("namesNote")}</p>
    </>
  );
}

type BothWays = Pick<NameCount, "sent" | "received">;

function Rest({ title, ...counts }: { title: string; of: BothWays; isTwoWay: boolean }) {
  if (all(counts.of) === 0) return null;
  return (
    <tr class="names-rest">
      <th scope="row">{title}</th>
      <td />
      <Numbers {...counts} />
    </tr>
  );
}

function Numbers({ of: { sent, received }, isTwoWay }: { of: BothWays; isTwoWay: boolean }) {
  return (
    <>
      {isTwoWay && <td>{number(sent.count)}</td>}
      <td>{number(received.count)}</td>
      {isTwoWay && <td>{bytes(sent.bytes)}</td>}
      <td>{bytes(received.bytes)}</td>
    </>
  );
}

function all({ sent, received }: BothWays): number {
  return sent.count + received.count;
}
