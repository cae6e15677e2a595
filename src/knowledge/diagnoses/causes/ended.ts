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
  const heard = closeEvidence(seen.upgrade);
  return heard.length > 0 ? heard : [sentEvidence(seen)];
}

/** Several connections to one host ended at one moment. Founded only by them. */
export function restartTogether(seen: Case): Cause | null {
  const { near: together, elsewhere } = endedTogether(seen);
  if (together === 0 || elsewhere > 0) return null;
  return {
    id: "server-restart",
    likelihood: together > 1 ? "likely" : "possible",
    title: "The server, or a proxy in front of it, may have restarted",
    why: `${count(together, "other connection")} to the same host and port ended in the same second, as all do when what they lead to stops.`,
    evidence: [`${together} to the same host and port ended within a second of it`, ...endEvidence(seen)],
    fix: {
      text: "Reconnect with a growing, random pause, so that not all come back at once.",
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
    title: "The network of this computer may have changed, or it may have slept",
    why: "Connections to different hosts ended in the same second; a change of Wi-Fi or VPN, or sleep, ends all of them.",
    evidence: [`${count(elsewhere, "connection")} to other hosts ended within a second of it`, ...endEvidence(seen)],
    fix: {
      text: "Connect again after a moment, with a growing, random pause.",
      snippets: [backOff(seen)],
    },
  };
}

/** The page had begun to close it, and no closing message came back. Founded only by a look that showed it. */
export function closeNotAnswered(seen: Case): Cause | null {
  if (!isClosing(seen.upgrade)) return null;
  return {
    id: "close-not-answered",
    likelihood: "likely",
    title: "The page had closed it, and the server may not have answered that",
    why: "A look at the socket showed it closing; the closing message that has to come back (RFC 6455 §5.5.1) did not come.",
    evidence: ["the last look showed readyState 2 (closing)", ...endEvidence(seen)],
    fix: { text: "Let the server answer a closing message with its own before it ends the connection.", snippets: [] },
  };
}

/** Cloudflare says itself that its releases end connections. Founded only when it was recognized. */
export function edgeRestart(seen: Case): Cause | null {
  const product = recognized(seen, ["cloudflare"]);
  if (product === null) return null;
  return {
    id: "edge-restart",
    likelihood: "possible",
    title: `${product.name} may have restarted a server of its own`,
    why: product.behavior,
    evidence: [...product.evidence, ...endEvidence(seen)],
    fix: { text: "Nothing prevents it: reconnect with a growing, random pause.", snippets: [backOff(seen)] },
  };
}

/** What is left to think of. */
export function connectionCut(seen: Case): Cause {
  return {
    id: "connection-cut",
    likelihood: "possible",
    title: "The server, a proxy or the network may have cut it",
    why: "A process that ends without closing its connections, a proxy that gives up and a network that goes away look alike from here.",
    evidence: endEvidence(seen),
    fix: {
      text: "Look into the logs of the server and its proxies at that moment; send a sign of life, and reconnect with a growing, random pause.",
      snippets: [backOff(seen)],
    },
  };
}
