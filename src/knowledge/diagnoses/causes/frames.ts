import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { headerValue } from "../../../upgrade/http/headers.ts";
import { areMessagesKnown, messagesOf } from "../../../upgrade/state.ts";
import { code, count, duration } from "../../text.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";
import { engineBesideOthers, nodeDispatcher, secureUrl, withoutCompression } from "../fixes.ts";
import { safariCompression } from "../symptoms/safari-compression.ts";

/** An error this soon after the 101, before any message, is the first thing that came. */
const AT_ONCE = 1000;

/** Milliseconds from the 101 to the error, or null. */
function brokenAfter({ upgrade }: Case): number | null {
  const opened = upgrade.response?.at ?? null;
  const broken = upgrade.error?.at ?? null;
  return opened === null || broken === null ? null : Math.max(0, broken - opened);
}

/** What came before the violation: evidence for all causes of this stage. */
function violationEvidence(seen: Case): string[] {
  const after = brokenAfter(seen);
  const before = areMessagesKnown(seen.upgrade) ? count(messagesOf(seen.upgrade).received.count, "message") : null;
  return [
    saidEvidence(seen),
    ...(after === null
      ? []
      : [`${duration(after)} after the 101${before === null ? "" : `, ${before} received before`}`]),
  ];
}

/** Right after the 101, and before any message; where nobody recorded messages that is not known. */
function isAtOnce({ upgrade }: Case, after: number | null): boolean {
  const isFirst = areMessagesKnown(upgrade) && messagesOf(upgrade).received.count === 0;
  return after !== null && after < AT_ONCE && isFirst;
}

/** Two programs that respond to the same upgrade: the second one's response is read as a frame. */
export function twoHandlersAfterOpening(seen: Case): Cause {
  const after = brokenAfter(seen);
  const first = isAtOnce(seen, after);
  return {
    id: "two-upgrade-handlers",
    likelihood: first ? "likely" : "possible",
    title: "Two handlers on the server may respond to the same upgrade",
    why: first
      ? "The violation came right after the 101 and before any message: that is what a second handler's HTTP response looks like when it is read as a frame."
      : "When a second handler or library writes to the same connection, its bytes are read as frames.",
    evidence: violationEvidence(seen),
    fix: {
      text: "Let one handler own each path: use one `upgrade` listener that hands the connection over, and libraries that do not listen themselves.",
      snippets: [nodeDispatcher(seen), engineBesideOthers()],
    },
  };
}

/**
 * Security software and transparent proxies that read plain connections and do not know frames. Supported only by an address
 * without TLS that is not of this machine or its network: what is encrypted they cannot read.
 */
export function proxyInPlainConnection(seen: Case): Cause | null {
  const { address } = seen;
  if (address?.scheme !== "ws" || isPrivateHost(address.host)) return null;
  return {
    id: "corporate-proxy",
    likelihood: "likely",
    title: "Something on the network may read and change this unencrypted connection",
    why: "Filters in schools, offices and mobile networks, and antivirus programs, inspect `ws://` and break what they mistake for HTTP. They cannot look into `wss://`.",
    evidence: [...addressEvidence(seen), ...violationEvidence(seen)],
    fix: { text: "Use `wss://`. To compare, try the same address from another network.", snippets: [secureUrl(seen)] },
  };
}

/** Bits that users saw where security software had changed the stream; those of an HTTP response are others. */
const BITS = /reserved1 = 0, reserved2 = 1, reserved3 = 1/;

/**
 * Security software on the computer itself, which reads plain connections even to this machine. Supported by an address without
 * TLS in this machine or its network: beyond it, see `proxyInPlainConnection`.
 */
export function securitySoftware(seen: Case): Cause | null {
  const { address, upgrade } = seen;
  if (address?.scheme !== "ws" || !isPrivateHost(address.host)) return null;
  const isKnown = BITS.test(upgrade.error?.message ?? "");
  return {
    id: "security-software",
    likelihood: "possible",
    title: "Security software on this computer may read this plain connection and change it",
    why: isKnown
      ? "Users of several projects report exactly these bits on `ws://` connections, even to `localhost`, while ESET's protocol filtering was on, and none with it off."
      : "Users report that antivirus programs that filter web traffic break `ws://` connections, even to `localhost`.",
    evidence: [...addressEvidence(seen), ...violationEvidence(seen)],
    fix: {
      text: "Update the security software, or exclude this address or the browser from its web filter, and compare.",
      snippets: [],
    },
  };
}

/** Safari's compression. Supported by its name and by compression that was agreed on. */
export function safariFrames(seen: Case): Cause | null {
  const safari = safariCompression(seen.upgrade);
  if (safari === null) return null;
  return {
    id: "compression-mismatch",
    likelihood: safari.isBroken ? "likely" : "possible",
    title: "This version of Safari may break compressed messages",
    why: safari.why,
    evidence: [...safari.evidence, ...violationEvidence(seen)],
    fix: { text: safari.fix, snippets: [withoutCompression()] },
  };
}

/** Compressed frames where compression was not agreed, or broken ones where it was (RFC 7692 §6.1, §7). */
export function compressionInFrames(seen: Case, base: Likelihood): Cause {
  const { response } = seen.upgrade;
  const agreed = response === null ? null : (headerValue(response.headers, "Sec-WebSocket-Extensions") ?? "");
  const none = agreed === "";
  return {
    id: "compression-mismatch",
    likelihood: base,
    title: "The server and the browser may not agree on compression",
    why: none
      ? "The 101 agreed on no extension; a server that compresses anyway, or a proxy that removed its `Sec-WebSocket-Extensions`, breaks the stream."
      : agreed === null
        ? "A compressed message that was not agreed on, or that cannot be decompressed, breaks the stream."
        : `The 101 agreed on ${code(agreed)}; a message that cannot be decompressed with it breaks the stream.`,
    evidence: [...violationEvidence(seen), ...(none ? ["no response header Sec-WebSocket-Extensions"] : [])],
    fix: {
      text: "Disable compression on the server to compare, and let proxies forward `Sec-WebSocket-Extensions` in both directions.",
      snippets: [withoutCompression()],
    },
  };
}

/**
 * The program on the other side writes frames that break a rule.
 *
 * @param rule what the rule asks, as a sentence
 * @param remedy what to do on the server
 */
export function serverFrameBug(seen: Case, rule: string, remedy: string, likelihood: Likelihood = "likely"): Cause {
  return {
    id: "server-frame-bug",
    likelihood,
    title: "The server, or a relay along the way, may write frames that break the protocol",
    why: rule,
    evidence: violationEvidence(seen),
    fix: { text: remedy, snippets: [] },
  };
}
