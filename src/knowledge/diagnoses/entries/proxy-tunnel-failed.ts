import { rfc } from "../../reference.ts";
import { code, visibleText } from "../../text.ts";
import { asker } from "../asker.ts";
import { endpoint, netCode, responseHeader } from "../case.ts";
import { corporateProxy } from "../causes/network.ts";
import type { Case, Cause, Diagnosis, Likelihood } from "../diagnosis.ts";
import { addressEvidence } from "../evidence.ts";

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
  causes: (seen) => [
    loginAtProxy(seen) ?? squidSaid(seen) ?? corporateProxy(seen, likelihoodOf(seen), ...wording(seen)),
  ],
};

/** Where the headers of its response break off, the proxy may have said more there. */
function likelihoodOf({ upgrade }: Case): Likelihood {
  return upgrade.response?.isCut === true ? "likely" : "certain";
}

/** RFC 9110 §15.5.8; a transcript has the proxy's own response. */
function loginAtProxy(seen: Case): Cause | null {
  const { response, client } = seen.upgrade;
  if (response?.status !== 407) return null;
  const challenge = responseHeader(seen, "Proxy-Authenticate");
  return {
    id: "proxy-login-required",
    likelihood: "certain",
    title: "The proxy requires a login",
    why: `A 407 is the response of a proxy that only lets authenticated users through (RFC 9110 §15.5.8), and ${asker(seen.upgrade)} sent no login that it accepted. The request never reached the server.`,
    evidence: [
      "status 407 of the proxy's response",
      ...(challenge === null ? [] : [`response header Proxy-Authenticate: ${visibleText(challenge)}`]),
    ],
    fix: {
      text: "Give the program a login for the proxy, or let it bypass the proxy for this host (`NO_PROXY`) if the network allows that.",
      snippets: client === "curl" ? [{ for: "curl", code: "curl --proxy-user NAME:PASSWORD …" }] : [],
    },
  };
}

/** What Squid names in a header of its own, with the system's number of the error (Squid: src/err_type.h). */
const SQUID: readonly (readonly [RegExp, id: string, title: string, why: string, fix: string])[] = [
  [
    /^ERR_CONNECT_FAIL 111\b/,
    "upstream-down",
    "The server refused the proxy's connection",
    "Squid's `X-Squid-Error` says that connecting to the server failed with error 111: nothing is listening on that port, or a firewall refuses on its behalf. The proxy itself allowed the request.",
    "Make sure that the server listens on this port and speaks TLS there; if it is inside the network, let the program bypass the proxy for it (`NO_PROXY`).",
  ],
  [
    /^ERR_CONNECT_FAIL\b/,
    "upstream-down",
    "The proxy could not reach the server",
    "Squid's `X-Squid-Error` says that connecting to the server failed. The proxy itself allowed the request.",
    "Make sure that the proxy can reach the server; if it is inside the network, let the program bypass the proxy for it (`NO_PROXY`).",
  ],
  [
    /^ERR_DNS_FAIL\b/,
    "wrong-host",
    "The proxy found no address for the host",
    "Squid's `X-Squid-Error` says that the name could not be resolved: a proxy looks up names itself.",
    "Use a name that the proxy's name server knows, or let the program bypass the proxy for this host (`NO_PROXY`).",
  ],
  [
    /^ERR_ACCESS_DENIED\b/,
    "policy-denied",
    "A rule of the proxy does not allow this host or port",
    "Squid's `X-Squid-Error` says that access was denied.",
    "Ask the administrator to allow the host and the port, or serve the socket on port 443, which proxies commonly allow.",
  ],
];

function squidSaid(seen: Case): Cause | null {
  const said = responseHeader(seen, "X-Squid-Error")?.trim() ?? "";
  const [, id, title, why, text] = SQUID.find(([pattern]) => pattern.test(said)) ?? [];
  if (id === undefined || title === undefined || why === undefined || text === undefined) return null;
  const evidence = [`response header X-Squid-Error: ${visibleText(said).slice(0, 80)}`, ...addressEvidence(seen)];
  return { id, likelihood: "certain", title, why, evidence, fix: { text, snippets: [] } };
}

function wording(seen: Case): [title: string, why: string] {
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
