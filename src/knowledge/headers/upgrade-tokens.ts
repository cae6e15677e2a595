import { type Reference, rfc } from "../reference.ts";
import type { Words } from "../text.ts";

/** Something that an Upgrade header can ask for. */
export interface UpgradeToken {
  /** In lower case and without its version. */
  readonly token: string;
  /** What it means, as the end of a sentence that begins with the token. */
  readonly about: Words;
  /** Whether it stands in IANA's HTTP Upgrade Token Registry (RFC 9110 §16.7), as last changed on 2023-10-20. */
  readonly isRegistered: boolean;
  readonly reference: Reference;
}

/** What is known of upgrade tokens: the register first, then others that are seen. Browsers ask for `websocket` alone. */
export const upgradeTokens: readonly UpgradeToken[] = [
  {
    token: "websocket",
    about: "the WebSocket protocol",
    isRegistered: true,
    reference: rfc(6455, "11.2"),
  },
  {
    token: "h2c",
    about:
      "HTTP/2 on a connection without encryption; the upgrade to it is obsolete, and a server may continue in HTTP/1.1 as if the header were not there",
    isRegistered: true,
    reference: rfc(9113, "3.1"),
  },
  {
    token: "http",
    about: "another version of HTTP on the same connection",
    isRegistered: true,
    reference: rfc(9110, "7.8"),
  },
  {
    token: "tls",
    about: "encryption (TLS) on a connection that began without it",
    isRegistered: true,
    reference: rfc(2817, "3.1"),
  },
  {
    token: "connect-udp",
    about: "a tunnel for UDP through an HTTP proxy, as used by MASQUE",
    isRegistered: true,
    reference: rfc(9298, "3"),
  },
  {
    token: "connect-ip",
    about: "a tunnel for IP packets through an HTTP proxy, as used for VPNs",
    isRegistered: true,
    reference: rfc(9484, "4"),
  },
  {
    token: "spdy",
    about:
      "SPDY, a predecessor of HTTP/2; Kubernetes used `SPDY/3.1` for `exec`, `attach` and `port-forward` before it moved to WebSockets",
    isRegistered: false,
    reference: {
      text: "Kubernetes: streaming transitions from SPDY to WebSockets",
      url: "https://kubernetes.io/blog/2024/08/20/websockets-transition/",
    },
  },
  {
    token: "tcp",
    about:
      "a raw stream of bytes; Docker's API uses it when a client attaches to a container, and responds with `101 UPGRADED`",
    isRegistered: false,
    reference: { text: "Docker Engine API: attach", url: "https://docs.docker.com/reference/api/engine/" },
  },
  {
    token: "derp",
    about: "Tailscale's relay protocol, which carries encrypted packets where two machines cannot reach each other",
    isRegistered: false,
    reference: { text: "Tailscale: derp", url: "https://github.com/tailscale/tailscale/tree/main/derp" },
  },
  {
    token: "tailscale-control-protocol",
    about: "the channel between a Tailscale client and its control server",
    isRegistered: false,
    reference: {
      text: "Tailscale: controlhttp",
      url: "https://github.com/tailscale/tailscale/tree/main/control/controlhttp",
    },
  },
  {
    token: "irc",
    about: "Internet Relay Chat: the HTTP standard's own example of what could be requested",
    isRegistered: false,
    reference: rfc(9110, "7.8"),
  },
  {
    token: "rta",
    about: "another of the HTTP standard's own examples, with no known use",
    isRegistered: false,
    reference: rfc(9110, "7.8"),
  },
  {
    token: "shttp",
    about: "Secure HTTP, an obsolete alternative to HTTPS (S-HTTP)",
    isRegistered: false,
    reference: rfc(2660, "1"),
  },
];

/**
 * What a token of an Upgrade header means.
 *
 * @param token as it was written, with or without a version: "SPDY/3.1"; case ignored (RFC 9110 §7.8)
 */
export function upgradeTokenOf(token: string): UpgradeToken | null {
  const name = token.split("/")[0]?.toLowerCase() ?? "";
  return upgradeTokens.find((known) => known.token === name) ?? null;
}
