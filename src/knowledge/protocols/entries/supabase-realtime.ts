import { queryIs } from "../clues.ts";
import { PHOENIX_VERSIONS, phoenixForm } from "../phoenix.ts";
import type { Protocol } from "../protocol.ts";

/** Supabase Realtime: Phoenix channels with a key in the URL, which is never quoted. */
export const supabaseRealtime: Protocol = {
  id: "supabase-realtime",
  about: "Database changes, broadcasts and presence through Supabase Realtime.",
  reference: {
    text: "Supabase: Realtime protocol",
    url: "https://supabase.com/docs/guides/realtime/protocol",
  },
  recognize(seen) {
    const { path, query } = seen;
    const version = queryIs(query, "vsn", PHOENIX_VERSIONS);
    if (!path.endsWith("/realtime/v1/websocket") || !query.has("apikey") || version === null) return null;
    return {
      name: "Supabase Realtime",
      evidence: ["path ending in /realtime/v1/websocket", "query apikey=…", version],
    };
  },
  heartbeat: (seen) => ({ by: "client", intervalMs: 25_000, visible: true, form: phoenixForm(seen) }),
};
