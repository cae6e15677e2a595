import type { Blocked, Logged } from "../observation.ts";
import { reduce } from "../reduce.ts";
import type { Upgrade } from "../upgrade.ts";
import type { Book } from "./book.ts";
import { isSocketAlone, keyOf, sameTicks, startedTogether } from "./signs.ts";
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
  if (entry.kind === "webtransport") return transportAlone(book, entry.url);
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

/** The log tells nothing of a WebTransport by which two of one URL could be told apart: they pair in their order. */
function transportAlone(book: Book, url: string): string | null {
  for (const [id, { kind, url: other, seenBy }] of book.upgrades) {
    if (kind === "webtransport" && other === url && !seenBy.network) return id;
  }
  return null;
}

/** A look at the page's live sockets may come before the log's first word of one of them. */
function knownBySocketAlone(book: Book, url: string): string | null {
  for (const [id, upgrade] of book.upgrades) {
    if (upgrade.url === url && upgrade.looks.length > 0 && isSocketAlone(upgrade) && !upgrade.seenBy.network) return id;
  }
  return null;
}
