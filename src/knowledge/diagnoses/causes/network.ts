import { recognized } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, saidEvidence, sentEvidence, timingEvidence } from "../evidence.ts";
import { backOff, secureUrlOn443 } from "../fixes.ts";

/** Packets that vanish, or are kept from leaving. More likely on a port that networks do not commonly open. */
export function firewallDrops(seen: Case, likelihood: Likelihood): Cause {
  const cloudflare = recognized(seen, ["cloudflare"]);
  const port = seen.address?.port ?? null;
  const odd = port !== null && port !== 80 && port !== 443;
  return {
    id: "firewall-drops",
    likelihood,
    title: "A firewall may drop the packets",
    why: odd
      ? `A port that is not open in a firewall or security group often gives no response at all, and port ${port} is not one that is usually open.`
      : "A firewall or security group that does not allow a connection often gives no response at all.",
    evidence: [saidEvidence(seen), sentEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text:
        cloudflare === null
          ? "Open the port in the firewalls of the server and of its provider, or serve the socket on port 443."
          : "Open the server's firewall to the proxy's addresses as well as to browsers.",
      snippets: [],
    },
  };
}

/** The browser has no way out at all. */
export function offline(seen: Case, likelihood: Likelihood): Cause {
  return {
    id: "offline",
    likelihood,
    title: "This computer may have no network connection",
    why: "The browser found no network connection, or DevTools is simulating being offline.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Reconnect on the `online` event, with a delay between attempts.",
      snippets: [backOff(seen)],
    },
  };
}

/** The network became another one. */
export function networkChanged(seen: Case, likelihood: Likelihood): Cause {
  return {
    id: "vpn-change",
    likelihood,
    title: `This computer's network ${likelihood === "certain" ? "changed" : "may have changed"}, for example its VPN or Wi-Fi`,
    why: "A network change ends connections that were being set up over the old network.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Reconnect after a moment, with increasing, random delays.", snippets: [backOff(seen)] },
  };
}

/**
 * Safari's words for a connection that is gone, open or not: its users saw them where the network went away
 * (Atmosphere/atmosphere-javascript, issue 239).
 */
export function safariLost(seen: Case): Cause | null {
  const { client, error } = seen.upgrade;
  if (client !== "Safari" || !/network connection was lost|Socket is not connected/.test(error?.message ?? ""))
    return null;
  return {
    id: "vpn-change",
    likelihood: "possible",
    title: "The device's network may have changed, or the device may have been asleep",
    why: "Safari says this of open connections too: users saw it where the network went away.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Reconnect after a moment, with increasing, random delays.", snippets: [backOff(seen)] },
  };
}

/** Safari's words for the sockets of a page that it suspends (WebKit: WebSocket.cpp, WebSocket::suspend). */
export function safariSuspended(seen: Case): Cause | null {
  const { client, error } = seen.upgrade;
  if (client !== "Safari" || !error?.message.startsWith("WebSocket is closed due to suspension")) return null;
  return {
    id: "machine-slept",
    likelihood: "certain",
    title: "Safari suspended the page",
    why: "Safari closes the connections of a page that it suspends, as when it goes to the background.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Connect again when the page is back (events `pageshow` and `visibilitychange`).",
      snippets: [backOff(seen)],
    },
  };
}

/** The computer slept. */
export function machineSlept(seen: Case): Cause {
  return {
    id: "machine-slept",
    likelihood: "likely",
    title: "The computer may have been going to sleep",
    why: "The browser stops its network when the computer sleeps.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Reconnect after the computer wakes up.", snippets: [backOff(seen)] },
  };
}

/**
 * A proxy of the network the browser is in.
 *
 * @param likelihood "certain" only when the browser's own words name the proxy
 */
export function corporateProxy(seen: Case, likelihood: Likelihood, title: string, why: string): Cause {
  const port = seen.address?.port ?? null;
  const best = seen.address?.scheme === "wss" && port === 443;
  const squid = port === null || port === 443 ? [] : [{ for: "Squid", code: `acl SSL_ports port ${port}` }];
  return {
    id: "corporate-proxy",
    likelihood,
    title,
    why,
    evidence: [saidEvidence(seen), ...addressEvidence(seen), ...timingEvidence(seen)],
    fix: {
      text: `${best ? "Try another network to compare." : "Serve the socket as `wss://` on port 443, which proxies commonly allow; try another network to compare."} On a managed network, the administrator can allow the host.`,
      snippets: [...(seen.address?.scheme === "ws" || squid.length > 0 ? [secureUrlOn443(seen)] : []), ...squid],
    },
  };
}
