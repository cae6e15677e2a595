import { queryIs } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Firebase Realtime Database; the database's name and the tokens in the query are never quoted. */
export const firebase: Protocol = {
  id: "firebase",
  about: "Data kept in sync with a Firebase Realtime Database.",
  reference: { text: "Firebase Realtime Database", url: "https://firebase.google.com/docs/database" },
  recognize(seen) {
    const { path, query } = seen;
    const version = queryIs(query, "v", /^5$/);
    if (path !== "/.ws" || version === null || !query.has("ns")) return null;
    return { name: "Firebase Realtime Database", evidence: ["path /.ws", version, "query ns=…"] };
  },
  heartbeat: () => ({ by: "client", intervalMs: 45_000, visible: true, form: "a very short text message" }),
};
