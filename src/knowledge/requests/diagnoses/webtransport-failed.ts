import { stateOf } from "../../../upgrade/upgrade.ts";
import { endpoint } from "../../case.ts";
import type { Case, Cause, Diagnosis } from "../../diagnosis.ts";
import { code } from "../../words.ts";
import { WEBTRANSPORT } from "../kind-words.ts";

/** It was asked for and never established. Why stands in the console, in a network error of QUIC. */
export const webtransportFailed: Diagnosis = {
  id: "webtransport-failed",
  stage: "connecting",
  reference: WEBTRANSPORT,
  applies: ({ upgrade }) => upgrade.kind === "webtransport" && stateOf(upgrade) === "failed",
  summary: ({ upgrade }) =>
    upgrade.error === null
      ? "It was never established, and the browser gave no reason."
      : `It was never established: the browser reports ${code(upgrade.error.message)}.`,
  causes: (seen) => causes(seen),
};

function causes(seen: Case): Cause[] {
  const words = seen.upgrade.error?.message ?? "";
  const evidence = [words === "" ? "no error text of the browser was seen" : "the browser's words in the console"];
  if (/ERR_UNSAFE_PORT/.test(words)) {
    return [
      {
        id: "wrong-port",
        likelihood: "certain",
        title: "The browser does not connect to this port",
        why: "Some ports belong to other services, and browsers refuse them before they ask.",
        evidence,
        fix: { text: "Serve it on another port, best on 443.", snippets: [] },
      },
    ];
  }
  if (/CERT|TLS|HANDSHAKE_FAILED/.test(words)) return [untrusted("likely", evidence)];
  return [
    {
      id: "http3-missing",
      likelihood: "possible",
      title: `Nothing may speak HTTP/3 at ${endpoint(seen)}`,
      why: "A WebTransport goes over HTTP/3, which is QUIC over UDP. A server that has only HTTP/1.1 and HTTP/2, over TCP, cannot be reached that way, though its pages load.",
      evidence,
      fix: {
        text: "Let the server, or the proxy in front of it, listen for HTTP/3 on the same UDP port.",
        snippets: [],
      },
    },
    {
      id: "firewall-drops",
      likelihood: "possible",
      title: "A firewall on the way may not let UDP pass",
      why: "Many networks of offices block UDP but for names, and proxies for TCP do not carry it. Pages should have another way, such as a WebSocket.",
      evidence,
      fix: null,
    },
    untrusted("possible", evidence),
  ];
}

function untrusted(likelihood: Cause["likelihood"], evidence: readonly string[]): Cause {
  return {
    id: "self-signed-certificate",
    likelihood,
    title: "The browser may not trust the server's certificate",
    why: "Here the user cannot click a warning away, and what was allowed for a page does not count. Only a certificate of a known authority will do, or one whose hash the page gives.",
    evidence,
    fix: {
      text: "Use a certificate of a public authority; for development give the hash of one that is valid for at most two weeks.",
      snippets: [
        {
          for: "JavaScript",
          code: 'new WebTransport(url, { serverCertificateHashes: [{ algorithm: "sha-256", value: hash }] });',
        },
      ],
    },
  };
}
