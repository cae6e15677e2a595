import type { Case, Snippet } from "../diagnoses/diagnosis.ts";
import { duration } from "../text.ts";
import { applications } from "./registry.ts";
import { settingSnippets } from "./settings.ts";

/** A usual interval: below every default that is known. */
const USUAL = 25_000;

/**
 * A sign of life that comes before a time-out does: as the recognized library has it, else from the page and from a server
 * that can send pings (RFC 6455 §5.5.2), which no page can.
 *
 * @param limit the time-out in milliseconds, or null when it is not known
 */
export function heartbeatSnippets(seen: Case, limit: number | null): Snippet[] {
  const { protocol } = seen;
  // A library that serves it and has no such setting sends its own sign of life as it is.
  if (protocol !== null && applications.some(({ protocols }) => protocols.includes(protocol.id)))
    return settingSnippets(seen, "heartbeat", limit);
  const interval = limit === null ? USUAL : Math.min(USUAL, Math.max(500, Math.floor(limit / 2 / 500) * 500));
  const every = `${interval}); // ${duration(interval)}`;
  const server = {
    for: SERVER,
    code: `setInterval(() => { for (const client of sockets.clients) client.ping(); }, ${every}`,
  };
  // A message of our own would be an error in a protocol that does not know it.
  if (protocol !== null) return [server];
  const page = {
    for: "JavaScript",
    code: [
      "const beat = setInterval(() => {",
      '  if (socket.readyState === WebSocket.OPEN) socket.send("ping"); // a message that the server ignores',
      `}, ${every}`,
      'socket.addEventListener("close", () => clearInterval(beat));',
    ].join("\n"),
  };
  return [server, page];
}

/** Number of other servers that are shown beside the first. */
const OTHERS = 2;

/** The same in a few other servers, where no library was recognized: it stands behind what is likelier to be looked for. */
export function otherHeartbeats(seen: Case, limit: number | null): Snippet[] {
  return seen.protocol === null
    ? settingSnippets(seen, "heartbeat", limit)
        .filter(({ for: name }) => name !== SERVER && isGeneral(name))
        .slice(0, OTHERS)
    : [];
}

const SERVER = "ws (Node.js)";

function isGeneral(name: string): boolean {
  return applications.some((application) => application.name === name && application.isGeneral);
}
