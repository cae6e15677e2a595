import { type Clues, isUnder, queryIs } from "../clues.ts";
import type { Protocol } from "../protocol.ts";

/** Pusher's own service, and the servers that speak its protocol on a host of their own (Laravel Reverb, Soketi …). */
export const pusher: Protocol = {
  id: "pusher",
  about: "Message channels in the protocol of Pusher, which several servers speak.",
  reference: {
    text: "Pusher Channels: WebSocket protocol",
    url: "https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/",
  },
  recognize(seen) {
    const { path, query } = seen;
    const version = queryIs(query, "protocol", /^\d{1,2}$/);
    // Not the key: it names the application.
    if (!/\/app\/[^/]+$/.test(path) || version === null || !query.has("client")) return null;
    const evidence = ["path of the form /app/…", version, "query client=…"];
    if (!isPusherItself(seen)) return { name: "Pusher protocol", evidence };
    return { name: "Pusher Channels", evidence: ["host under pusher.com", ...evidence] };
  },
  heartbeat(seen) {
    // Other servers tell the client an interval of their own.
    if (!isPusherItself(seen)) return null;
    return {
      by: "client",
      intervalMs: 120_000,
      visible: true,
      form: 'a message `{"event":"pusher:ping",…}` when nothing else came; the server may ask for it sooner',
    };
  },
};

function isPusherItself(seen: Clues): boolean {
  return isUnder(seen.host, "pusher.com");
}
