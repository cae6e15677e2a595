import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import type { Messages, Tally } from "../../upgrade/counts/messages.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { bytes } from "../amounts.ts";
import { number } from "../format.ts";
import { t } from "../text.ts";

/** Counts and bytes by direction and kind. */
export function Totals({ messages, upgrade }: { messages: Messages; upgrade: Upgrade }) {
  if (!knowledgeOf(upgrade.kind).isTwoWay) return <RequestTotals received={messages.received} upgrade={upgrade} />;
  const { sent, received, bytesExact } = messages;
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

/** A request has one direction, and what comes on it no kinds. */
function RequestTotals({ received, upgrade }: { received: Tally; upgrade: Upgrade }) {
  const body = upgrade.exchange?.body;
  const isEvents = knowledgeOf(upgrade.kind).unitOf(upgrade) === "event";
  return (
    <>
      <table class="totals">
        <thead>
          <tr>
            <th scope="col">{t("direction")}</th>
            <th scope="col">{t(isEvents ? "countEvents" : "countPieces")}</th>
            <th scope="col">{t("bytes")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              <span class="arrow-received" aria-hidden="true">
                ↓{" "}
              </span>
              {t("received")}
            </th>
            <td>{number(received.count)}</td>
            <td>{bytes(received.bytes)}</td>
          </tr>
        </tbody>
      </table>
      {isEvents && body !== undefined && body.pieces > 0 && (
        <p class="note">
          {t("bodyBytes")}: {t("bodyBytesValue", bytes(body.bytes), number(body.pieces))}
        </p>
      )}
      <p class="note">{t(isEvents ? "eventsNote" : "piecesNote")}</p>
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
