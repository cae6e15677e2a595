import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { rfc } from "../../reference.ts";
import { endpoint, recognized, supported } from "../case.ts";
import { portOfOther } from "../causes/address.ts";
import { corporateProxy } from "../causes/network.ts";
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
  summary: (seen) =>
    isOfHttp2(seen)
      ? `The handshake went out over HTTP/1.1, and ${endpoint(seen)} speaks HTTP/2 on this connection.`
      : isOfNginx(seen)
        ? "What nginx got from the server behind it does not begin with an HTTP status line."
        : `The response from ${endpoint(seen)} is not HTTP.`,
  brief: (seen) => (isOfHttp2(seen) ? "HTTP/2 in response to HTTP/1.1" : "the response is not HTTP"),
  causes: (seen) =>
    isOfHttp2(seen)
      ? [http2Agreed(seen)]
      : isOfNginx(seen)
        ? [behindNginx(seen), ownServer(seen)]
        : [
            ...supported(portOfOther(seen)),
            ...supported(filtered(seen)),
            ...(isOfOwn(seen) ? [ownServer(seen)] : []),
            ...(isOdd(seen)
              ? [...(portOfOther(seen) === null ? [otherService(seen)] : []), tunnelTarget(seen)]
              : [tunnelTarget(seen), otherService(seen)]),
            ...(isOfOwn(seen) ? [] : [ownServer(seen)]),
          ],
};

/** Go's words for both sides of it: the client reads a frame of type SETTINGS, the server a request of HTTP/1.1 (RFC 9113 §3.4). */
function isOfHttp2({ upgrade }: Case): boolean {
  return /malformed HTTP response "\\x00\\x00.{2,6}\\x04|bogus greeting "GET /.test(upgrade.error?.message ?? "");
}

function http2Agreed(seen: Case): Cause {
  return {
    id: "http2-only",
    likelihood: "certain",
    title: "TLS agreed on HTTP/2, and the client then wrote a handshake of HTTP/1.1",
    why: "The client's TLS offered `h2` (ALPN), so the server expects HTTP/2 on this connection; the handshake of a WebSocket is HTTP/1.1. In Go this happens where one `tls.Config` is shared with an HTTP client or server, which adds `h2` to it.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Give the WebSocket client a TLS configuration of its own that offers `http/1.1` alone.",
      snippets: [
        {
          for: "Go",
          code: 'config := tlsConfig.Clone()\nconfig.NextProtos = []string{"http/1.1"}\ndialer := websocket.Dialer{TLSClientConfig: config}',
        },
      ],
    },
  };
}

/** nginx' own words in its error log. */
function isOfNginx({ upgrade }: Case): boolean {
  return upgrade.client === "nginx";
}

function behindNginx(seen: Case): Cause {
  return {
    id: "upstream-scheme-mismatch",
    likelihood: "likely",
    title: "nginx may forward the request to a port that speaks something other than plain HTTP",
    why: "The server behind nginx did send something, so it is running, but not HTTP/1: a port that speaks TLS, HTTP/2 or a protocol of its own responds so. To the client nginx passes on what it got, without a status.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Compare the address in `proxy_pass` with the port on which the application speaks HTTP, and use `https://` there if that port speaks TLS.",
      snippets: [],
    },
  };
}

/** Words of older browsers for a status line with a zero byte; users found filters on their computers behind it. */
function filtered(seen: Case): Cause | null {
  if (!/embedded null/.test(seen.upgrade.error?.message ?? "") || seen.address?.scheme !== "ws") return null;
  return corporateProxy(
    seen,
    "possible",
    "A filter on this computer or network may have responded in the server's place",
    "Users report these words where a filter program reads unencrypted connections and does not know WebSockets. It cannot look into `wss://`.",
  );
}

function ownServer(seen: Case): Cause {
  return serverHandshakeBug(
    seen,
    "A response begins with a status line such as `HTTP/1.1 101 Switching Protocols`; a server that sends messages before its handshake is over writes frames in its place.",
  );
}

/** Ports of services that speak first, or in a protocol of their own (IANA: service names and port numbers). */
const OF_OTHERS: readonly number[] = [
  ...[21, 22, 23, 25, 53, 110, 143, 389, 445, 465, 587, 993, 995, 1433, 1521, 1883, 3306, 3389, 5060, 5222, 5432],
  ...[5672, 5900, 6379, 6667, 6697, 8883, 9092, 11211, 27017],
];

/** A port of this machine or its network that no other service is known for: there the program is often one's own. */
function isOfOwn(seen: Case): boolean {
  const { address } = seen;
  return address !== null && isOdd(seen) && isPrivateHost(address.host) && !OF_OTHERS.includes(address.port);
}

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
    likelihood: odd && !isOfOwn(seen) ? "likely" : "possible",
    title: odd
      ? `Port ${address.port} may belong to another kind of service`
      : "Another kind of service may have responded",
    why: "A database, a mail server or any other program that does not speak HTTP responds in its own protocol.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Use the port on which the server speaks HTTP.", snippets: [curl(seen)] },
  };
}
