import { visibleText } from "../../knowledge/text.ts";
import { type NegotiatedRow, negotiationOf } from "../../upgrade/http/negotiation.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";

const WHAT = {
  subprotocol: "negotiatedSubprotocol",
  extension: "negotiatedExtension",
  parameter: "negotiatedParameter",
} as const;

/** What the request offered beside what the response chose of it; nothing where neither did. */
export function Negotiation({ upgrade: { request, response } }: { upgrade: Upgrade }) {
  const rows = negotiationOf(request?.headers ?? null, response?.headers ?? null);
  if (rows.length === 0) return null;
  return (
    <Section title={t("negotiation")}>
      <table class="negotiation">
        <thead>
          <tr>
            <th scope="col">{t("negotiatedWhat")}</th>
            <th scope="col">{t("offered")}</th>
            <th scope="col">{t("chosen")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.what} ${row.name}`} class={`negotiated-${row.what}`}>
              <th scope="row">
                <code>{visibleText(row.name)}</code> <span class="tone-dim">{t(WHAT[row.what])}</span>
              </th>
              <td>{request === null ? t("notKnown") : <Value row={row} side="offered" />}</td>
              <td>{response === null ? t("notKnown") : <Value row={row} side="chosen" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Value({ row, side }: { row: NegotiatedRow; side: "offered" | "chosen" }) {
  const value = row[side];
  if (value === null) return <span class="tone-dim">{t("negotiatedNo")}</span>;
  return value === "" ? <span>{t("negotiatedYes")}</span> : <code>{visibleText(value)}</code>;
}
