import { isHttp2, netCode } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/**
 * A server that announces WebSockets over HTTP/2 (RFC 8441) and has something behind it that cannot do them. Supported only by
 * a request without a key, or by an error of HTTP/2 itself.
 */
export function h2WithoutExtendedConnect(seen: Case, likelihood: Likelihood): Cause | null {
  const isHttp2Failure = seen.failure.kind === "net" && seen.failure.phase === "http2-stream";
  const code = netCode(seen);
  const named = code?.startsWith("ERR_HTTP2_") === true || code === "ERR_HTTP_1_1_REQUIRED";
  if (!isHttp2(seen) && !isHttp2Failure && !named) return null;
  const isRequired = code === "ERR_HTTP_1_1_REQUIRED";
  return {
    id: "h2-without-extended-connect",
    likelihood: isRequired ? "certain" : likelihood,
    title: isRequired
      ? "The server requires HTTP/1.1 for this request"
      : "HTTP/2 may be offered for WebSockets, but not work end to end",
    why: isRequired
      ? "It sent the error code HTTP_1_1_REQUIRED (RFC 9113 §7)."
      : "The request went over HTTP/2 or HTTP/3, which a browser uses only after the server has announced extended CONNECT (RFC 8441 §3); the next hop or the application may not support it.",
    evidence: [...(isHttp2(seen) ? [http2Evidence(seen)] : []), saidEvidence(seen)],
    fix: {
      text: "Do not announce extended CONNECT for this host, so that browsers use HTTP/1.1; or enable it on every hop up to the application.",
      snippets: [
        { for: "HAProxy", code: "global\n    h2-workaround-bogus-websocket-clients" },
        { for: "Envoy", code: "http2_protocol_options:\n  allow_connect: false" },
      ],
    },
  };
}

/** How it is known that the request went over HTTP/2. */
function http2Evidence({ upgrade }: Case): string {
  const version = upgrade.request?.httpVersion ?? upgrade.response?.httpVersion;
  return version === undefined
    ? "the request has no Sec-WebSocket-Key, as over HTTP/2"
    : `the request went over HTTP/${version}`;
}
