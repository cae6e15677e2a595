import { at, breaksRule, type Case, type Expectation, ends, failed, opens, refused, waits } from "../case.ts";
import { VITE_TOKEN } from "../vite-token.ts";

const sockjs = table("SockJS", "sockjs");
const graphql = table("GraphQL over WebSocket", "graphqlWs");
const vite = table("Vite hot reload", "vite");

const ECHOED = { says: ['["hello"]'] };
const INIT = JSON.stringify({ type: "connection_init" });
const SUBSCRIBE = JSON.stringify({ id: "1", type: "subscribe", payload: { query: "subscription { ticks }" } });
const REFUSED = JSON.stringify({ type: "connection_init", payload: { token: "wrong" } });

const NOT_CHOSEN = "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received";
const NOBODYS = waits("requested", "no-answer-yet");

/** Real libraries: what each says for itself, and what it does with a handshake or a message that it does not like. */
export const libraries: readonly Case[] = [
  {
    id: "socket.io-polling-only",
    group: "Socket.IO",
    title: "Its WebSockets are switched off",
    url: at("polling", "/socket.io/?EIO=4&transport=websocket"),
    expects: spoken("socket.io", refused(400, "bad-request")),
  },
  {
    id: "socket.io-no-namespace",
    group: "Socket.IO",
    title: "A namespace that it does not have",
    url: at("main", "/socket.io/?EIO=4&transport=websocket&namespace=nowhere"),
    says: ["40/nowhere,"],
    passes: true,
    expects: spoken("socket.io", inside("application-refused", "failed", "wrong-namespace")),
  },
  {
    id: "socket.io-sent-away",
    group: "Socket.IO",
    title: "A namespace that sends everybody away",
    url: at("main", "/socket.io/?EIO=4&transport=websocket&namespace=leave"),
    says: ["40/leave,"],
    passes: true,
    expects: spoken("socket.io", inside("application-ended", "attention", "application-decided")),
  },
  {
    id: "application-silent",
    group: "GraphQL over WebSocket",
    title: "A server that does not speak it: nothing answers",
    url: at("main", "/idle?graphql"),
    says: [INIT],
    expects: { ...inside("application-silent", "attention"), needs: "time" },
  },
  {
    id: "application-unanswered",
    group: "GraphQL over WebSocket",
    title: "A server that closes instead of letting the page in",
    url: at("main", "/counted?n=1"),
    says: [INIT, "close 4321"],
    brief: true,
    expects: {
      ...inside("application-unanswered", "attention", "application-decided"),
      state: "closed",
      close: { code: 4321, reason: "as you wished", wasClean: true, name: "Private use" },
    },
  },
  {
    id: "ws-other-origin",
    group: "ws",
    title: "An origin that it does not accept",
    url: at("ws", "/chat"),
    expects: {
      ...failed("authentication-required", "HTTP Authentication failed; no valid credentials available"),
      failedChecks: ["status"],
    },
  },
  {
    id: "ws-other-path",
    group: "ws",
    title: "A path that is not its own",
    url: at("ws", "/chats"),
    expects: refused(400, "bad-request"),
  },

  sockjs("", "SockJS, with a heartbeat", "/chat/123/abcdefgh/websocket", spoken("sockjs", opens()), ECHOED),
  sockjs("raw", "SockJS without its own messages", "/chat/websocket", spoken(null, opens())),
  sockjs("prefix", "The prefix alone", "/chat/", spoken(null, refused(200, "answered-as-page"))),
  sockjs("no-session", "A path without a session", "/chat/123/websocket", spoken(null, refused(404, "not-found"))),
  sockjs(
    "switched-off",
    "Its WebSockets are switched off",
    "/plain/123/abcdefgh/websocket",
    spoken("sockjs", refused(404, "not-found", "wrong-path")),
  ),
  sockjs("other-prefix", "A prefix that is nobody's", "/other/123/abcdefgh/websocket", spoken("sockjs", NOBODYS), {
    url: at("sockjsQueue", "/other/123/abcdefgh/websocket"),
  }),
  sockjs(
    "broken-framing",
    "A message that it cannot read",
    "/chat/123/abcdefgi/websocket",
    fault(3000, "Broken framing.", "Broken framing or heartbeat", "sockjs"),
    {
      says: ["{hello"],
      brief: true,
    },
  ),
  sockjs(
    "go-away",
    "Closed by the application",
    "/close/123/abcdefgh/websocket",
    spoken("sockjs", ends(1000, "Normal closure", null)),
  ),

  graphql("", "A subscription", "/", spoken("graphql-transport-ws", opens()), says(INIT, SUBSCRIBE)),
  graphql(
    "4400",
    "A message that it does not know",
    "/",
    faultOf(4400, "Invalid message received", "Bad request"),
    says(INIT, '{"type":"nonsense"}'),
  ),
  graphql("4401", "A subscription before connecting", "/", faultOf(4401, "Unauthorized"), says(SUBSCRIBE)),
  graphql("4403", "A token that it refuses", "/", faultOf(4403, "Forbidden"), says(REFUSED)),
  graphql("4406", "No subprotocol offered", "/", spoken(null, ends(4406, "Subprotocol not acceptable", null))),
  graphql("4408", "Nothing said in time", "/impatient", faultOf(4408, "Connection initialisation timeout"), says()),
  graphql(
    "4409",
    "The same id twice",
    "/",
    faultOf(4409, "Subscriber for 1 already exists", "Subscriber already exists"),
    says(INIT, SUBSCRIBE, SUBSCRIBE),
  ),
  graphql("4429", "Connecting twice", "/", faultOf(4429, "Too many initialisation requests"), says(INIT, INIT)),
  graphql(
    "old-client",
    "A client of the older protocol",
    "/",
    spoken("graphql-ws", breaksRule("subprotocol", "subprotocol-invalid", NOT_CHOSEN, "client-version-mismatch")),
    { protocols: ["graphql-ws"] },
  ),

  vite("", "The page's own token", `/?token=${VITE_TOKEN}`, spoken("vite-hmr", opens()), offers("vite-hmr")),
  vite(
    "old-token",
    "The token of an earlier start",
    "/?token=before",
    spoken("vite-hmr", refused(400, "bad-request", "handshake-refused")),
    offers("vite-hmr"),
  ),
  vite("ping", "Asks whether the server is back", "/", spoken("vite-hmr", ends(1000, "", null)), {
    ...offers("vite-ping"),
    brief: true,
  }),
  vite("not-its-own", "A socket of the application", "/live", spoken(null, NOBODYS), { url: at("viteQueue", "/live") }),
];

