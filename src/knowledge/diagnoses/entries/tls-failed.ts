import { rfc } from "../../reference.ts";
import { endpoint, errorName, netCode, supported } from "../case.ts";
import { secureToPlain } from "../causes/tls.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { plainAtPort } from "../symptoms/spoken-at-port.ts";

const TLS = /^ERR_(SSL_|BAD_SSL_CLIENT_AUTH_CERT$|ECH_|ALPN_NEGOTIATION_FAILED$)/;

/** Codes that say themselves what the two sides could not agree on (chromium: net/base/net_error_list.h). */
const BY_CODE: ReadonlyMap<string, readonly [id: string, title: string, why: string, fix: string]> = new Map([
  [
    "ERR_SSL_VERSION_OR_CIPHER_MISMATCH",
    [
      "old-tls",
      "The server may offer only versions or ciphers that browsers no longer support",
      "The two sides have no version of TLS or no cipher in common.",
      "Enable TLS 1.2 and 1.3 with current ciphers on the server.",
    ],
  ],
  [
    "ERR_SSL_UNRECOGNIZED_NAME_ALERT",
    [
      "server-name-unknown",
      "The server may not serve this host name",
      "The server said in the TLS handshake that it does not know the requested name.",
      "Add the name to the server's virtual hosts and certificate, or use a name that it knows.",
    ],
  ],
  [
    "ERR_BAD_SSL_CLIENT_AUTH_CERT",
    [
      "client-certificate-required",
      "The server may have refused the client certificate",
      "The server asks for a client certificate and did not accept the one that the browser offered.",
      "Install a certificate that the server accepts, or do not ask for one on the socket's host.",
    ],
  ],
]);

/** The TLS handshake itself failed; certificates have a diagnosis of their own. */
export const tlsFailed: Diagnosis = {
  id: "tls-failed",
  stage: "connecting",
  reference: rfc(6455, "4.1"),
  applies: (seen) => TLS.test(netCode(seen) ?? ""),
  summary: (seen) =>
    seen.address === null
      ? `No TLS connection could be made${errorName(seen)}.`
      : `No TLS connection to ${endpoint(seen)} could be made${errorName(seen)}.`,
  brief: () => "no TLS connection",
  causes: (seen) =>
    PLAIN_REQUEST.test(seen.upgrade.error?.message ?? "")
      ? [plainRequest(seen)]
      : NOT_TLS.test(seen.upgrade.error?.message ?? "")
        ? [notTls(seen)]
        : netCode(seen) === "ERR_SSL_PROTOCOL_ERROR"
          ? supported(secureToPlain(seen), plainAtPort(seen) === null ? http2Only(seen) : null)
          : supported(causeByCode(seen)),
};

/** OpenSSL's words on the side of a server that was spoken to in plain HTTP (OpenSSL: ssl/record/methods/tls_common.c). */
const PLAIN_REQUEST = /SSL: HTTP_REQUEST\]|:http request\b/i;

function plainRequest(seen: Case): Cause {
  return {
    id: "http-instead-of-https",
    likelihood: "certain",
    title: "The port speaks TLS, and a request arrived without it",
    why: "This is what OpenSSL says on a server: what arrived was plain HTTP.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Use `wss://` in the client; in a proxy in front of this server, use `https://` (`proxy_pass https://…` in nginx).",
      snippets: [],
    },
  };
}

/**
 * Words of clients that were answered in something other than TLS: OpenSSL's, also those before 1.1, and Apple's number for a record
 * that is too long, which is what plain text looks like (Security: SecBase.h, errSSLRecordOverflow).
 */
const NOT_TLS =
  /wrong[ _]version[ _]number|packet length too long|GET_SERVER_HELLO:unknown protocol|OSStatus error -9847\b/i;

function notTls(seen: Case): Cause {
  const who = /OSStatus/i.test(seen.upgrade.error?.message ?? "") ? "Apple's TLS library" : "OpenSSL";
  return {
    id: "https-instead-of-http",
    likelihood: "likely",
    title: "The port may not speak TLS, and the client does",
    why: `This is what ${who} says about a response that is not TLS, such as plain HTTP. A proxy in between that responds in plain text causes it too.`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Use `ws://` on this port, or give the server a certificate, or put a TLS server in front of it.",
      snippets: [],
    },
  };
}

function causeByCode(seen: Case): Cause | null {
  const known = BY_CODE.get(netCode(seen) ?? "");
  if (known === undefined) return null;
  const [id, title, why, text] = known;
  const evidence = [saidEvidence(seen), ...addressEvidence(seen)];
  return { id, likelihood: "likely", title, why, evidence, fix: { text, snippets: [] } };
}

/** A server that agrees to nothing but `h2` in TLS fails so (docs/chromium.md#connecting-texts). */
function http2Only(seen: Case): Cause {
  return {
    id: "http2-only",
    likelihood: "possible",
    title: "The port may speak only HTTP/2",
    why: "Browsers open WebSockets over HTTP/1.1 unless a connection over HTTP/2 has announced them; a server that agrees only to `h2` fails in this way too.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Make the server offer `http/1.1` in addition to `h2` (ALPN).", snippets: [] },
  };
}
