import { isClosing } from "../../../upgrade/lifetime.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { count } from "../../text.ts";
import { recognized } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { sentEvidence } from "../evidence.ts";
import { backOff } from "../fixes.ts";
import { endedTogether } from "../symptoms/ended-together.ts";

/** The page's close event, or how far it came when nobody heard one. */
function endEvidence(seen: Case): string[] {
  const closed = closeEvidence(seen.upgrade);
  return closed.length > 0 ? closed : [sentEvidence(seen)];
}

/** Several connections to one host ended at one moment. Supported only by them. */
export function restartTogether(seen: Case): Cause | null {
  const { near: together, elsewhere } = endedTogether(seen);
  if (together === 0 || elsewhere > 0) return null;
  return {
    id: "server-restart",
    likelihood: together > 1 ? "likely" : "possible",
    title: "The server, or a proxy in front of it, may have restarted",
    why: `${count(together, "other connection")} to the same host and port ended in the same second, as happens when a server or proxy that they share stops.`,
    evidence: [`${together} to the same host and port ended within a second of it`, ...endEvidence(seen)],
    fix: {
      text: "Reconnect with increasing, random delays, so that not all clients come back at once.",
      snippets: [backOff(seen)],
    },
  };
}

/** Connections to different hosts ended at one moment: what they have in common is this computer and its network. */
export function networkLost(seen: Case): Cause | null {
  const { elsewhere } = endedTogether(seen);
  if (elsewhere === 0) return null;
  return {
    id: "vpn-change",
    likelihood: "likely",
    title: "This computer's network may have changed, or the computer may have been asleep",
    why: "Connections to different hosts ended in the same second; switching Wi-Fi or VPN, or going to sleep, ends all of them.",
    evidence: [`${count(elsewhere, "connection")} to other hosts ended within a second of it`, ...endEvidence(seen)],
    fix: {
      text: "Reconnect after a moment, with increasing, random delays.",
      snippets: [backOff(seen)],
    },
  };
}

/** The page had begun to close it, and no closing message came back. Supported only by a snapshot that showed it. */
export function closeNotAnswered(seen: Case): Cause | null {
  if (!isClosing(seen.upgrade)) return null;
  return {
    id: "close-not-answered",
    likelihood: "likely",
    title: "The page had closed it, and the server may not have responded to that",
    why: "The last snapshot of the socket showed it closing; the close frame that must come back (RFC 6455 §5.5.1) did not come.",
    evidence: ["the last snapshot showed readyState 2 (closing)", ...endEvidence(seen)],
    fix: { text: "Make the server reply to a close frame with its own before it ends the connection.", snippets: [] },
  };
}

/** Cloudflare says itself that its releases end connections. Supported only when it was recognized. */
export function edgeRestart(seen: Case): Cause | null {
  const product = recognized(seen, ["cloudflare"]);
  if (product === null) return null;
  return {
    id: "edge-restart",
    likelihood: "possible",
    title: `${product.name} may have restarted one of its own servers`,
    why: product.behavior,
    evidence: [...product.evidence, ...endEvidence(seen)],
    fix: { text: "This cannot be prevented: reconnect with increasing, random delays.", snippets: [backOff(seen)] },
  };
}

/** What is left to think of. */
export function connectionCut(seen: Case): Cause {
  return {
    id: "connection-cut",
    likelihood: "possible",
    title: "The server, a proxy or the network may have cut it",
    why: "A process that exits without closing its connections, a proxy that gives up and a network that goes away look the same from here.",
    evidence: endEvidence(seen),
    fix: {
      text: "Check the logs of the server and its proxies at that time; send a heartbeat, and reconnect with increasing, random delays.",
      snippets: [backOff(seen)],
    },
  };
}
