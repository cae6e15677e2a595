import { lifeOf, silenceOf } from "../../../upgrade/lifetime.ts";
import { messagesOf, stateOf } from "../../../upgrade/state.ts";
import { rfc } from "../../reference.ts";
import { code, duration } from "../../text.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { limitsOf, limitWords } from "../symptoms/idle-limit.ts";

/** The response had begun, and its body was cut off. */
export const streamBroken: Diagnosis = {
  id: "stream-broken",
  stage: "ended",
  reference: rfc(9112, "8"),
  applies: ({ upgrade }) => stateOf(upgrade) === "closed" && upgrade.error !== null,
  summary: ({ upgrade }) => {
    const life = lifeOf(upgrade);
    return `Its response broke off${life === null ? "" : ` after ${duration(life)}`}: ${code(upgrade.error?.message ?? "")}.`;
  },
  brief: ({ upgrade }) => {
    const life = lifeOf(upgrade);
    return `Its response broke off${life === null ? "" : ` after ${duration(life)}`}`;
  },
  causes: (seen) => [...(networkChanged(seen) ?? []), ...(cutOff(seen) ?? [])],
};

function networkChanged({ upgrade }: Case): Cause[] | null {
  if (!/ERR_(NETWORK_CHANGED|INTERNET_DISCONNECTED|NETWORK_IO_SUSPENDED)/.test(upgrade.error?.message ?? ""))
    return null;
  return [
    {
      id: "vpn-change",
      likelihood: "certain",
      title: "The computer's network changed or went away",
      why: "The browser ends connections over a network that is no longer there.",
      evidence: ["the browser's message"],
      fix: null,
    },
  ];
}

function cutOff(seen: Case): Cause[] | null {
  const { upgrade, intermediaries } = seen;
  if (networkChanged(seen) !== null) return null;
  const silence = silenceOf(upgrade, upgrade.closedAt ?? upgrade.error?.at ?? messagesOf(upgrade).lastAt ?? 0);
  const limit = limitsOf(intermediaries, "idle").find(
    ({ timeout }) => silence !== null && Math.abs(silence - timeout.milliseconds) < 3000,
  );
  const quiet = silence === null ? [] : [`nothing came in the last ${duration(silence)} before the end`];
  if (limit !== undefined) {
    return [
      {
        id: "proxy-idle-timeout",
        likelihood: "likely",
        title: `${limit.product.name} may have ended it because nothing came`,
        why: `${limit.product.name} ${limitWords(limit.timeout)}. That is how long nothing came.`,
        evidence: [...quiet, ...limit.product.evidence],
        fix: {
          text: "Make the server send a comment line (`:` and an empty line) now and then, or let the proxy wait longer.",
          snippets: seen.snippets("longer-timeout"),
        },
      },
    ];
  }
  return [
    ...(silence === null ? [idleLimit(seen)] : []),
    {
      id: "server-restart",
      likelihood: "possible",
      title: "The server, or a proxy in front of it, may have ended the connection",
      why: "A body that ends normally is marked as complete; this one was not, as when a process exits or a timer cuts the connection.",
      evidence: [saidBy(seen), ...quiet],
      fix: null,
    },
  ];
}

function saidBy({ upgrade: { client } }: Case): string {
  return `${client ?? "the browser"}'s message`;
}

/** Where the record has no times, the most common end of a stream that was quiet for a while. */
function idleLimit(seen: Case): Cause {
  return {
    id: "proxy-idle-timeout",
    likelihood: "possible",
    title: "A proxy or load balancer along the way may have ended it because nothing came",
    why: "Many end a connection on which nothing passes for a minute (HAProxy, nginx and the load balancers of AWS among them). If it always breaks after the same quiet time, that is the likely cause.",
    evidence: [saidBy(seen), "the record does not say how long nothing had come"],
    fix: {
      text: "Make the server send a comment line (`:` and an empty line) more often than that limit, or let the proxy wait longer; clients should connect again, as an `EventSource` does by itself.",
      snippets: seen.snippets("longer-timeout"),
    },
  };
}
