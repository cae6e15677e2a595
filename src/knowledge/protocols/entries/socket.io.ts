import { type Clues, queryIs } from "../clues.ts";
import type { Heartbeat, Protocol } from "../protocol.ts";

/** Engine.IO's version on the wire: 4 belongs to Socket.IO 3 and later, 3 to Socket.IO 2. */
const NAMES: Readonly<Record<string, { readonly socket: string; readonly engine: string }>> = {
  "4": { socket: "Socket.IO v3+", engine: "Engine.IO v4" },
  "3": { socket: "Socket.IO v2", engine: "Engine.IO v3" },
};

const HEARTBEATS: Readonly<Record<string, Heartbeat>> = {
  "4": { by: "server", intervalMs: 25_000, visible: true, form: "text `2`, replied to with `3`" },
  // The direction was reversed between the two versions.
  "3": { by: "client", intervalMs: 25_000, visible: true, form: "text `2`, replied to with `3`" },
};

/** Socket.IO, and Engine.IO without it; the session id in the query is never quoted. */
export const socketIo: Protocol = {
  id: "socket.io",
  about: "Socket.IO or its transport Engine.IO: events between page and server, with fallback to polling.",
  reference: { text: "Socket.IO: the Engine.IO protocol", url: "https://socket.io/docs/v4/engine-io-protocol/" },
  recognize(seen) {
    const { path, query } = seen;
    const names = NAMES[versionOf(seen)];
    const version = queryIs(query, "EIO", /^[34]$/);
    const transport = queryIs(query, "transport", /^websocket$/);
    if (names === undefined || version === null || transport === null) return null;
    const evidence = [version, transport];
    if (/\/socket\.io\/?$/.test(path))
      return { name: names.socket, evidence: [...evidence, "path ending in /socket.io/"] };
    if (/\/engine\.io\/?$/.test(path))
      return { name: names.engine, evidence: [...evidence, "path ending in /engine.io/"] };
    // Somebody's own path: Socket.IO and bare Engine.IO look the same.
    return { name: `${names.socket} or ${names.engine}`, evidence };
  },
  heartbeat: (seen) => HEARTBEATS[versionOf(seen)] ?? null,
};

function versionOf(seen: Clues): string {
  return seen.query.get("EIO") ?? "";
}
