import { offerStarting, queryIs, subprotocol } from "../clues.ts";
import { PHOENIX_VERSIONS, phoenixForm } from "../phoenix.ts";
import type { Protocol } from "../protocol.ts";

/** Phoenix channels: by the subprotocol that goes with an auth token, or by the path suffix together with `vsn`. */
export const phoenix: Protocol = {
  id: "phoenix",
  about: "Channels of the Phoenix framework (Elixir).",
  reference: { text: "Phoenix: Channels", url: "https://hexdocs.pm/phoenix/channels.html" },
  recognize(seen) {
    const clue = subprotocol(seen, ["phoenix"]) ?? offerStarting(seen, "base64url.bearer.phx.");
    if (clue !== null) return { name: "Phoenix Channels", evidence: [clue.evidence] };
    const { path, query } = seen;
    const version = queryIs(query, "vsn", PHOENIX_VERSIONS);
    if (!path.endsWith("/websocket") || version === null) return null;
    return { name: "Phoenix Channels", evidence: ["path ending in /websocket", version] };
  },
  heartbeat: (seen) => ({ by: "client", intervalMs: 30_000, visible: true, form: phoenixForm(seen) }),
};
