import { beganAt } from "../../../upgrade/series/series.ts";
import { duration } from "../../text.ts";
import { speaks } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** Longest delay after which the second of two begins when a component is mounted twice, in milliseconds. */
const DUPLICATE = 500;
/** A page that waited this long gave up on purpose. */
const PATIENCE = 2000;

const CLEANUP = [
  "useEffect(() => {",
  "  const socket = new WebSocket(url);",
  "  return () => {",
  "    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();",
  "    else socket.close();",
  "  };",
  "}, [url]);",
].join("\n");

/** React's Strict Mode mounts twice in development. Supported only by a second connection to the same address. */
export function doubleMount(seen: Case): Cause | null {
  const began = beganAt(seen.upgrade);
  if (began === null) return null;
  const gaps = seen.attempts
    .filter((other) => other.url === seen.upgrade.url)
    .flatMap((other) => beganAt(other) ?? [])
    .map((other) => Math.abs(other - began));
  const gap = Math.min(...gaps);
  if (gap > DUPLICATE) return null;
  return {
    id: "strict-mode-double-mount",
    likelihood: "likely",
    title: "The page may open its connection twice and close one of them",
    why: "Another connection to the same URL began at nearly the same time. React's Strict Mode mounts components twice in development, and the cleanup of the first closes its socket; in that case this is harmless.",
    evidence: [`another connection to the same URL began ${duration(gap)} apart`, saidEvidence(seen)],
    fix: {
      text: "In development you can ignore it. To get rid of the warning, close the socket in the cleanup only after it has opened.",
      snippets: [{ for: "React", code: CLEANUP }],
    },
  };
}

/** Any other way in which a page closes its own socket too early. */
export function closedEarly(seen: Case): Cause {
  const began = seen.upgrade.createdAt;
  const ended = seen.upgrade.error?.at ?? null;
  const waited = began === null || ended === null ? null : Math.max(0, ended - began);
  const patient = waited !== null && waited >= PATIENCE;
  return {
    id: patient ? "client-timeout" : "closed-too-early",
    likelihood: patient ? "likely" : "possible",
    title: patient ? "A timeout in the page may have ended the attempt" : "The page's own code closed the socket",
    why: patient
      ? `The page waited ${duration(waited)} before it closed the socket, as a timeout of its own would.`
      : speaks(seen, "socket.io")
        ? "A route change, a cleanup, or Socket.IO switching to another transport closes a socket that is still connecting."
        : "A route change, a cleanup or a second call closes a socket that is still connecting.",
    evidence: [saidEvidence(seen), ...(waited === null ? [] : [`closed ${duration(waited)} after it was created`])],
    fix: {
      text: patient
        ? "Find out why the handshake takes so long before raising the page's timeout."
        : "Close a socket only after its `open` event, or set a flag that it is no longer wanted.",
      snippets: [],
    },
  };
}

/** The page or worker that owned the socket went away. */
export function pageLeft(seen: Case): Cause {
  const { ended } = seen.upgrade;
  const sure = ended === "navigation" || ended === "target-gone";
  const what =
    ended === "target-gone" ? "The frame or worker that owned it is gone." : "The user left or reloaded the page.";
  return {
    id: "page-left",
    likelihood: sure ? "certain" : "possible",
    title: sure ? "The frame or worker that opened it went away" : "The page may have been left or reloaded",
    why: sure
      ? `${what} That ends its handshakes, and is harmless.`
      : "Leaving or reloading a page ends its handshakes, and is harmless.",
    evidence: sure
      ? [ended === "navigation" ? "the page was navigated" : "its frame or worker ended"]
      : [saidEvidence(seen)],
    fix: null,
  };
}
