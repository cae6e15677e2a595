import { isClosing } from "../../../upgrade/lifetime.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { count } from "../../text.ts";
import { recognized } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { sentEvidence } from "../evidence.ts";
import { backOff } from "../fixes.ts";
import { endedTogether, livedOn } from "../symptoms/ended-together.ts";
import { addressText } from "../symptoms/spoken-at-port.ts";

/** The page's close event, or how far it came when nobody heard one. */
function endEvidence(seen: Case): string[] {
  const closed = closeEvidence(seen.upgrade);
  return closed.length > 0 ? closed : [sentEvidence(seen)];
}

/**
 * Several connections to one host ended at one moment, as a restart ends them. Supported only by them; one that lived on speaks
 * against it, though what restarted may serve some of them alone.
 */
export function restartTogether(seen: Case): Cause | null {
  const { near: together, named, elsewhere } = endedTogether(seen);
  if (together === 0 || elsewhere > 0) return null;
  const survivor = livedOn(seen);
  if (survivor !== null && together === 1) return null;
  const some = count(together, "other connection");
  return {
    id: "server-restart",
    likelihood: together > 1 && survivor === null ? "likely" : "possible",
    title: "The server, or a proxy in front of it, may have restarted",
    why:
      survivor === null
        ? `${some} to the same host and port ended in the same second, as happens when a server or proxy that they share stops.`
        : `${some} to the same host and port ended in the same second. Another one lived on: what stopped can only be something that not all of them share, such as one of several servers behind the port.`,
    evidence: [
      `${some} to the same host and port ended within a second of it`,
      ...named.map((other) => `${addressText(other)} ended, ${codeText(other)}`),
      ...(survivor === null ? [] : [livedEvidence(survivor)]),
      ...endEvidence(seen),
    ],
    fix: {
      text: "Reconnect with increasing, random delays, so that not all clients come back at once.",
      snippets: [backOff(seen)],
    },
  };
}

function livedEvidence(survivor: Upgrade): string {
  return `${addressText(survivor)} was open before that and after it`;
}

function codeText({ close }: Upgrade): string {
  return close === null ? "its close code is not known" : `code ${close.code}`;
}

/** Connections to different hosts ended at one moment: what they have in common is this computer and its network. */
export function networkLost(seen: Case): Cause | null {
  const { elsewhere } = endedTogether(seen);
  if (elsewhere === 0) return null;
  const survivor = livedOn(seen);
  return {
    id: "vpn-change",
    likelihood: survivor === null ? "likely" : "possible",
    title: "This computer's network may have changed, or the computer may have been asleep",
    why: `Connections to different hosts ended in the same second; switching Wi-Fi or VPN, or going to sleep, ends all of them.${survivor === null ? "" : " Here another one lived on, which speaks against it."}`,
    evidence: [
      `${count(elsewhere, "connection")} to other hosts ended within a second of it`,
      ...(survivor === null ? [] : [livedEvidence(survivor)]),
      ...endEvidence(seen),
    ],
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
