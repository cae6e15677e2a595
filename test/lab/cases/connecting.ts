import { at, blocked, type Case, failed, netError } from "../case.ts";

const blockedGroup = "Blocked by the browser";
const group = "Connecting fails";

/** What the browser refuses by itself, and what fails before a request can be sent. */
export const connecting: readonly Case[] = [
  {
    id: "content-security-policy",
    group: blockedGroup,
    title: "The page's policy allows its own address only",
    from: "csp",
    url: at("slow", "/"),
    expects: blocked(
      "content-security-policy",
      "csp-source-missing",
      "Connecting to '…' violates the following Content Security Policy directive: \"connect-src 'self'\". The action has been blocked.",
    ),
  },
  {
    id: "mixed-content",
    group: blockedGroup,
    title: "ws:// from an https page",
    from: "https",
    url: () => "ws://no-such-host.invalid/",
    expects: blocked(
      "mixed-content",
      "http-instead-of-https",
      "Mixed Content: The page at '…' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint '…'. This request has been blocked; this endpoint must be available over WSS.",
    ),
  },
  {
    id: "socket-limit",
    group: blockedGroup,
    title: "300 sockets on one page",
    act: "many",
    alone: true,
    url: at("main", "/idle"),
    expects: blocked("socket-limit", "sockets-leaked", "WebSocket connection to '…' failed: Insufficient resources"),
  },
  {
    id: "unsafe-port",
    group: blockedGroup,
    title: "A port that browsers do not touch",
    url: at("unsafe", "/"),
    expects: netError("ERR_UNSAFE_PORT", "connecting", "unsafe-port", "wrong-port"),
  },
  {
    id: "local-network-access",
    group: blockedGroup,
    title: "From a public page to this machine",
    how: "Start Chromium with --ip-address-space-overrides=127.0.0.1:PORT=public (the lab's main port), open this socket, and refuse the prompt.",
    url: at("hang", "/"),
    expects: netError("ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS", "connecting", "local-network-access"),
  },
  {
    id: "name-not-resolved",
    group,
    title: "A host that does not exist",
    url: () => "ws://no-such-host.invalid/",
    expects: netError("ERR_NAME_NOT_RESOLVED", "connecting", "name-not-resolved"),
  },
  {
    id: "connection-refused",
    group,
    title: "A port on which nothing listens",
    url: at("closed", "/"),
    expects: netError("ERR_CONNECTION_REFUSED", "connecting", "connection-refused"),
  },
  {
    id: "connection-timed-out",
    group,
    title: "Packets that vanish",
    how: "Let a firewall drop the packets to a port of the lab, open this socket, and wait for minutes.",
    url: at("dropping", "/"),
    expects: netError("ERR_CONNECTION_TIMED_OUT", "connecting", "connection-timed-out"),
  },
  {
    id: "network-unreachable",
    group,
    title: "Without a network",
    how: "Set throttling in DevTools to Offline, then open this socket.",
    url: at("main", "/live"),
    expects: netError("ERR_INTERNET_DISCONNECTED", "connecting", "network-unreachable"),
  },
  {
    id: "certificate-invalid",
    group,
    title: "A self-signed certificate",
    url: at("tls", "/live", "wss"),
    expects: netError("ERR_CERT_AUTHORITY_INVALID", "connecting", "certificate-invalid", "self-signed-certificate"),
  },
  {
    id: "tls-to-plain",
    group,
    title: "wss:// to a port that answers with text",
    url: at("greeting", "/", "wss"),
    expects: netError("ERR_SSL_PROTOCOL_ERROR", "connecting", "tls-failed", "https-instead-of-http"),
  },
  {
    id: "client-certificate",
    group,
    title: "A server that wants a client certificate",
    url: at("clientCertificate", "/live", "wss"),
    expects: failed("handshake-canceled", "WebSocket opening handshake was canceled"),
  },
  {
    id: "proxy-tunnel-failed",
    group,
    title: "A forward proxy that refuses the tunnel",
    how: "Start Chromium with --proxy-server=127.0.0.1:PORT (the lab's port “proxy”) and --proxy-bypass-list=<-loopback>.",
    url: at("main", "/live"),
    expects: failed("proxy-tunnel-failed", "Establishing a tunnel via proxy server failed.", "corporate-proxy"),
  },
];
