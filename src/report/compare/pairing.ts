import { headerValue } from "../../upgrade/http/headers.ts";
import type { ReportConnection } from "../contract/format.ts";
import { type Target, targetOf } from "./target.ts";
import { withoutIds, withoutNumbers } from "./volatile.ts";

/** What two groups of connections were paired by, the nearest first. */
export type PairedBy =
  | "address"
  | "endpoint"
  | "path and query"
  | "path"
  | "path without numbers"
  | "the only one left";

/** Connections of two captures that ask for the same thing. */
export interface PairedGroups {
  readonly pairedBy: PairedBy;
  /** Neither is empty; in the order of their captures. */
  readonly a: readonly ReportConnection[];
  readonly b: readonly ReportConnection[];
}

/** What the connections of two captures have in common, and what only one of them has. */
export interface Pairing {
  readonly pairs: readonly PairedGroups[];
  readonly onlyA: readonly (readonly ReportConnection[])[];
  readonly onlyB: readonly (readonly ReportConnection[])[];
}

type KeyOf = (connection: ReportConnection, target: Target | null) => string | null;

/** An address without its host has what staging and production have in common. */
const KEYS: readonly (readonly [PairedBy, KeyOf])[] = [
  [
    "address",
    (one, target) => (target === null ? null : keyOf(one, place(target), target.path, names(target), offered(one))),
  ],
  ["endpoint", (one, target) => (target === null ? null : keyOf(one, target.path, names(target), offered(one)))],
  ["path and query", (one, target) => (target === null ? null : keyOf(one, target.path, names(target)))],
  ["path", (one, target) => (target === null ? null : keyOf(one, target.path))],
  ["path without numbers", (one, target) => (target === null ? null : keyOf(one, withoutNumbers(target.path)))],
];

/**
 * Pairs the connections of two captures by what they ask for: by host, path, names of the query and offered subprotocols, then
 * by less and less of that; at last those of a kind of which each capture has one endpoint left. Several that ask for the same
 * stay together.
 */
export function pairConnections(a: readonly ReportConnection[], b: readonly ReportConnection[]): Pairing {
  const pairs: PairedGroups[] = [];
  let [left, right] = [a, b];
  for (const [pairedBy, key] of KEYS) {
    const [inA, inB] = [groupsBy(left, key), groupsBy(right, key)];
    for (const [name, group] of inA) {
      const other = inB.get(name);
      if (other !== undefined) pairs.push({ pairedBy, a: group, b: other });
    }
    const paired = new Set(pairs.flatMap((pair) => [...pair.a, ...pair.b]));
    left = left.filter((one) => !paired.has(one));
    right = right.filter((one) => !paired.has(one));
  }
  const byEndpoint: KeyOf = (one, target) => (target === null ? keyOf(one) : keyOf(one, place(target), target.path));
  const [onlyA, onlyB] = [[...groupsBy(left, byEndpoint).values()], [...groupsBy(right, byEndpoint).values()]];
  for (const kind of new Set([...left, ...right].map((one) => one.kind))) {
    const [ofA, ofB] = [onlyA, onlyB].map((groups) => groups.filter(([one]) => one?.kind === kind));
    const [[first] = [], [second] = []] = [ofA, ofB];
    if (ofA?.length !== 1 || ofB?.length !== 1 || first === undefined || second === undefined) continue;
    pairs.push({ pairedBy: "the only one left", a: first, b: second });
    onlyA.splice(onlyA.indexOf(first), 1);
    onlyB.splice(onlyB.indexOf(second), 1);
  }
  return { pairs, onlyA, onlyB };
}

function groupsBy(connections: readonly ReportConnection[], keyOf: KeyOf): Map<string, ReportConnection[]> {
  const groups = new Map<string, ReportConnection[]>();
  for (const connection of connections) {
    const key = keyOf(connection, targetOf(connection.url));
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [connection]);
    else group.push(connection);
  }
  return groups;
}

function keyOf({ kind }: ReportConnection, ...parts: readonly string[]): string {
  return [kind, ...parts].join("\n");
}

function place({ isLoopback, authority }: Target): string {
  return isLoopback ? "<loopback>" : authority;
}

function names({ names: all }: Target): string {
  return [...all].sort().join("&");
}

/** The subprotocols that were offered, whatever tokens are among them. */
function offered({ handshake }: ReportConnection): string {
  const value = headerValue(handshake.request?.headers ?? [], "Sec-WebSocket-Protocol") ?? "";
  return withoutIds(value)
    .split(",")
    .map((name) => name.trim())
    .sort()
    .join();
}
