import type { ReportedCase } from "./case.ts";

/** Desktops, editors and development servers in a browser. */
export const desktops: readonly ReportedCase[] = [
  {
    file: "novnc-raw-port.txt",
    source: "https://github.com/novnc/noVNC/issues/576",
    truth: "the port speaks VNC itself",
    level: "failed",
    diagnosis: "response-not-http",
    first: ["wrong-port", "likely"],
    fix: /websockify/,
  },
  {
    file: "novnc-downstream.txt",
    source: "https://github.com/novnc/websockify/issues/482",
    truth: "websockify does not reach the VNC server",
    level: "failed",
    diagnosis: "closed-with-error",
    first: ["upstream-down", "likely"],
    fix: /start the server/,
    never: [/proxy_read_timeout/],
  },
  {
    file: "novnc-german-firefox.txt",
    source: "https://github.com/novnc/noVNC/issues/1561",
    truth: "not told: Firefox says no more",
    level: "failed",
    diagnosis: "network-error",
    first: ["reason-not-told", "possible"],
    fix: /Network panel/,
  },
  {
    file: "code-server-1006.txt",
    source: "https://github.com/coder/code-server/issues/4763",
    truth: "nginx passes no Upgrade",
    level: "failed",
    diagnosis: "network-error",
    first: ["upgrade-not-forwarded", "possible"],
    fix: /proxy_set_header Upgrade/,
    never: [/opened|idle/],
  },
  {
    file: "vite-behind-tunnel.txt",
    source: "https://github.com/kinngh/shopify-node-express-mongodb-app/issues/144",
    truth: "the page comes through a host that does not lead to Vite's WebSocket",
    level: "failed",
    diagnosis: "network-error",
    first: ["upgrade-not-forwarded", "likely"],
    fix: /server\.hmr/,
    never: [/certificate is/],
  },
];
