import { transportWords } from "../../../knowledge/explanation/row.ts";
import type { ReportConnection } from "../../contract/format.ts";
import type { Cell, ComparedRow } from "../comparison.ts";
import { known, rowOf, seen, unseen } from "./cells.ts";

/** Many products leave none: nobody can say that they were not there. */
export const NO_MARK = "no mark";

/** What lay between: the version of HTTP, the products that left a mark, the address and the TLS below. */
export function pathRows(a: ReportConnection, b: ReportConnection): (ComparedRow | null)[] {
  const products = new Map([...a.intermediaries, ...b.intermediaries].map(({ id, name }) => [id, name]));
  const group = "path" as const;
  return [
    rowOf({ id: "path.transport", group, name: "Transport", weight: "strong" }, transportOf(a), transportOf(b)),
    ...[...products].map(([id, name]) =>
      rowOf({ id: `path.product.${id}`, group, name, weight: "some" }, productOf(a, id), productOf(b, id), version),
    ),
    // One name may have many addresses.
    rowOf({ id: "path.address", group, name: "IP address", weight: "slight" }, addressOf(a), addressOf(b), null),
    rowOf({ id: "path.tls", group, name: "TLS", weight: "some" }, tlsOf(a), tlsOf(b)),
  ];
}

function transportOf({ transport, kind }: ReportConnection): Cell {
  return known(transport && transportWords(transport, kind));
}

/** How sure it is depends on what could be seen. */
function version(text: string): string {
  return text === NO_MARK ? text : text.replace(/^[a-z]+/, "");
}

/** What left no mark was not seen; only a response that could have carried the mark shows that it is not there. */
function productOf({ intermediaries, handshake }: ReportConnection, id: string): Cell {
  const product = intermediaries.find((one) => one.id === id);
  // What is only possible is no evidence of a difference.
  if (product?.confidence === "possible") return unseen;
  if (product !== undefined) {
    const { version, confidence, evidence } = product;
    return seen(
      `${confidence === "certain" ? "recognized" : confidence}${version === null ? "" : `, ${version}`}`,
      evidence,
    );
  }
  return (handshake.response?.headers.length ?? 0) > 0 ? seen(NO_MARK) : unseen;
}

function addressOf({ observed }: ReportConnection): Cell {
  return known(observed?.network?.address ?? null);
}

function tlsOf({ observed }: ReportConnection): Cell {
  return known(observed?.network?.security ?? null);
}
