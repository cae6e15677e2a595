import type { Report, ReportConnection } from "../../src/report/contract/format.ts";
import type { Lab } from "../lab/lab.ts";
import type { Connection, Exchange } from "../lab/seen.ts";
import { named, WANTED, type Wanted } from "./everything-wanted.ts";

/** One connection: what the servers counted, and what the tool exports. */
export interface Row {
  readonly name: string;
  readonly tool: Told | null;
  readonly server: Told | null;
  readonly differences: readonly string[];
}

/** One connection, as one of the two sides knows it: messages and bytes as seen from the page. */
export interface Told {
  readonly kind: string;
  readonly target: string | null;
  readonly state: string;
  readonly sent: string;
  readonly received: string;
  readonly code: number | null;
}

/**
 * Puts what the tool exports beside what the servers counted themselves.
 *
 * @returns a row for each that is on either side, and for each that is on none and should be
 */
export function compare(report: Report, lab: Lab): readonly Row[] {
  const known = new Set(WANTED.map(({ name }) => name));
  const others = report.connections.filter(
    ({ url }) => !known.has(new URL(url ?? "about:blank").searchParams.get("name") ?? ""),
  );
  const rows = WANTED.flatMap((wanted): Row[] => {
    const tool = named(report, wanted.name).map(toldByTool);
    const server = toldByServers(lab, wanted);
    const count = Math.max(tool.length, server.length, wanted.times ?? 1);
    return Array.from({ length: count }, (_, i) => rowOf(wanted.name, tool[i] ?? null, server[i] ?? null));
  });
  return [...rows, ...others.map((one) => rowOf(one.url ?? "no address", toldByTool(one), null))];
}

function rowOf(name: string, tool: Told | null, server: Told | null): Row {
  if (tool === null || server === null) return { name, tool, server, differences: [onOneSide(tool, server)] };
  const differences = (["kind", "target", "state", "sent", "received", "code"] as const).flatMap((key) =>
    tool[key] === server[key] ? [] : [`${key}: ${tool[key]} instead of ${server[key]}`],
  );
  return { name, tool, server, differences };
}

function onOneSide(tool: Told | null, server: Told | null): string {
  if (tool === server) return "neither in the report nor seen by a server";
  return tool === null ? "not in the report" : "not seen by a server";
}

function toldByTool({ kind, target, state, messages, close }: ReportConnection): Told {
  return { kind, target, state, ...toldMessages(kind, messages), code: close?.code ?? null };
}

function toldMessages(
  kind: ReportConnection["kind"],
  messages: ReportConnection["messages"],
): Pick<Told, "sent" | "received"> {
  if (messages === null) return { sent: "not known", received: "not known" };
  const { sent, received } = messages;
  return { sent: sum(sent), received: isPieces(kind) ? size(received) : sum(received) };
}

const NOTHING = { sent: "0 of 0 B", received: "0 of 0 B", code: null };

function toldByServers({ seen }: Lab, wanted: Wanted): Told[] {
  const { kind, name, target, state } = wanted;
  // The browser refused it by itself, or found nobody: no server ever heard of it.
  if (wanted.unheard === true) return [{ ...NOTHING, kind, target, state }];
  return [
    ...seen.connections.filter((one) => one.name === name).map((one) => toldByConnection(one, wanted)),
    ...seen.exchanges.filter((one) => one.name === name).map((one) => toldByExchange(one, wanted)),
  ];
}

/** What the page sent, the server received; whoever wrote the first Close named the code. */
function toldByConnection(one: Connection, { kind, target, state }: Wanted): Told {
  return {
    kind,
    target,
    state: state === "failed" ? state : one.open ? "open" : "closed",
    sent: sum(one.received),
    received: sum(one.sent),
    // The close event of what never opened has 1006 (WHATWG WebSockets), and the page hears it like any other.
    code: state === "failed" && target === "page" ? 1006 : (one.close.received ?? one.close.sent),
  };
}

function toldByExchange({ status, events, bytes, open }: Exchange, { kind, target }: Wanted): Told {
  const state = !open ? "closed" : status === null ? "requested" : "open";
  return { ...NOTHING, kind, target, state, received: isPieces(kind) ? size({ bytes }) : sum(events) };
}

/** How many pieces a body comes in is the network's affair; only its bytes are the same on both sides. */
function isPieces(kind: string): boolean {
  return kind === "streaming-fetch" || kind === "long-poll";
}

function sum({ count, bytes }: { readonly count: number; readonly bytes: number }): string {
  return `${count} of ${bytes} B`;
}

function size({ bytes }: { readonly bytes: number }): string {
  return `${bytes} B`;
}
