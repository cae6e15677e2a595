import { code } from "../../text.ts";
import { openedAttempt, responseAfter } from "../case.ts";
import type { Case, Cause, Likelihood } from "../diagnosis.ts";
import { addressEvidence, pathEvidence, saidEvidence, sentEvidence, timingEvidence } from "../evidence.ts";
import { backOff, curl, nodeDispatcher } from "../fixes.ts";
import { hasSession } from "./sessions.ts";

/** The application behind a gateway does not respond to it. */
export function upstreamDown(seen: Case, likelihood: Likelihood): Cause {
  const elapsed = responseAfter(seen);
  const quick = elapsed !== null && elapsed < 1000;
  const wasThere = hasSession(seen);
  return {
    id: "upstream-down",
    likelihood: wasThere ? "possible" : likelihood,
    title: "The application behind the gateway may not be running",
    why: wasThere
      ? "The URL carries a session of the kind that an earlier request is given, so a server did respond behind the gateway; it may have stopped since then."
      : quick
        ? "The response came at once, as it does when the gateway finds no server to forward the request to."
        : "A gateway sends this response when the server behind it is stopped, fails its health check or listens elsewhere.",
    evidence: [saidEvidence(seen), ...timingEvidence(seen)],
    fix: {
      text: "Start the application, and compare the address and port in the gateway's configuration with those that it listens on. In a container, make it listen on `0.0.0.0`, not `127.0.0.1`.",
      snippets: [],
    },
  };
}

/** It worked before or after: the server goes away for a moment. Supported only by an attempt that opened. */
export function serverRestart(seen: Case): Cause | null {
  if (openedAttempt(seen) === null) return null;
  return {
    id: "server-restart",
    likelihood: "likely",
    title: "The server may have been restarting",
    why: "Another attempt at the same address opened, so the address is right and the server does respond at times.",
    evidence: ["another attempt at the same address opened", saidEvidence(seen)],
    fix: {
      text: "Reconnect with increasing, random delays; start a new version of the server before the old one stops.",
      snippets: [backOff(seen)],
    },
  };
}

/** An exception in the application itself. */
export function applicationError(seen: Case, likelihood: Likelihood): Cause {
  return {
    id: "application-error",
    likelihood,
    title: "The application may have failed while it handled the handshake",
    why: "An error in the code that runs before the upgrade (middleware, session, database) leads to such a response.",
    evidence: [saidEvidence(seen), ...timingEvidence(seen)],
    fix: {
      text:
        seen.upgrade.client === undefined && !seen.upgrade.fromFile
          ? "Check the server's own log at that time; the browser does not show the body."
          : "Check the server's own log at that time.",
      snippets: [curl(seen)],
    },
  };
}

/** A server that reads the request and never responds. Likely when it responds to others. */
export function upgradeIgnored(seen: Case): Cause {
  const isReachable = seen.capture.openedBeside(seen.upgrade) !== null;
  return {
    id: "upgrade-ignored-by-server",
    likelihood: isReachable ? "likely" : "possible",
    title: "The server may ignore upgrades at this path",
    why: isReachable
      ? "The same host and port opened another connection, so it is reachable and supports WebSockets; a Node.js server whose `upgrade` listener ignores a path leaves it without a response."
      : "A Node.js server whose `upgrade` listener ignores a path leaves it without a response, and so do others.",
    evidence: [
      ...pathEvidence(seen),
      sentEvidence(seen),
      ...(isReachable ? ["another connection to the same host and port opened"] : []),
    ],
    fix: {
      text: "Use one `upgrade` listener that passes each path to its handler and rejects paths that no handler owns.",
      snippets: [nodeDispatcher(seen)],
    },
  };
}

/** The application is stuck. */
export function upstreamHangs(seen: Case, likelihood: Likelihood): Cause {
  const path = seen.address === null ? "this path" : code(seen.address.path);
  return {
    id: "upstream-hangs",
    likelihood,
    title: "The application may be stuck before it responds",
    why: `The handler for ${path} may itself be waiting for something: a database, another service, a lock.`,
    evidence: [sentEvidence(seen), ...timingEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Make the application accept or refuse at once, and do slow work after the upgrade; a longer timeout only hides the problem.",
      snippets: [],
    },
  };
}
