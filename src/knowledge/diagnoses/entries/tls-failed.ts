import { rfc } from "../../reference.ts";
import { endpoint, errorName, founded, netCode } from "../case.ts";
import { secureToPlain } from "../causes/tls.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

const TLS = /^ERR_(SSL_|BAD_SSL_CLIENT_AUTH_CERT$|ECH_|ALPN_NEGOTIATION_FAILED$)/;

/** Codes that say themselves what the two sides could not agree on (chromium: net/base/net_error_list.h). */
const TOLD: ReadonlyMap<string, readonly [id: string, title: string, why: string, fix: string]> = new Map([
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
  summary: (seen) => `No TLS connection to ${endpoint(seen)} could be made${errorName(seen)}.`,
  brief: () => "no TLS connection",
  causes: (seen) =>
    netCode(seen) === "ERR_SSL_PROTOCOL_ERROR" ? founded(secureToPlain(seen), http2Only(seen)) : founded(told(seen)),
};

function told(seen: Case): Cause | null {
  const known = TOLD.get(netCode(seen) ?? "");
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
