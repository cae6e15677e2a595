import { messagesOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeMeaning } from "../../close-codes/meaning.ts";
import { privateCloseCodes } from "../../close-codes/private.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { count, visibleText, type Words } from "../../text.ts";
import { responseHeader, supported } from "../case.ts";
import type { Case, Cause, Likelihood, Snippet } from "../diagnosis.ts";
import { backOff } from "../fixes.ts";
import { largestSent } from "../symptoms/largest-sent.ts";
import { loginRequired } from "./credentials.ts";
import { originRejected } from "./origin.ts";
import { policyCauses } from "./policy-close.ts";

/** A cause that a registered code speaks of by itself. */
interface CodeCause {
  readonly id: string;
  readonly likelihood?: Likelihood;
  readonly title: Words;
  readonly why: Words;
  readonly remedy: Words;
  readonly evidence?: (seen: Case) => readonly string[];
  readonly snippets?: (seen: Case) => readonly Snippet[];
}

/** RFC 6455 §7.4.1 and the registry: what each code says, and what follows from it. */
const CODE_CAUSES: Readonly<Record<number, CodeCause>> = {
  1002: {
    id: "protocol-violation",
    title: "One side may have sent something that breaks the WebSocket protocol",
    why: "That is what the code is for. A library, or a hop that writes frames itself, can cause it, and so can a subprotocol that the other side does not speak.",
    remedy: "Update the WebSocket libraries on both sides, and try without the proxies in between.",
  },
  1003: {
    id: "unsupported-data",
    title: "A message may have been of a type that the other side does not accept",
    why: "The code says so: for example, binary where only text is accepted.",
    remedy: "Send the type of message, text or binary, that the other side expects.",
    evidence: ({ upgrade }) => {
      const { sent } = messagesOf(upgrade);
      return sent.count === 0 ? [] : [`sent: ${count(sent.text, "text message")}, ${sent.binary} binary`];
    },
  },
  1007: {
    id: "unsupported-data",
    title: "The content of a message may not have matched its type",
    why: "The code says so: for example, a text message that is not valid UTF-8, or JSON that cannot be parsed.",
    remedy: "Check how the message is encoded before it is sent; raw bytes belong in a binary message.",
  },
  1009: {
    id: "frame-too-large",
    title: "A message may be larger than the other side accepts",
    why: "The code says so. Each server has its own limit; Amazon API Gateway, for one, accepts messages of at most 128 KB, in frames (the pieces that a message is sent in) of at most 32 KB.",
    remedy: "Send large data in pieces or over an ordinary request, or raise the limit on the server.",
    evidence: largestSent,
    snippets: () => [
      {
        for: "ws (Node.js)",
        code: "const sockets = new WebSocketServer({ server, maxPayload: 16 * 1024 * 1024 }); // bytes",
      },
    ],
  },
  1010: {
    id: "compression-mismatch",
    title: "An extension that one side needs may not have been agreed on",
    why: "The code says so; compression is the only extension that browsers offer.",
    remedy: "Let proxies forward `Sec-WebSocket-Extensions` in both directions.",
    evidence: (seen) => {
      const agreed = responseHeader(seen, "Sec-WebSocket-Extensions");
      return [
        agreed === null
          ? "no response header Sec-WebSocket-Extensions was seen"
          : `response header Sec-WebSocket-Extensions: ${visibleText(agreed)}`,
      ];
    },
  },
  1011: {
    id: "application-error",
    title: "The application on the server may have failed",
    why: "The code says that it ran into something unexpected.",
    remedy: "Check the server's own log at that time: the browser is told no more than the code and the reason.",
  },
  1013: {
    id: "rate-limited",
    title: "The server may be overloaded",
    why: "The code asks the client to try again later.",
    remedy: "Reconnect with increasing, random delays.",
    snippets: (seen) => [backOff(seen)],
  },
  1014: {
    id: "upstream-down",
    title: "The application behind a gateway may not be running",
    why: "The code is the WebSocket equivalent of 502: a gateway got no usable response from the server behind it.",
    remedy: "Start the application, and compare its address and port with those in the gateway's configuration.",
  },
  3008: {
    id: "timed-out-by-server",
    title: "The server may have waited too long for something from the page",
    why: "The code says that something timed out; only the server knows what.",
    remedy: "Find out what the server waits for after the connection opens: a login, a first message or a heartbeat.",
  },
};

/** Words of websockets for Python when its pings are not answered (websockets: src/websockets/asyncio/connection.py, keepalive). */
const KEEPALIVE = /^keepalive ping timeout$/;

const PINGS_UNANSWERED: CodeCause = {
  id: "pings-unanswered",
  title: "Pings of websockets (Python) may not have been answered in time",
  why: "This is how it words that: the side that runs it sent a ping, and no pong came back within its `ping_timeout`, 20 s by default. The other side may have been busy, asleep or cut off; a program whose own event loop is blocked reads the pong too late.",
  remedy:
    "Keep long work out of the event loop on both sides (`asyncio.to_thread`), see whether the network lost the connection, or raise `ping_timeout`.",
};

/** websockify's words for a target that it cannot reach (websockify: websocketproxy.py, new_websocket_client); other proxies say the same. */
const DOWNSTREAM = /^Failed to connect to downstream server$/;

