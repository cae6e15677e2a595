import type { ReportConnection } from "../../contract/format.ts";
import { addressPiece, type Piece } from "./facts.ts";
import { headlineOf } from "./headline.ts";

/** Most connections that a reader finds the way in without a table. */
const FEW = 5;

/** Rows of the table that make one piece of a report that is made bit by bit. */
export const INDEX_PIECE = 500;

/** The columns of the table at the beginning of a long report. */
export const INDEX_COLUMNS = ["Upgrade", "Address", "Verdict", "Reason"] as const;

/** A connection in the table at the beginning. */
export interface IndexRow {
  /** Foreign text, as all of a report that was read from a file. */
  readonly id: string;
  readonly address: Piece;
  readonly verdict: string;
  /** What was seen of what went wrong; empty where nothing did. */
  readonly reason: string;
}

/** Whether a report of so many connections begins with a table of them. */
export function hasIndex(connections: readonly unknown[]): boolean {
  return connections.length > FEW;
}

/** The row of a connection. */
export function indexRow(connection: ReportConnection): IndexRow {
  const { id, verdict, diagnosis } = connection;
  return { id, address: addressPiece(connection), verdict: headlineOf(verdict), reason: diagnosis?.summary ?? "" };
}
