import type { Protocol } from "../protocol.ts";

/** The ids that Colyseus makes for processes, rooms and sessions. */
const ID = "[A-Za-z0-9_-]{9}";

const ROOM = new RegExp(`/${ID}/${ID}$`);

const SESSION = new RegExp(`^${ID}$`);

/** Colyseus, by the shape of its ids, which are never quoted. */
export const colyseus: Protocol = {
  id: "colyseus",
  about: "A game room on a Colyseus server, judging by the shape of the URL.",
  reference: { text: "Colyseus", url: "https://docs.colyseus.io/" },
  recognize(seen) {
    if (!ROOM.test(seen.path) || !SESSION.test(seen.query.get("sessionId") ?? "")) return null;
    return { name: "Colyseus (likely)", evidence: ["path ending in a process and a room id", "query sessionId=…"] };
  },
  heartbeat: () => null,
};
