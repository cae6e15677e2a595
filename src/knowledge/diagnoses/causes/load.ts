import { stateOf } from "../../../upgrade/state.ts";
import { code, count, visibleText } from "../../text.ts";
import { attemptsInMinute, recognized, responseHeader } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { repeatEvidence, saidEvidence } from "../evidence.ts";
import { backOff } from "../fixes.ts";

/** Number of attempts in a minute that look like a loop rather than like a user. */
const LOOP = 5;

/** Too much was asked of the server in too short a time. */
export function rateLimited(seen: Case, base: Likelihood): Cause {
  const retryAfter = responseHeader(seen, "Retry-After");
  const many = attemptsInMinute(seen) >= LOOP;
  return {
    id: "rate-limited",
    likelihood: base === "possible" && (many || retryAfter !== null) ? "likely" : base,
    title: base === "certain" ? "Too many requests in a short time" : "A request limit may have been reached",
    why:
      base === "certain"
        ? "That is what the status says (RFC 6585 §4); the response does not say whose requests were counted."
        : `Servers often respond with 503 when a limit is reached${isNginxPossible(seen) ? "; nginx does so by default" : ""}.`,
    evidence: [
      saidEvidence(seen),
      ...repeatEvidence(seen),
      ...(retryAfter === null ? [] : [`response header Retry-After: ${visibleText(retryAfter)}`]),
    ],
    fix: {
      text:
        retryAfter === null
          ? "Wait longer after each failed attempt, with random jitter; on the server, give the handshake its own limit."
          : `Wait as long as \`Retry-After\` says (${code(retryAfter)}), then try again with increasing delays.`,
      snippets: [backOff(seen)],
    },
  };
}

/** Where another product answers, nginx's habits explain nothing. */
function isNginxPossible(seen: Case): boolean {
  return (
    seen.intermediaries.length === 0 || recognized(seen, ["nginx", "ingress-nginx", "openresty", "tengine"]) !== null
  );
}

/** The page itself comes back too fast. Supported only by attempts that were seen and are over: what is open is no attempt again. */
export function reconnectLoop(all: Case): Cause | null {
  const { upgrade } = all;
  const seen = { upgrade, attempts: all.attempts.filter((other) => ["closed", "failed"].includes(stateOf(other))) };
  const attempts = attemptsInMinute(seen);
  if (attempts < LOOP) return null;
  return {
    id: "reconnect-loop",
    likelihood: "likely",
    title: "The page reconnects without increasing delays",
    why: `It tried the same address ${count(attempts, "time")} in the minute before this attempt.`,
    evidence: [...repeatEvidence(seen), saidEvidence(all)],
    fix: {
      text: "Fix what made the first attempt fail, and reconnect with increasing, random delays.",
      snippets: [backOff(all)],
    },
  };
}

/** Sockets that are opened again and again and never closed. */
export function socketsLeaked(seen: Case): Cause {
  const open = seen.attempts.filter((other) => ["open", "requested", "queued"].includes(stateOf(other))).length;
  return {
    id: "sockets-leaked",
    likelihood: open >= LOOP ? "likely" : "possible",
    title: "Connections may be opened over and over without being closed",
    why:
      open > 0
        ? `${count(open, "other connection")} to the same address ${open === 1 ? "is" : "are"} open or waiting in this capture.`
        : "The browser allows 255 connections and handshakes for each process that shows pages (renderer process).",
    evidence: [...(open > 0 ? [`${open} open or waiting at the same address`] : []), saidEvidence(seen)],
    fix: {
      text: "Close the old socket before opening the next, and share one socket between the parts of a page or, with a `SharedWorker`, between pages.",
      snippets: [],
    },
  };
}
