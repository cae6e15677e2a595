import type { Protocol } from "../protocol.ts";

/** VS Code in the browser, as code-server and openvscode-server serve it; the token in the query is never quoted. */
export const vscodeServer: Protocol = {
  id: "vscode-server",
  about: "VS Code in the browser talks to the server that runs its extensions and terminals.",
  reference: { text: "code-server: guide", url: "https://coder.com/docs/code-server/guide" },
  recognize(seen) {
    if (!seen.query.has("reconnectionToken") || !seen.query.has("skipWebSocketFrames")) return null;
    return { name: "VS Code server", evidence: ["query reconnectionToken=…", "query skipWebSocketFrames=…"] };
  },
  heartbeat: () => null,
};