const TARGET_UNREACHABLE: CodeCause = {
  id: "upstream-down",
  title: "websockify, or another proxy, may not reach the server behind it",
  why: "These are websockify's words for any failure to connect to its target, mostly a VNC server; other proxies have the same ones. The WebSocket itself had opened.",
  remedy:
    "Compare the target in the proxy's configuration (with websockify: its command line or token file) with the address and the port on which the server listens, as seen from the proxy's machine or container, and start the server there.",
};

/** Cause for codes that no conforming program sends: outside every registry, or reserved, such as 1004 and 1015. */
const INVALID_NUMBER: CodeCause = {
  id: "server-frame-bug",
  title: "The server may use a number that is not a valid close code",
  why: "The number is outside the ranges applications may use (RFC 6455 §7.4.2).",
  remedy: "Close with 1000, a registered code, or a number from 4000 to 4999 of your own.",
};

/** Words of a reason that speak of a login; none of them is quoted in a sentence of ours. */
const LOGIN =
  /unauthori[sz]ed|unauthenticated|auth\w{0,20} (?:failed|required|error|expired)|(?:invalid|expired|missing|bad|no) (?:\w+ )?(?:token|session|credential|login|api ?key|ticket|jwt)|(?:token|session|login|jwt)\b.{0,20}\b(?:expired|invalid|missing|required|revoked)|not logged in|login required|forbidden/i;

/** Hasura's words for a connection without its secret or token (graphql-engine: connection_init). */
const SECRET_REQUIRED = /Connection initialization failed: .{0,80}\brequired\b/;

/** Private codes that repeat HTTP's 401 and 403 (RFC 9110 §15.5.2, §15.5.4), as many applications number theirs. */
const LIKE_HTTP: ReadonlySet<number> = new Set([4401, 4403]);

/** Whether a close code that only its application knows comes with words, or is a number, that asks for a login. */
export function asksForLogin({ close }: Upgrade, protocolId: string | null): boolean {
  // Hasura closes with the code of a normal end, and says in the reason what it missed.
  if (close?.code === 1000) return SECRET_REQUIRED.test(close.reason);
  if (close === null || close.code < 3000 || closeMeaning(close.code, protocolId).known) return false;
  return LOGIN.test(close.reason) || (close.reason === "" && LIKE_HTTP.has(close.code));
}

/** Why a connection may have been closed with a code that reports a fault: first as its library means it. */
export function closeCauses(seen: Case): Cause[] {
  const code = seen.upgrade.close?.code ?? 0;
  const own = libraryCauses(seen, code);
  if (own.length > 0) return own;
  const other = successorCause(seen, code);
  if (other !== null) return [other];
  if (code === 1008) return policyCauses(seen);
  if (code === 1011 && KEEPALIVE.test(seen.upgrade.close?.reason ?? "")) return [causeOfCode(seen, PINGS_UNANSWERED)];
  if (code === 1011 && DOWNSTREAM.test(seen.upgrade.close?.reason ?? ""))
    return [causeOfCode(seen, TARGET_UNREACHABLE)];
  if (asksForLogin(seen.upgrade, seen.protocol?.id ?? null)) return [loginRequired(seen, "likely")];
  if (code === 3000) return [loginRequired(seen, "likely")];
  if (code === 3003) return supported(loginRequired(seen, "possible"), originRejected(seen));
  return [causeOfCode(seen, CODE_CAUSES[code] ?? INVALID_NUMBER)];
}

function causeOfCode(seen: Case, { id, likelihood, title, why, remedy, evidence, snippets }: CodeCause): Cause {
  return {
    id,
    likelihood: likelihood ?? "likely",
    title,
    why,
    evidence: [...closeEvidence(seen.upgrade), ...(evidence?.(seen) ?? [])],
    fix: { text: remedy, snippets: snippets?.(seen) ?? [] },
  };
}

/** The recognized library's own code: its list says what it means. */
function libraryCauses(seen: Case, code: number): Cause[] {
  const { protocol, upgrade } = seen;
  const library = privateCloseCodes.find(({ protocol: id }) => id === protocol?.id);
  if (protocol === null || library?.codes.some(({ from, to }) => code >= from && code <= to) !== true) return [];
  const { name, meaning, reference } = closeMeaning(code, protocol.id);
  const cause: Cause = {
    id: "library-refused",
    likelihood: "likely",
    title: `${protocol.name} uses this code for: ${name}`,
    why: meaning,
    evidence: [...closeEvidence(upgrade), ...protocol.evidence],
    fix: {
      text: `What the client should do then is explained in [${reference.text}](${reference.url}).`,
      snippets: [],
    },
  };
  return /unauthori|forbidden|authenticat|token|permission|expired/i.test(name)
    ? [cause, loginRequired(seen, "possible")]
    : [cause];
}

/** A code of the library that took the recognized one's place: the other side speaks that one's protocol. */
function successorCause(seen: Case, code: number): Cause | null {
  const { protocol, upgrade } = seen;
  const meaning = closeMeaning(code, protocol?.id ?? null);
  if (protocol === null || meaning.ofSuccessor !== true) return null;
  return {
    id: "subprotocol-mismatch",
    likelihood: "likely",
    title: "The client and the server may speak two different versions of this protocol",
    why: `${protocol.name} has no such code of its own. The library that replaced it closes with this code for: ${meaning.name}. ${meaning.meaning}`,
    evidence: [...closeEvidence(upgrade), ...protocol.evidence],
    fix: {
      text: `Use the same library on both sides. What its codes mean is explained in [${meaning.reference.text}](${meaning.reference.url}).`,
      snippets: [],
    },
  };
}
