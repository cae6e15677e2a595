import * as v from "valibot";
import { Network } from "./network.ts";
import { Amount, ApplicationState, Count, described, HeaderList, Moment, Status, Text } from "./parts.ts";

const Snapshot = v.object({
  at: Moment,
  readyState: described(
    v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3)),
    "0 connecting, 1 open, 2 closing, 3 closed.",
  ),
  protocol: v.string(),
  extensions: v.string(),
  bufferedAmount: Amount,
});

const Exchange = described(
  v.object({
    method: v.string(),
    by: v.nullable(v.picklist(["EventSource", "fetch", "XMLHttpRequest", "WebTransport"])),
    protocol: described(Text, 'As the browser names it: "http/1.1", "h2", "h3".'),
    end: v.nullable(v.picklist(["finished", "canceled", "failed"])),
    corsError: described(
      v.exactOptional(v.object({ code: v.string(), parameter: v.string() })),
      "Which rule for requests to other origins (CORS) it broke, in the browser's terms; absent: it named none.",
    ),
    established: described(
      v.exactOptional(v.nullable(v.boolean())),
      "Whether a WebTransport was established; this may be known without the time.",
    ),
    establishedAt: Moment,
    body: v.object({ pieces: Count, bytes: Count, firstAt: Moment, lastAt: Moment }),
  }),
  "How a request or a WebTransport was asked for, and how much of its body came; null: a WebSocket.",
);

const Part = v.object({
  protocol: v.picklist([
    "ably",
    "action-cable",
    "centrifugo",
    "graphql",
    "json-rpc",
    "jupyter",
    "mqtt",
    "next-hmr",
    "ocpp",
    "phoenix",
    "pusher",
    "signalr",
    "socket.io",
    "stomp",
    "vite-hmr",
    "wamp",
    "webpack-hmr",
  ]),
  scope: described(Text, "The part of the connection that it is about, as the protocol names it."),
  whole: described(v.boolean(), "Whether it is about the whole connection."),
  state: ApplicationState,
  reason: Text,
  code: Text,
  at: Moment,
  heartbeatMs: v.nullable(Amount),
  sure: described(v.boolean(), "Whether the form of the messages alone identifies the protocol."),
});

export const Observed = described(
  v.object({
    error: v.nullable(v.object({ message: v.string(), at: Moment })),
    ended: v.nullable(v.picklist(["closed", "navigation", "target-gone"])),
    blocked: v.nullable(
      v.object({
        by: v.picklist(["content-security-policy", "mixed-content", "socket-limit", "blocked-by-client"]),
        message: v.string(),
        directive: Text,
      }),
    ),
    looks: described(v.array(Snapshot), "Snapshots of the live socket, oldest first."),
    requestsSent: Count,
    messages: v.object({
      firstAt: Moment,
      lastDirection: v.nullable(v.picklist(["sent", "received"])),
      longestGapMs: Amount,
    }),
    fromFile: described(v.boolean(), "Read from a file: whether it was still open could not be known."),
    unwatchedSince: described(Moment, "Since when nothing has watched it anymore."),
    seenBy: v.object({ debugger: v.boolean(), network: v.boolean() }),
    neighbours: described(
      v.optional(v.array(v.object({ url: v.string(), status: Status, headers: HeaderList })), []),
      "Ordinary responses from the same host that are evidence here, with only the headers that are evidence.",
    ),
    exchange: v.optional(v.nullable(Exchange), null),
    client: described(
      v.exactOptional(v.string()),
      "Name of the program that made the request; absent: a page, through its browser.",
    ),
    network: v.exactOptional(Network),
    schemeGuessed: described(
      v.exactOptional(v.literal(true)),
      "The record does not say whether TLS was in use: the scheme of the URL is a guess; absent: it is known.",
    ),
    requestPath: described(
      v.exactOptional(v.string()),
      "Path of the request, without its query, where its record names no host: then `url` is null; absent: not stated.",
    ),
    method: described(v.exactOptional(v.string()), "Method of the request as a transcript has it; absent: not stated."),
    httpVersion: described(v.exactOptional(v.string()), "Version in the request line; absent: not stated."),
    logLine: described(
      v.exactOptional(v.string()),
      "A known sentence that the responding server wrote about it to its own log; absent: none.",
    ),
    statusInferred: described(
      v.exactOptional(v.literal(true)),
      "The record does not state the status: it is what the server sends where it logs these words; absent: it is stated.",
    ),
    cut: described(
      v.exactOptional(v.array(v.picklist(["request", "response"]))),
      "Sides whose headers the record does not have to their end; absent: none is known to be.",
    ),
    responseHttpVersion: described(v.exactOptional(v.string()), "Version in the status line; absent: not stated."),
    body: described(
      v.exactOptional(v.string()),
      "What may be quoted from the body of a refusal: a known sentence or a short plain text; absent: nothing.",
    ),
    application: described(
      v.exactOptional(v.array(Part)),
      "What control messages of the protocol on top reported, oldest first; absent: nothing that is read.",
    ),
  }),
  "Facts behind the judgments that have no other place in a report, so that its reader can judge again.",
);
