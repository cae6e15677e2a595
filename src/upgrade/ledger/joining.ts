import type { Blocked, Created, Logged } from "../observation.ts";
import { reduce } from "../reduce.ts";
import type { Upgrade } from "../upgrade.ts";
import type { Book } from "./book.ts";
import { askedApart, isSocketAlone, keyOf, sameTicks, startedTogether } from "./signs.ts";
import type { WaitingNames } from "./waiting-names.ts";

/** What Chromium says when too many sockets are open or waiting. */
const LIMIT = "Insufficient resources";

/**
 * Whose entry of the log this is, when its name is new.
 *
 * @param key its `Sec-WebSocket-Key`; null: it has none (HTTP/2, or never sent)
 * @returns an id, or null when it is nobody's so far
 */
export function ownerOfEntry(book: Book, waiting: WaitingNames, entry: Logged, key: string | null): string | null {
  if (key !== null) return book.ownerOf(key) ?? knownBySocketAlone(book, entry.url);
  if (entry.kind === "webtransport") return transportOf(book, entry, "network");
  const told = reduce(undefined, entry);
  for (const [id, upgrade] of book.upgrades) {
    const mayBeRenamed = waiting.has(id) || upgrade.requestsSent > 1;
    if (upgrade.url !== entry.url || (upgrade.seenBy.network && !mayBeRenamed)) continue;
    if (entry.startedAt !== null) {
      if (startedTogether(told, upgrade)) return id;
      continue;
    }
    if (upgrade.request !== null) continue;
    const bothWait = upgrade.error === null && entry.error === null && !waiting.isListed(id);
    if (sameTicks(upgrade, entry) || bothWait) return id;
  }
  if (entry.startedAt !== null) return null;
  // The log alone had it waiting: those of one URL are all alike there.
  return entry.error !== null ? waiting.alone(entry.url) : waiting.wentOnSince(entry);
}

/**
 * The same connection under another id: the one that it had in the log before the debugger had told enough to know it again.
 */
export function twinOf(book: Book, waiting: WaitingNames, upgrade: Upgrade): string | null {
  const key = keyOf(upgrade);
  if (key !== null) {
    const owner = book.ownerOf(key);
    return owner === undefined || owner === upgrade.id ? null : owner;
  }
  const isNamed = upgrade.seenBy.network && !waiting.has(upgrade.id) && upgrade.requestsSent <= 1;
  const isRequest = upgrade.kind !== "websocket";
  if (isNamed || (!isRequest && upgrade.request === null && upgrade.error === null)) return null;
  for (const [id, other] of book.upgrades) {
    if (id === upgrade.id || other.seenBy.debugger || other.url !== upgrade.url) continue;
    if (isRequest || upgrade.request !== null ? startedTogether(upgrade, other) : sameTicks(upgrade, other)) return id;
  }
  return null;
}

/** The console repeats what the network told of an announced connection: the limit of waiting handshakes has both. */
export function isToldByNetwork(book: Book, { url, by, at }: Blocked): boolean {
  if (by !== "socket-limit") return false;
  for (const { url: other, error } of book.upgrades.values()) {
    if (other === url && error?.message === LIMIT && Math.abs((error.at ?? at) - at) < 1000) return true;
  }
  return false;
}

/**
 * The WebTransport that one source told of and the other tells of now.
 *
 * @param source the one that tells
 */
export function transportOf(book: Book, told: Created | Logged, source: "debugger" | "network"): string | null {
  let nearest: { readonly id: string; readonly apart: number } | null = null;
  for (const [id, { kind, url, seenBy, exchange }] of book.upgrades) {
    if (kind !== "webtransport" || url !== told.url || seenBy[source]) continue;
    const apart = askedApart(exchange, told.exchange ?? null);
    if (apart !== null && apart < (nearest?.apart ?? Number.POSITIVE_INFINITY)) nearest = { id, apart };
  }
  return nearest?.id ?? null;
}

/** A look at the page's live sockets may come before the log's first word of one of them. */
function knownBySocketAlone(book: Book, url: string): string | null {
  for (const [id, upgrade] of book.upgrades) {
    if (upgrade.url === url && upgrade.snapshots.length > 0 && isSocketAlone(upgrade) && !upgrade.seenBy.network)
      return id;
  }
  return null;
}
