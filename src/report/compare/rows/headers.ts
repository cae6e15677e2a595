import type { Side } from "../../../knowledge/headers/header.ts";
import { headers as knownHeaders } from "../../../knowledge/headers/registry.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import type { ReportConnection } from "../../contract/format.ts";
import type { Cell, ComparedRow } from "../comparison.ts";
import { isOfBrowser } from "../source.ts";
import { targetOf } from "../target.ts";
import { rowOf, seen, unseen } from "./cells.ts";
import { headerFold, weightOf } from "./header-folds.ts";

const SPELLING: ReadonlyMap<string, string> = new Map(knownHeaders.map(({ id, name }) => [id, name]));

/** The headers of one side of two handshakes, by name; a side whose headers nobody saw cannot differ. */
export function headerRows(a: ReportConnection, b: ReportConnection, side: Side): (ComparedRow | null)[] {
  const [first, second] = [headersOf(a, side), headersOf(b, side)];
  const names = new Map([...first, ...second].map(([name]) => [name.toLowerCase(), name]));
  const isOtherTransport = a.transport !== b.transport;
  const [ownA, ownB] = [targetOf(a.url), targetOf(b.url)];
  return [...names].map(([id, spelled]) => {
    const [cellA, cellB] = [cellOf(first, id, a), cellOf(second, id, b)];
    const head = {
      id: `${side}.header.${id}`,
      group: side,
      name: SPELLING.get(id) ?? spelled,
      weight: weightOf(id, side),
    };
    const fold = headerFold(id, isOtherTransport);
    // Each value is read beside the URL of its own connection.
    const folded = (cell: Cell, own: typeof ownA) =>
      cell.text === null || fold === null ? cell : { ...cell, text: fold(cell.text, own) };
    const row = rowOf(head, cellA, cellB, null);
    const compared = fold === null ? null : rowOf(head, folded(cellA, ownA), folded(cellB, ownB));
    return row && { ...row, differs: cellA.text !== cellB.text && compared?.differs === true };
  });
}

function headersOf({ handshake }: ReportConnection, side: Side): readonly (readonly [string, string])[] {
  return handshake[side]?.headers ?? [];
}

/**
 * A record without any header is an incomplete record, not a bare message; and every browser sends Host over HTTP/1.1 (RFC 9112
 * §3.2), whether or not it records it.
 */
function cellOf(headers: readonly (readonly [string, string])[], name: string, from: ReportConnection): Cell {
  if (headers.length === 0) return unseen;
  const values = headerValues(headers, name);
  if (values.length === 0 && name === "host" && isOfBrowser(from)) return unseen;
  return seen(values.length === 0 ? null : values.join("\n"));
}
