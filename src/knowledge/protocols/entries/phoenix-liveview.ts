import { queryIs } from "../clues.ts";
import { PHOENIX_VERSIONS, phoenixForm } from "../phoenix.ts";
import type { Protocol } from "../protocol.ts";

/** Phoenix LiveView at its usual place; the CSRF token in the query is never quoted. */
export const phoenixLiveview: Protocol = {
  id: "phoenix-liveview",
  about: "A Phoenix LiveView page: the server renders, the browser shows.",
  reference: { text: "Phoenix LiveView", url: "https://hexdocs.pm/phoenix_live_view/" },
  recognize(seen) {
    const { path, query } = seen;
    const version = queryIs(query, "vsn", PHOENIX_VERSIONS);
    if (!path.endsWith("/live/websocket") || version === null) return null;
    return { name: "Phoenix LiveView", evidence: ["path ending in /live/websocket", version] };
  },
  heartbeat: (seen) => ({ by: "client", intervalMs: 30_000, visible: true, form: phoenixForm(seen) }),
};
