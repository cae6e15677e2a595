import { at, type Case, type Expectation } from "../case.ts";

const group = "WebTransports";

const QUIC = "net::ERR_QUIC_PROTOCOL_ERROR";

/** Nobody tells a WebTransport's status, and what the page hears of its end is not looked for. */
const ALL = { status: null, message: null, needs: "long-lived" } as const;

function failed(firstCause: string, message: string): Expectation {
  return { ...ALL, state: "failed", verdict: "failed", diagnosis: "webtransport-failed", firstCause, message };
}

/** WebTransports that open, end and fail; the server speaks HTTP/3 by hand (test/lab/webtransport). */
export const transports: readonly Case[] = [
  {
    id: "webtransport-open",
    group,
    title: "Established",
    act: "web-transport-by-hash",
    url: at("webTransport", "/idle", "https"),
    expects: { ...ALL, state: "open", verdict: "healthy", diagnosis: null },
  },
  {
    id: "webtransport-closed",
    group,
    title: "Established, and closed by the server with 4321",
    act: "web-transport-by-hash",
    url: at("webTransport", "/close/4321", "https"),
    expects: { ...ALL, state: "closed", verdict: "unknown", diagnosis: null },
  },
  {
    id: "webtransport-dropped",
    group,
    title: "Established, and lost without a word",
    act: "web-transport-by-hash",
    url: at("webTransport", "/drops", "https"),
    expects: { ...ALL, state: "closed", verdict: "unknown", diagnosis: null },
  },
  {
    id: "webtransport-refused",
    group,
    title: "Refused with 404",
    act: "web-transport-by-hash",
    url: at("webTransport", "/status/404", "https"),
    expects: failed("handshake-refused", "net::ERR_METHOD_NOT_SUPPORTED"),
  },
  {
    id: "webtransport-untrusted",
    group,
    title: "At a server whose certificate is not trusted",
    act: "web-transport",
    url: at("webTransport", "/idle", "https"),
    expects: failed(
      "self-signed-certificate",
      `${QUIC}.QUIC_TLS_CERTIFICATE_UNKNOWN (TLS handshake failure (ENCRYPTION_HANDSHAKE) 46: certificate unknown. SSLErrorStack:[handshake.cc:320] error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED)`,
    ),
  },
  {
    id: "webtransport-forbidden",
    group,
    title: "Forbidden by the page's policy",
    act: "web-transport",
    from: "csp",
    url: at("webTransport", "/idle", "https"),
    expects: {
      ...ALL,
      state: "blocked",
      verdict: "failed",
      diagnosis: "content-security-policy",
      firstCause: "csp-source-missing",
      message:
        "Connecting to '…' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
    },
  },
  {
    id: "webtransport",
    group,
    title: "Where nothing speaks HTTP/3",
    act: "web-transport",
    url: at("https", "/transport", "https"),
    expects: failed(
      "http3-missing",
      `${QUIC}.QUIC_PACKET_WRITE_ERROR (Write failed with error: -102 (Unknown error -102))`,
    ),
  },
];
