import type { KnownBody } from "../body.ts";

/** Words of Cloudflare in the bodies of refused handshakes. */
export const cloudflare: KnownBody = {
  id: "cloudflare",
  name: "Cloudflare",
  reference: {
    text: "Cloudflare: 1xxx errors",
    url: "https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-1xxx-errors/",
  },
  intermediary: "cloudflare",
  sentences: [
    {
      pattern: /(?:error code|Error):? 1015\b/i,
      cause: "rate-limited",
      likelihood: "certain",
      title: "Cloudflare limits how often this client may connect",
      why: "Its error 1015 says so.",
      fix: "Raise the rule's limit for the socket's path, and reconnect with increasing, random delays.",
    },
    {
      pattern: /(?:error code|Error):? 10(?:06|07|08|09|10|12|20)\b/i,
      cause: "waf-challenge",
      likelihood: "certain",
      title: "A rule in Cloudflare denied the request",
      why: "Its errors 1006 to 1012 and 1020 say so: the address, the country, or a firewall rule.",
      fix: "Find the request in Cloudflare's security events, and exempt the socket's path.",
    },
    {
      pattern: /(?:error code|Error):? 1033\b/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "Cloudflare's error 1033 says that no `cloudflared` is connected for this tunnel.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern: /(?:error code|Error):? 1000\b|(?:error code|Error):? 1016\b/i,
      cause: "wrong-host",
      likelihood: "certain",
      title: "DNS in Cloudflare points to an address that it cannot use",
      why: "Its errors 1000 and 1016 say so.",
      fix: "Correct the DNS record of the host in Cloudflare.",
    },
    {
      pattern:
        /responding to traffic from cloudflared: (?:http: no Host in request URL|unsupported protocol scheme "")/i,
      cause: "tunnel-error",
      likelihood: "certain",
      title: "cloudflared could not read the service's address",
      why: "It says so in the body of its response: the request did not reach the server. Users report this for services named by a Unix socket, especially for WebSockets over a tunnel that runs over HTTP/2.",
      fix: "Name the service by host and port instead of a Unix socket, or run the tunnel with `protocol: quic`.",
    },
    {
      pattern:
        /Unable to reach the origin service\. The service may be down or it may not be responding to traffic from cloudflared/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "cloudflared says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
  ],
};
