import { stateOf } from "../../../upgrade/state.ts";
import { statusName } from "../../http-status.ts";
import { WEBTRANSPORT } from "../../reference.ts";
import { code } from "../../text.ts";
import { endpoint, supported } from "../case.ts";
import { splitHorizon, wrongHost } from "../causes/address.ts";
import type { Case, Cause, Diagnosis, Likelihood } from "../diagnosis.ts";

/** It was asked for and never established. Why stands in the console, in a network error of QUIC. */
export const webtransportFailed: Diagnosis = {
  id: "webtransport-failed",
  stage: "connecting",
  reference: WEBTRANSPORT,
  applies: ({ upgrade }) => stateOf(upgrade) === "failed",
  summary: ({ upgrade }) =>
    upgrade.response !== null && upgrade.error === null
      ? `It was never established: the response was ${statusName(upgrade.response.status)}.`
      : upgrade.error !== null
        ? `It was never established: the browser reports ${code(upgrade.error.message)}.`
        : upgrade.seenBy.debugger
          ? "It ended before it was established, and the browser gave no reason."
          : upgrade.client === "Firefox"
            ? "It ended before it was established. Firefox's network log does not say why."
            : "It ended before it was established. DevTools' log does not say why; live counts do.",
  brief: () => "never established",
  causes: (seen) => causes(seen),
};

/** What each of the browser's texts means is in docs/chromium.md#web-transport. */
function causes(seen: Case): Cause[] {
  const words = seen.upgrade.error?.message ?? null;
  if (words === null && seen.upgrade.response !== null) return [refusedWith(seen.upgrade.response.status)];
  if (words === null) return unexplained(seen);
  if (/ERR_UNSAFE_PORT/.test(words)) return [unsafePort()];
  if (/Too many pending WebTransport/.test(words)) return [tooMany()];
  if (/ERR_NAME_NOT_RESOLVED/.test(words)) return supported(wrongHost(seen), splitHorizon(seen));
  if (/CERT|TLS|HANDSHAKE_FAILED/.test(words)) return [untrusted("likely")];
  if (/ERR_METHOD_NOT_SUPPORTED/.test(words)) return [refused(seen), notOffered()];
  // -102 is net::ERR_CONNECTION_REFUSED: the computer there says that nothing listens on the port.
  const written = words.indexOf("QUIC_PACKET_WRITE_ERROR");
  if (/^net::ERR_CONNECTION_REFUSED\b/.test(words)) return [nothingListens(seen)];
  if (written >= 0 && words.includes("-102", written)) return [nothingListens(seen)];
  return [http3Missing(seen, EVIDENCE), firewall(EVIDENCE), untrusted("possible")];
}

const EVIDENCE = ["the browser's message in the console"];

/** The console has the browser's reason for all that fails by itself; what the page closes has none. */
function unexplained(seen: Case): Cause[] {
  const evidence = ["no error text from the browser was seen"];
  const isWatched = seen.upgrade.seenBy.debugger;
  const closed: Cause = {
    id: "closed-too-early",
    likelihood: isWatched ? "likely" : "possible",
    title: "The page's own code may have closed it",
    why: isWatched
      ? "When the network or the server is at fault, the browser writes a reason to the console; it writes none when the page calls `close()` before the WebTransport is established."
      : "A page that calls `close()` before the WebTransport is established leaves the same trace in DevTools' log as one whose WebTransport fails.",
    evidence,
    fix: {
      text: "Check whether a route change, a cleanup or a timeout of the page itself closes it while it connects.",
      snippets: [],
    },
  };
  return isWatched ? [closed] : [closed, http3Missing(seen, evidence), firewall(evidence)];
}

function unsafePort(): Cause {
  return {
    id: "wrong-port",
    likelihood: "certain",
    title: "The browser does not connect to this port",
    why: "Some ports belong to other services, and browsers refuse to connect to them.",
    evidence: EVIDENCE,
    fix: { text: "Serve it on another port, ideally 443.", snippets: [] },
  };
}

function tooMany(): Cause {
  return {
    id: "connection-limit",
    likelihood: "certain",
    title: "Too many of the page's WebTransports were waiting to be established",
    why: "The browser lets a limited number wait at the same time, and ends any beyond that without trying; its message has the number.",
    evidence: EVIDENCE,
    fix: {
      text: "Open fewer at once: one WebTransport carries as many streams as the page needs.",
      snippets: [],
    },
  };
}

