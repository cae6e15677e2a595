import { addressOf } from "../../../upgrade/http/address.ts";
import { settingSnippets } from "../../applications/settings.ts";
import { speaks, statusOf } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** Engine.IO by its own query (engine.io-protocol): recognized even where the registry does not know the path. */
function engineVersion({ address }: Case): string | null {
  return address?.query.get("EIO") ?? null;
}

/**
 * A session that another node of the server began: Engine.IO's `sid`, SignalR's `id`. Supported only by such a session in the
 * URL; other sessions tried in vain raise it.
 */
export function stickySessionsMissing(seen: Case): Cause | null {
  const isUnknownId = isSignalrToken(seen) && statusOf(seen) === 404;
  const name = engineVersion(seen) !== null ? "sid" : speaks(seen, "signalr") || isUnknownId ? "id" : null;
  const session = name === null ? null : (seen.address?.query.get(name) ?? null);
  if (name === null || session === null) return null;
  const others = new Set(seen.attempts.map((other) => addressOf(other.url)?.query.get(name) ?? session));
  others.delete(session);
  return {
    id: "sticky-sessions-missing",
    likelihood: others.size > 0 || isUnknownId ? "likely" : "possible",
    title: "The request may have reached a different server than the one that began the session",
    why: `${isUnknownId ? "The `id` in the URL has the shape of the connection tokens of ASP.NET Core SignalR, which an earlier request is given; SignalR responds with 404 to one that it does not know." : `The URL carries a session (\`${name}\`) that an earlier request was given.`} Where several servers share the load, only the one that issued it knows it.`,
    evidence: [
      `query parameter ${name} in the URL`,
      ...(others.size > 0
        ? [`${others.size} other ${others.size === 1 ? "session" : "sessions"} at the same address`]
        : []),
      saidEvidence(seen),
    ],
    fix: {
      text: "Make the load balancer send all requests of a session to the same server (sticky sessions), or start with the WebSocket itself, so that there is no earlier request.",
      snippets: [...settingSnippets(seen, "sticky-sessions"), ...seen.snippets("sticky-sessions")],
    },
  };
}

/** Whether the URL carries what an earlier request to the same server is given: a session of Engine.IO, a token of SignalR. */
export function hasSession(seen: Case): boolean {
  const isEngines = engineVersion(seen) !== null && seen.address?.query.has("sid") === true;
  return isEngines || isSignalrToken(seen);
}

/** A connection token of ASP.NET Core SignalR: 16 random bytes as base64url, beside nothing but a login's token. */
function isSignalrToken({ address }: Case): boolean {
  const query = address?.query;
  const isAlone = [...(query?.keys() ?? [])].every((name) => name === "id" || name === "access_token");
  return isAlone && /^[\w-]{22}$/.test(query?.get("id") ?? "");
}

/** A Socket.IO 2 client and a later server that was not told to accept it. */
export function clientVersion(seen: Case): Cause | null {
  // A session was begun in the same version: the server speaks it.
  if (engineVersion(seen) !== "3" || seen.address?.query.has("sid") === true) return null;
  return {
    id: "client-version-mismatch",
    likelihood: "possible",
    title: "The client speaks an older version of the protocol than the server may accept",
    why: "`EIO=3` is the protocol of Socket.IO 2; servers from version 3 on refuse it unless they are configured to accept it.",
    evidence: ["query parameter EIO=3", saidEvidence(seen)],
    fix: {
      text: "Update the client, or make the server accept both while clients migrate.",
      snippets: [{ for: "Socket.IO server", code: "const io = new Server(server, { allowEIO3: true });" }],
    },
  };
}