/** It opens and stays open, and what is spoken on it does not work. */
function inside(diagnosis: string, verdict: Expectation["verdict"], firstCause?: string): Expectation {
  return { ...opens(), diagnosis, verdict, ...(firstCause === undefined ? {} : { firstCause }) };
}

/** Cases of one library on its port; the id is the port's name and a word. */
function table(group: string, port: string) {
  const name = port.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return (word: string, title: string, path: string, expects: Expectation, more: Partial<Case> = {}): Case => ({
    id: word === "" ? name : `${name}-${word}`,
    group,
    title,
    url: at(port, path),
    expects,
    ...more,
  });
}

/** @param id of the protocol that is recognized; null: none */
function spoken(id: string | null, expects: Expectation): Expectation {
  return id === null ? expects : { ...expects, protocol: id };
}

/** The library closes with a code of its own that reports a fault. @param name that it has in the library */
function fault(code: number, reason: string, name: string, id: string): Expectation {
  const close = { code, reason, wasClean: true, name };
  return spoken(id, ends(code, reason, "closed-with-error", { firstCause: "library-refused", close }));
}

function faultOf(code: number, reason: string, name = reason): Expectation {
  return fault(code, reason, name, "graphql-transport-ws");
}

function says(...words: readonly string[]): Partial<Case> {
  return { ...offers("graphql-transport-ws"), says: words };
}

function offers(protocol: string): Partial<Case> {
  return { protocols: [protocol] };
}
