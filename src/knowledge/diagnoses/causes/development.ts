import { addressOf } from "../../../upgrade/http/address.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

/**
 * Why VS Code in a browser got no WebSocket. It prints the code of the browser's event; 1006 is what browsers give to every failure (WHATWG WebSockets §4).
 * code-server compares the host of `Origin` with the one that was asked for since 4.10.1 (code-server: src/node/http.ts,
 * authenticateOrigin).
 */
export function vscodeHides(seen: Case): Cause[] {
  if (!/WebSocket close with status code 1006/.test(seen.upgrade.error?.message ?? "")) return [];
  const evidence = [saidEvidence(seen)];
  return [
    {
      id: "upgrade-not-forwarded",
      likelihood: "possible",
      title: "A proxy in front of VS Code or code-server may not forward `Upgrade` and `Connection`",
      why: "Browsers report 1006 to the page for every failure. Where the page itself loads through a proxy, users report that the proxy did not forward the handshake.",
      evidence,
      fix: {
        text: "Make the proxy forward both headers, and `Host` as well: code-server compares it with `Origin` since 4.10.1. The console of DevTools has a line about this WebSocket, which says more.",
        // No address is in these words, so that no snippet can be filled in for it.
        snippets: [
          {
            for: "nginx",
            code: "location / {\n  proxy_pass http://127.0.0.1:8080;\n  proxy_http_version 1.1;\n  proxy_set_header Upgrade $http_upgrade;\n  proxy_set_header Connection upgrade;\n  proxy_set_header Host $http_host;\n}",
          },
        ],
      },
    },
    {
      id: "reason-not-told",
      likelihood: "possible",
      title: "The server may have refused the handshake, or nothing may be listening there",
      why: "The code is the same for a refusal, a certificate that is not accepted, and an address where nothing responds.",
      evidence,
      fix: {
        text: "Look at the request in the Network panel of DevTools (filter WS): its status distinguishes them.",
        snippets: [],
      },
    },
  ];
}

/** Why Vite's client got no WebSocket: it first asks the page's own address, then the development server directly (Vite: server.hmr). */
export function viteHides(seen: Case): Cause[] {
  const { error, url } = seen.upgrade;
  const direct = /<--\[WebSocket \(failing\)\]--> (\S{1,300}) \(server\)/.exec(error?.message ?? "")?.[1];
  if (direct === undefined) return [];
  const isElsewhere = addressOf(url)?.authority !== addressOf(`ws://${direct}`)?.authority;
  return [
    {
      id: "upgrade-not-forwarded",
      likelihood: isElsewhere ? "likely" : "possible",
      title: "The way to Vite's development server may not carry WebSockets",
      why: `Vite's client asks for its WebSocket at the page's own address and then at the development server's; neither opened. ${isElsewhere ? "The two differ, so something may stand between the browser and Vite: by default Vite expects a proxy to forward WebSockets." : "A proxy, a container's port or a certificate can be in the way."}`,
      evidence: [saidEvidence(seen), ...addressEvidence(seen)],
      fix: {
        text: "Make the proxy forward upgrades to Vite, or tell the client where it can reach Vite, in `server.hmr`. The console's lines about the WebSocket itself say more.",
        snippets: [
          {
            for: "Vite",
            code: '// vite.config.js: the port and the scheme under which a browser reaches Vite\nserver: { hmr: { clientPort: 443, protocol: "wss" } }',
          },
        ],
      },
    },
  ];
}
