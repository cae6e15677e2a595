import { mergeReports } from "../build/merge.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { redact } from "../masking/redact.ts";
import { rankOf } from "./change.ts";
import { compareConnections } from "./compare-connections.ts";
import type { Change, ConnectionComparison } from "./comparison.ts";
import { type PairedBy, pairConnections } from "./pairing.ts";
import { targetOf } from "./target.ts";

/** The failed share of a series must grow or shrink by this much to be a change. */
const SHARE = 0.5;

/** The connections of one capture that ask for the same thing. */
export interface ComparedSide {
  readonly count: number;
  readonly failed: number;
  readonly needAttention: number;
  /** The one that is compared: of those that came off worst, the newest. */
  readonly connection: ReportConnection;
}

/** One thing that both captures asked for. */
export interface ComparedPair {
  /** Kind, path and names of the query, or the only one left of a kind. */
  readonly endpoint: string;
  /** Host and endpoint of both, where they differ in more than the name of this computer and its ports; else null. */
  readonly between: readonly [a: string, b: string] | null;
  readonly pairedBy: PairedBy;
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly comparison: ConnectionComparison;
  /** As of the comparison, or by the share of those that failed where the compared two came off alike. */
  readonly change: Change;
}

/** What a capture has and the other has not. */
export interface UnpairedSide extends ComparedSide {
  readonly endpoint: string;
}

/** One capture as a comparison names it. */
export interface CaptureHead {
  readonly name: string;
  readonly browser: string | null;
  readonly page: string | null;
  readonly startedAt: string | null;
  readonly generatedAt: string;
  readonly connections: number;
  readonly lost: readonly string[];
}

/** Two captures side by side; everything in it is masked. */
export interface CaptureComparison {
  readonly a: CaptureHead;
  readonly b: CaptureHead;
  /** What came off worse first, then better, then what differs otherwise. */
  readonly pairs: readonly ComparedPair[];
  readonly onlyA: readonly UnpairedSide[];
  readonly onlyB: readonly UnpairedSide[];
}

const ORDER: readonly Change[] = ["worse", "better", "other", "same", "unknown"];

/**
 * Compares two captures: pairs their connections by what they ask for and compares those of each pair. Several that ask for the
 * same are a series, of which the worst, and of those the newest, is compared.
 *
 * @param a with its name, its secrets not masked yet: both are masked together, so that equal labels stand for equal values
 */
export function compareCaptures(
  a: { readonly name: string; readonly report: Report },
  b: { readonly name: string; readonly report: Report },
): CaptureComparison {
  const masked = redact(mergeReports(a, b));
  const all = masked.connections;
  const ofA = all.slice(0, a.report.connections.length);
  const ofB = all.slice(a.report.connections.length);
  const { pairs, onlyA, onlyB } = pairConnections(ofA, ofB);
  const compared = pairs.map(({ pairedBy, a: first, b: second }): ComparedPair => {
    const [left, right] = [sideOf(first), sideOf(second)];
    const comparison = compareConnections(left.connection, right.connection);
    const change = comparison.change === "same" ? changeOfShares(left, right) : comparison.change;
    const endpoint = endpointOf(left.connection);
    const between = placesOf(left.connection, right.connection);
    return { endpoint, between, pairedBy, a: left, b: right, comparison, change };
  });
  const unpaired = (group: readonly ReportConnection[]): UnpairedSide => {
    const side = sideOf(group);
    return { endpoint: endpointOf(side.connection), ...side };
  };
  return {
    a: headOf(a.name, a.report),
    b: headOf(b.name, b.report),
    pairs: compared.sort((one, other) => ORDER.indexOf(one.change) - ORDER.indexOf(other.change)),
    onlyA: onlyA.map(unpaired),
    onlyB: onlyB.map(unpaired),
  };
}

function changeOfShares(a: ComparedSide, b: ComparedSide): Change {
  const difference = b.failed / b.count - a.failed / a.count;
  return Math.abs(difference) < SHARE ? "same" : difference > 0 ? "worse" : "better";
}

function sideOf(group: readonly ReportConnection[]): ComparedSide {
  const [first] = group;
  if (first === undefined) throw new Error("A side has at least one connection.");
  const worst = Math.max(...group.map(rankOf));
  return {
    count: group.length,
    failed: group.filter((one) => rankOf(one) === 2).length,
    needAttention: group.filter((one) => rankOf(one) === 1).length,
    connection: group.findLast((one) => rankOf(one) === worst) ?? first,
  };
}

/** What it asks for, as a heading names it. */
function endpointOf({ url }: ReportConnection): string {
  const target = targetOf(url);
  if (target === null) return url ?? "address not known";
  const names = target.names.length === 0 ? "" : `?${target.names.join("&")}`;
  return `${target.path}${names}`;
}

/** Where each of two connections leads, with its host; null where both lead to the same. */
function placesOf(a: ReportConnection, b: ReportConnection): readonly [string, string] | null {
  const [one, other] = [targetOf(a.url), targetOf(b.url)];
  const isSameHost = one?.authority === other?.authority || (one?.isLoopback === true && other?.isLoopback === true);
  if (isSameHost && endpointOf(a) === endpointOf(b)) return null;
  return [`${one?.authority ?? ""}${endpointOf(a)}`, `${other?.authority ?? ""}${endpointOf(b)}`];
}

/** Page and gaps may hold secrets too: they are masked as a report of their own. */
function headOf(name: string, report: Report): CaptureHead {
  const { page, tool, capture, generatedAt } = redact({ ...report, connections: [] });
  return {
    name,
    browser: tool.browser,
    page: page.url,
    startedAt: capture.startedAt,
    generatedAt,
    connections: report.connections.length,
    lost: capture.lost,
  };
}
