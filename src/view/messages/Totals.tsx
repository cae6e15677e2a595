import { bytes } from "../../knowledge/words.ts";
import type { Messages, Tally } from "../../upgrade/messages.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";

/** Counts and bytes by direction and kind. */
export function Totals({ messages: { sent, received, bytesExact } }: { messages: Messages }) {
  const both: Tally = {
    count: sent.count + received.count,
    bytes: sent.bytes + received.bytes,
    text: sent.text + received.text,
    binary: sent.binary + received.binary,
  };
  return (
    <>
      <table class="totals">
        <thead>
          <tr>
            <th scope="col">{t("direction")}</th>
            <th scope="col">{t("count")}</th>
            <th scope="col">{t("bytes")}</th>
            <th scope="col">{t("text")}</th>
            <th scope="col">{t("binary")}</th>
          </tr>
        </thead>
        <tbody>
          <Line name={t("sent")} arrow="↑" tone="sent" tally={sent} exact={bytesExact} />
          <Line name={t("received")} arrow="↓" tone="received" tally={received} exact />
          <Line name={t("both")} arrow="" tone="both" tally={both} exact={bytesExact} />
        </tbody>
      </table>
      <p class="note">{t(bytesExact ? "bytesNote" : "bytesInexact")}</p>
    </>
  );
}

function Line({
  name,
  arrow,
  tone,
  tally,
  exact,
}: {
  name: string;
  arrow: string;
  tone: "sent" | "received" | "both";
  tally: Tally;
  exact: boolean;
}) {
  return (
    <tr>
      <th scope="row">
        {arrow !== "" && (
          <span class={`arrow-${tone}`} aria-hidden="true">
            {arrow}{" "}
          </span>
        )}
        {name}
      </th>
      <td>{number(tally.count)}</td>
      <td>{exact ? bytes(tally.bytes) : t("atLeast", bytes(tally.bytes))}</td>
      <td>{number(tally.text)}</td>
      <td>{number(tally.binary)}</td>
    </tr>
  );
}
