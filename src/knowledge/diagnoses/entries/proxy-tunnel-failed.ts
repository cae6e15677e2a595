import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import { asker } from "../asker.ts";
import { endpoint, netCode } from "../case.ts";
import { corporateProxy } from "../causes/network.ts";
import type { Case, Diagnosis } from "../diagnosis.ts";

const PROXY = /^ERR_(PROXY_|SOCKS_|TUNNEL_CONNECTION_FAILED$|MANDATORY_PROXY_|NO_SUPPORTED_PROXIES$)/;

/** The browser goes through a proxy, and the proxy opened no way to the server (CONNECT). */
export const proxyTunnelFailed: Diagnosis = {
  id: "proxy-tunnel-failed",
  stage: "connecting",
  reference: rfc(9110, "9.3.6"),
  applies: (seen) =>
    (seen.failure.kind === "text" && seen.failure.text === "tunnel-failed") || PROXY.test(netCode(seen) ?? ""),
  summary: (seen) =>
    netCode(seen) === null
      ? `The proxy that ${asker(seen.upgrade)} uses opened no tunnel to ${endpoint(seen)}.`
      : `The proxy that ${asker(seen.upgrade)} uses could not be used: ${code(netCode(seen) ?? "")}.`,
  brief: () => "the proxy opened no tunnel",
  causes: (seen) => [corporateProxy(seen, "certain", ...told(seen))],
};

function told(seen: Case): [title: string, why: string] {
  if (seen.failure.kind !== "text" && netCode(seen) !== "ERR_TUNNEL_CONNECTION_FAILED") {
    return [
      `The proxy that ${asker(seen.upgrade)} is configured to use did not work`,
      "The error text names the proxy as the place where it failed.",
    ];
  }
  const port = seen.address?.port ?? 443;
  const odd =
    port === 443 ? "" : ` Port ${port} is not 443, and some proxies, Squid by default, open tunnels to port 443 only.`;
  return [
    "The proxy did not open a tunnel",
    `A WebSocket goes through a proxy in a tunnel (CONNECT); the proxy refused the tunnel or could not reach the server.${odd}`,
  ];
}
