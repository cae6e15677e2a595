import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import { libraryPollOf } from "../../../upgrade/http/library-poll.ts";
import { headerEvidence, statusEvidence } from "../../checks/finding.ts";
import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { pathEvidence } from "../evidence.ts";

/** A request that waits for news was refused at once: what its library then does, asking again, leads nowhere. */
export const pollRefused: Diagnosis = {
  id: "poll-refused",
  stage: "response-status",
  reference: rfc(9110, "15.5"),
  // Without a library's address it is only supposed to be a poll, unless somebody pasted it as one.
  applies: ({ upgrade: { response, url, fromFile } }) =>
    response !== null && response.status >= 400 && (fromFile || libraryPollOf(url ?? "") !== null),
  summary: ({ upgrade }) =>
    `The response was ${statusName(upgrade.response?.status ?? 400)}: the server does not take this poll.`,
  brief: ({ upgrade }) => statusName(upgrade.response?.status ?? 400),
  causes: (seen) => {
    const { status = 400 } = seen.upgrade.response ?? {};
    if (status === 400) return badRequest(seen);
    if (status === 401 || status === 403) return forbidden(seen, status);
    if (status === 404 || status === 410) return [nothingHere(seen)];
    return [applicationFailed(seen)];
  },
};

function evidenceOf({ upgrade }: Case): readonly string[] {
  return statusEvidence(upgrade.response);
}

/** Engine.IO's version, and whether the request belongs to a session; null: another library's address. */
function engineIo({ upgrade: { url } }: Case): { readonly version: string; readonly isInSession: boolean } | null {
  if (url === null || !URL.canParse(url)) return null;
  const { searchParams } = new URL(url);
  const version = searchParams.get("EIO");
  return version === null ? null : { version, isInSession: searchParams.has("sid") };
}

/** Socket.IO responds so to a session that it does not know, and to a version that it does not speak. */
function badRequest(seen: Case): Cause[] {
  const asked = engineIo(seen);
  if (asked === null) return [applicationFailed(seen)];
  return asked.isInSession
    ? [unknownSession(seen), otherVersion(seen, asked.version, "possible")]
    : [otherVersion(seen, asked.version, "likely")];
}

function otherVersion(seen: Case, version: string, likelihood: "likely" | "possible"): Cause {
  const isThree = version === "3";
  return {
    id: "client-version-mismatch",
    likelihood,
    title: "The client and the server may be of different generations of Socket.IO",
    why: `The address has ${code(`EIO=${version}`)}: that is the client of Socket.IO ${isThree ? "1 and 2" : "3 and 4"}. A server of the other generation responds with 400 and says why in the body, which a console does not show.`,
    evidence: [`query EIO=${version}`, ...evidenceOf(seen)],
    fix: {
      text: isThree
        ? "Use a client and a server of the same major version, or set `allowEIO3: true` on a server of Socket.IO 3 or 4. In Python, version 4 of Flask-SocketIO and python-socketio works with this client."
        : "Use a client and a server of the same major version. In Python, version 5 of Flask-SocketIO and python-socketio works with this client; version 4 needs the JavaScript client of version 1 or 2.",
      snippets: [],
    },
  };
}

function unknownSession(seen: Case): Cause {
  return {
    id: "sticky-sessions-missing",
    likelihood: "likely",
    title: "The request may have reached a server that does not know its session",
    why: "The address names a session (`sid`) that an earlier request began. Where several processes or machines share the work, each knows its own sessions only; a restart forgets them too.",
    evidence: ["query sid", ...evidenceOf(seen)],
    fix: {
      text: 'Make the load balancer send all requests of a session to the same process (sticky sessions), or start with the WebSocket itself (`transports: ["websocket"]`).',
      snippets: seen.snippets("sticky-sessions"),
    },
  };
}

/** The origin is what servers of these libraries check; the console shows neither it nor the reason. */
function forbidden(seen: Case, status: number): Cause[] {
  const login: Cause = {
    id: "login-required",
    likelihood: status === 401 ? "likely" : "possible",
    title: "The server may require a login that the request did not carry",
    why: "A filter in front of the application, such as Spring Security's, may cover the path of the poll too.",
    evidence: evidenceOf(seen),
    fix: { text: "Log in first, or let requests to this path through without a login.", snippets: [] },
  };
  if (status === 401) return [login];
  return [
    {
      id: "origin-rejected",
      likelihood: "possible",
      title: "The server may not accept the origin of the page",
      why: "Servers of these libraries compare `Origin` with a list, and respond with 403 where it is not on it. Extensions for CORS that change the header in the browser lead to the same.",
      evidence: [...evidenceOf(seen), ...pathEvidence(seen)],
      fix: {
        text: "Add the page's origin to the server's list, and turn off extensions that change `Origin`.",
        snippets: [
          {
            for: "Spring",
            code: 'registry.addEndpoint("/ENDPOINT").setAllowedOrigins("https://ORIGIN").withSockJS();',
          },
        ],
      },
    },
    login,
  ];
}

function nothingHere(seen: Case): Cause {
  const { upgrade, address } = seen;
  const library = libraryPollOf(upgrade.url ?? "")?.name ?? "the library";
  const isLocal = address !== null && isPrivateHost(address.host);
  return {
    id: "wrong-server",
    likelihood: "likely",
    title: `What responded may not be a server of ${library}`,
    why: "The client asks at a path of its own library. A server of plain WebSockets, or a web server whose rules do not reach the application, has nothing there.",
    evidence: [...evidenceOf(seen), ...pathEvidence(seen)],
    fix: {
      text: `Check that ${library} runs on the server at this port${isLocal ? "" : " and that every proxy passes this path on"}. If the server speaks plain WebSockets, use the browser's own \`WebSocket\` instead of the library's client.`,
      snippets: [],
    },
  };
}

function applicationFailed(seen: Case): Cause {
  const types = headerValues(seen.upgrade.response?.headers ?? [], "Content-Type");
  return {
    id: "application-error",
    likelihood: "possible",
    title: "The server that responded did not handle the request",
    why: `It sent ${code(String(seen.upgrade.response?.status ?? 0))} in response to an ordinary request; its log may say why.`,
    evidence: [...evidenceOf(seen), ...(types.length === 0 ? [] : headerEvidence("response", "Content-Type", types))],
    fix: { text: "Look into the log of the server at that time.", snippets: [] },
  };
}
