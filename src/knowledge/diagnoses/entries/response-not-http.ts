import { rfc } from "../../reference.ts";
import { endpoint, recognized } from "../case.ts";
import { serverHandshakeBug } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** What came back does not begin with an HTTP status line. */
export const responseNotHttp: Diagnosis = {
  id: "response-not-http",
  stage: "response-transport",
  reference: rfc(9112, "4"),
  applies: ({ failure }) =>
    (failure.kind === "text" && failure.text === "invalid-status-line") ||
    (failure.kind === "net" && failure.code === "ERR_INVALID_HTTP_RESPONSE"),
  summary: (seen) => `The response from ${endpoint(seen)} is not HTTP.`,
  brief: () => "the response is not HTTP",
  causes: (seen) => [
    ...(isOdd(seen) ? [otherService(seen), tunnelTarget(seen)] : [tunnelTarget(seen), otherService(seen)]),
    serverHandshakeBug(seen, "A response begins with a status line such as `HTTP/1.1 101 Switching Protocols`."),
  ],
};

/** A port that is not the one of the web. */
function isOdd({ address }: Case): boolean {
  return address !== null && ![80, 443].includes(address.port);
}

/**
 * Apache tunnels what its server sends without reading it: with `ProxyWebsocketFallbackToProxyHttp Off` (docs/chromium.md#server-libraries), which
 * is what all releases before 2.4.47 do; to a port that speaks TLS it gives its own page, without a status line.
 */
function tunnelTarget(seen: Case): Cause {
  const apache = recognized(seen, ["apache"]);
  return {
    id: "upstream-scheme-mismatch",
    likelihood: apache === null ? "possible" : "likely",
    title: `${apache === null ? "A proxy" : "Apache"} may forward the handshake to a port that speaks something else`,
    why: "Apache's `mod_proxy_wstunnel` (as it is before 2.4.47) passes on unread what the server behind it sends. If `ProxyPass` says `ws://` for a port that speaks TLS, or names the port of another service, the client gets a response without a status line; users report the same of `wss://` for a port that speaks no TLS.",
    evidence: [...(apache?.evidence ?? []), saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Compare the scheme and the port in the proxy's configuration with those of the server behind it: `ws://` for plain HTTP, `wss://` only where that port itself speaks TLS.",
      snippets: [...seen.snippets("forward-upgrade").filter(({ for: name }) => name === "Apache httpd"), curl(seen)],
    },
  };
}

function otherService(seen: Case): Cause {
  const { address } = seen;
  const odd = address !== null && isOdd(seen);
  return {
    id: "wrong-port",
    likelihood: odd ? "likely" : "possible",
    title: odd
      ? `Port ${address.port} may belong to another kind of service`
      : "Another kind of service may have responded",
    why: "A database, a mail server or any other program that does not speak HTTP responds in its own protocol.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Use the port on which the server speaks HTTP.", snippets: [curl(seen)] },
  };
}