/** Any status but 200 ends so: 301, 403, 404 and 500 alike. */
function refused({ address }: Case): Cause {
  const path = address === null ? "this path" : code(address.path);
  return {
    id: "handshake-refused",
    likelihood: "likely",
    title: `The server speaks HTTP/3, but may not accept a WebTransport at ${path}`,
    why: "The browser says this when the status of the response is not 200: for a path that the server does not know, an origin or a login that it does not accept, or a redirect. The browser does not reveal which status it was.",
    evidence: EVIDENCE,
    fix: {
      text: "Compare the path with the server's route, and check its log: the server knows which status it sent.",
      snippets: [],
    },
  };
}

/** Firefox alone shows the status (docs/firefox.md#web-transport). */
function refusedWith(status: number): Cause {
  return {
    id: "handshake-refused",
    likelihood: "certain",
    title: "The server refused the WebTransport",
    why: "Only a status from 200 to 299 establishes one. The server knows why it refused: a path that it does not have, an origin or a login that it does not accept.",
    evidence: [`status ${status} of the response`],
    fix: { text: "Compare the path with the server's route, and look into its log.", snippets: [] },
  };
}

function notOffered(): Cause {
  return {
    id: "http3-missing",
    likelihood: "possible",
    title: "The server's HTTP/3 may not support WebTransport",
    why: "The browser says the same when the server's HTTP/3 settings do not offer WebTransport.",
    evidence: EVIDENCE,
    fix: {
      text: "Enable WebTransport in the server, or in the proxy in front of it that terminates HTTP/3.",
      snippets: [],
    },
  };
}

function nothingListens(seen: Case): Cause {
  const isName = seen.address !== null && /(^|\.)localhost$/.test(seen.address.host);
  const names = isName
    ? ` Where ${code(seen.address?.host ?? "")} stands for both \`::1\` and \`127.0.0.1\`, the browser was seen to try only the first.`
    : "";
  return {
    id: "http3-missing",
    likelihood: "likely",
    title: `Nothing may be listening for HTTP/3 at ${endpoint(seen)}`,
    why: `The computer there, or a firewall in front of it, refused the first packet. A WebTransport goes over QUIC, which needs the UDP port of that number; pages load over TCP even when nothing listens on UDP.${names}`,
    evidence: EVIDENCE,
    fix: {
      text: `Make the server, or the proxy in front of it, listen for HTTP/3 on the same UDP port.${isName ? " Try `127.0.0.1` instead of the name." : ""}`,
      snippets: [],
    },
  };
}

function http3Missing(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "http3-missing",
    likelihood: "possible",
    title: `There may be no HTTP/3 server at ${endpoint(seen)}`,
    why: "A WebTransport goes over HTTP/3, which is QUIC over UDP. A server that has only HTTP/1.1 and HTTP/2, over TCP, cannot be reached like that, even though its pages load.",
    evidence,
    fix: {
      text: "Make the server, or the proxy in front of it, listen for HTTP/3 on the same UDP port.",
      snippets: [],
    },
  };
}

function firewall(evidence: readonly string[]): Cause {
  return {
    id: "firewall-drops",
    likelihood: "possible",
    title: "A firewall along the way may not let UDP through",
    why: "Many office networks block all UDP except DNS, and TCP proxies do not carry it. Pages should have a fallback, such as a WebSocket.",
    evidence,
    fix: null,
  };
}

function untrusted(likelihood: Likelihood): Cause {
  return {
    id: "self-signed-certificate",
    likelihood,
    title: "The browser may not trust the server's certificate",
    why: "Here the user cannot click through a warning, and an exception made for a page does not count. Only a certificate from a known authority works, or one whose hash the page gives. The browser says the same when the hash is that of another certificate, or when the certificate is valid for too long.",
    evidence: EVIDENCE,
    fix: {
      text: "Use a certificate from a public authority; for development, give the hash of one that is valid for at most two weeks.",
      snippets: [
        {
          for: "JavaScript",
          code: 'new WebTransport(url, { serverCertificateHashes: [{ algorithm: "sha-256", value: hash }] });',
        },
      ],
    },
  };
}
