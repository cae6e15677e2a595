import { messagesOf } from "../../../upgrade/state.ts";
import { heartbeatSnippets, otherHeartbeats } from "../../applications/heartbeat.ts";
import { bytes, count, duration } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { type Limit, limitWords, longerOrHeartbeat } from "../symptoms/idle-limit.ts";

/** The other end may be gone, and nothing told this one. */
export function halfOpen(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "half-open",
    likelihood: "possible",
    title: "The other end may be gone without having closed the connection",
    why: "When a network or a machine goes away, nothing is sent anymore, not even a close; the browser then keeps the connection open.",
    evidence,
    fix: {
      text: "Make both sides end a connection when an expected heartbeat does not arrive, and reconnect.",
      snippets: [...heartbeatSnippets(seen, null), ...otherHeartbeats(seen, null)],
    },
  };
}

/** Every library lets its heartbeat be set. */
export function heartbeatChanged(seen: Case, evidence: readonly string[]): Cause {
  return {
    id: "heartbeat-changed",
    likelihood: "possible",
    title: "The heartbeat may be disabled or set to a longer interval",
    why: `The expected interval is the default of ${seen.protocol?.name ?? "the library"}; the application may have set another, and then nothing is wrong.`,
    evidence,
    fix: null,
  };
}

/** The program that reads from the connection does not keep up. */
export function slowReceiver(seen: Case, evidence: readonly string[]): Cause {
  const { sent } = messagesOf(seen.upgrade);
  return {
    id: "slow-receiver",
    likelihood: "likely",
    title: "The page may send faster than the network or the server can accept",
    why: "Data passed to `send` waits in the browser's memory until the connection accepts it; a server that stops reading, or a slow network, lets it grow.",
    evidence: [
      ...evidence,
      ...(sent.count === 0 ? [] : [`${count(sent.count, "message")} sent, ${bytes(sent.bytes)}`]),
    ],
    fix: {
      text: "Check `bufferedAmount` before sending, drop or merge what can wait, and find out why the server does not read.",
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
export function idleTimeoutComing(seen: Case, limit: Limit, silence: number): Cause {
  const { product, timeout } = limit;
  const beat = seen.protocol?.heartbeat ?? null;
  const next =
    beat === null
      ? "No heartbeat is known that would come before that; pings, which are not visible here, may still keep it alive."
      : `${seen.protocol?.name} sends a heartbeat every ${duration(beat.intervalMs)} by default, which is too late.`;
  return {
    id: "proxy-idle-timeout",
    likelihood: "possible",
    title: `${product.name} may end it before anything is sent again`,
    why: `${product.name} ${limitWords(timeout)}. ${next}`,
    evidence: [...product.evidence, `no message for ${duration(silence)}`, ...(seen.protocol?.evidence ?? [])],
    fix: {
      text: longerOrHeartbeat(limit),
      snippets: [
        ...heartbeatSnippets(seen, timeout.milliseconds),
        ...seen.snippets("longer-timeout").filter(({ for: name }) => name === product.name),
        ...otherHeartbeats(seen, timeout.milliseconds),
      ],
    },
  };
}
