import { messagesOf } from "../../../upgrade/state.ts";
import { heartbeatSnippets, otherHeartbeats } from "../../applications/heartbeat.ts";
import { bytes, count, duration } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { type Limit, limitWords } from "../symptoms/idle-limit.ts";

/** The other end may be gone, and nothing told this one. */
export function halfOpen(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "half-open",
    likelihood: "possible",
    title: "The other end may be gone without having said so",
    why: "When a network or a machine goes away, nothing is sent any more, not even an end; the browser then keeps the connection open.",
    evidence,
    fix: {
      text: "Let both sides end a connection on which an expected sign of life does not come, and connect again.",
      snippets: [...heartbeatSnippets(seen, null), ...otherHeartbeats(seen, null)],
    },
  };
}

/** Every library lets its heartbeat be set. */
export function heartbeatChanged(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "heartbeat-changed",
    likelihood: "possible",
    title: "The heartbeat may be switched off or set to a longer time",
    why: `The time that was expected is the default of ${seen.protocol?.name ?? "the library"}; who uses it may have set another, and then nothing is wrong.`,
    evidence,
    fix: null,
  };
}

/** Whoever reads from the connection does not keep up. */
export function slowReceiver(seen: Case, evidence: readonly string[]): Cause {
  const { sent } = messagesOf(seen.upgrade);
  return {
    id: "slow-receiver",
    likelihood: "likely",
    title: "The page may send faster than the network or the server takes it",
    why: "What `send` is given waits in the browser's memory until the connection takes it; a server that stops reading, or a slow network, lets it grow.",
    evidence: [
      ...evidence,
      ...(sent.count === 0 ? [] : [`${count(sent.count, "message")} sent, ${bytes(sent.bytes)}`]),
    ],
    fix: {
      text: "Look at `bufferedAmount` before sending, and drop or merge what can wait; find out why the server does not read.",
      snippets: [
        {
          for: "JavaScript",
          code: "if (socket.bufferedAmount < 1_000_000) socket.send(data);\nelse queue.push(data); // or drop it, if newer data replaces it",
        },
      ],
    },
  };
}

/** A recognized product's time-out comes before the next sign of life. */
export function idleTimeoutComing(seen: Case, { product, timeout }: Limit, silence: number): Cause {
  const beat = seen.protocol?.heartbeat ?? null;
  const next =
    beat === null
      ? "No sign of life that would come before that is known; pings, which are not visible here, may still keep it alive."
      : `${seen.protocol?.name} sends a sign of life every ${duration(beat.intervalMs)} by default, and that is not before it.`;
  return {
    id: "proxy-idle-timeout",
    likelihood: "possible",
    title: `${product.name} may end it before anything is sent again`,
    why: `${product.name} ${limitWords(timeout)}. ${next}`,
    evidence: [...product.evidence, `no message for ${duration(silence)}`, ...(seen.protocol?.evidence ?? [])],
    fix: {
      text: "Send a sign of life before the time-out comes, best from the server as pings; or let the product wait longer.",
      snippets: [
        ...heartbeatSnippets(seen, timeout.milliseconds),
        ...seen.snippets("longer-timeout").filter(({ for: name }) => name === product.name),
        ...otherHeartbeats(seen, timeout.milliseconds),
      ],
    },
  };
}
