import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** What a library means by a code, or by a range of codes. */
export interface PrivateCode {
  readonly from: number;
  /** The last code of the range; the same as `from` for a single code. */
  readonly to: number;
  readonly name: string;
  readonly meaning: Words;
  readonly fault: boolean;
}

/** The private codes of one library. */
export interface PrivateCodes {
  /** Its id in `protocols/`. */
  readonly protocol: string;
  /**
   * The protocol of the library that took its place. A server of that one gives its own codes to clients of this one, so they
   * are asked too, and believed less.
   */
  readonly successor?: string;
  readonly reference: Reference;
  /** In the order of asking: single codes stand before the range that they lie in. */
  readonly codes: readonly PrivateCode[];
}

/** The libraries whose own codes are known. Some use numbers that are registered for something else. */
export const privateCloseCodes: readonly PrivateCodes[] = [
  {
    protocol: "graphql-transport-ws",
    reference: {
      text: "GraphQL over WebSocket Protocol",
      url: "https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md",
    },
    codes: [
      fault(4004, "Bad response", "The client got a message that it could not understand."),
      fault(4005, "Internal client error", "The client ran into an internal error."),
      fault(4400, "Bad request", "The server got a message that is not valid in the protocol."),
      fault(4401, "Unauthorized", "An operation came before the server had acknowledged the connection."),
      fault(4403, "Forbidden", "The server did not accept the connection: its `connection_init` was refused."),
      fault(4406, "Subprotocol not acceptable", "The server does not speak the subprotocol that was offered."),
      fault(4408, "Connection initialisation timeout", "The client's `connection_init` did not come in time."),
      fault(4409, "Subscriber already exists", "The client used the id of an operation that is still running."),
      fault(4429, "Too many initialisation requests", "The client sent `connection_init` more than once."),
      fault(4500, "Internal server error", "The server ran into an internal error."),
      fault(4504, "Connection acknowledgement timeout", "The server's `connection_ack` did not come in time."),
    ],
  },
  {
    protocol: "graphql-ws",
    successor: "graphql-transport-ws",
    reference: {
      text: "subscriptions-transport-ws: server",
      url: "https://github.com/apollographql/subscriptions-transport-ws/blob/master/src/server.ts",
    },
    codes: [
      fault(1002, "Protocol error", "A protocol error; this library also uses it when the subprotocol is not its own."),
      fault(1011, "Internal error", "The server failed; this library also uses it when `connection_init` failed."),
    ],
  },
  {
    protocol: "pusher",
    reference: {
      text: "Pusher Channels: WebSocket protocol",
      url: "https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/",
    },
    codes: [
      fault(4000, "Use TLS", "The application accepts encrypted connections only; the client tries again with TLS."),
      fault(4001, "Application not found", "No application has the key in the URL."),
      fault(4004, "Over quota", "The application has reached its connection limit."),
      fault(4006, "Bad version", "The version in the URL is not valid."),
      fault(4007, "Bad version", "The version of the protocol in the URL is not supported."),
      fault(4008, "No protocol", "The URL does not name a version of the protocol."),
      fault(4009, "Unauthorized", "The connection is not authorized."),
      range(4000, 4099, "Refused", "The server refused; the client does not try again.", true),
      fault(4100, "Over capacity", "The server is overloaded; the client waits before it tries again."),
      range(4100, 4199, "Back off", "The client waits before it tries again.", true),
      fault(4201, "Pong missing", "The client did not respond to a ping in time; it tries again at once."),
      range(4200, 4299, "Reconnect", "The client reconnects at once.", false),
      range(4300, 4999, "Refused", "The client treats this as a refusal and does not try again.", true),
    ],
  },
  {
    protocol: "discord",
    reference: {
      text: "Discord: Gateway close event codes",
      url: "https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes",
    },
    codes: [
      fault(4000, "Unknown error", "The gateway ran into an error that it does not name."),
      fault(4001, "Unknown opcode", "The client sent an operation that the gateway does not know."),
      fault(4002, "Decode error", "The client sent a message that the gateway could not read."),
      fault(4003, "Not authenticated", "The client sent a message before it had identified itself."),
      fault(4004, "Authentication failed", "The token was not accepted."),
      fault(4005, "Already authenticated", "The client identified itself twice."),
      fault(4007, "Invalid sequence", "The client resumed with a sequence number that is not valid."),
      fault(4008, "Rate limited", "The client sent too much in too short a time."),
      fault(4009, "Session timed out", "The session is too old; the client must begin a new one."),
      fault(4010, "Invalid shard", "The client named a shard that is not valid."),
      fault(4011, "Sharding required", "The session would have too many servers; it must be split into shards."),
      fault(4012, "Invalid API version", "The version of the API in the URL is not valid."),
      fault(4013, "Invalid intents", "The client asked for events with an invalid number."),
      fault(4014, "Disallowed intents", "The client asked for events that it is not allowed to receive."),
    ],
  },
  {
    protocol: "centrifugo",
    reference: {
      text: "centrifuge: disconnect codes",
      url: "https://github.com/centrifugal/centrifuge/blob/master/disconnect.go",
    },
    codes: [
      calm(3000, "Connection closed", "The connection was closed normally."),
      calm(3001, "Shutdown", "The server is shutting down."),
      fault(3004, "Internal server error", "The server ran into an internal error."),
      fault(3005, "Connection expired", "The login of the connection has expired."),
      fault(3006, "Subscription expired", "The permission for a subscription has expired."),
      fault(3008, "Slow", "The client did not read its messages fast enough."),
      fault(3009, "Write error", "The server could not write to the connection."),
      fault(3010, "Insufficient state", "The server found that messages may be missing; the client must catch up."),
      calm(3011, "Force reconnect", "The server asked the client to reconnect."),
      fault(3012, "No pong", "The client did not respond to a ping in time."),
      fault(3013, "Too many requests", "The client sent too many requests."),
      fault(3014, "State invalidated", "The server's state for the connection is no longer valid."),
      fault(3500, "Invalid token", "The token was not accepted."),
      fault(3501, "Bad request", "The client sent a message that is not valid in the protocol."),
      fault(3502, "Stale", "The client did not finish connecting in time."),
      calm(3503, "Force disconnect", "The server ended the connection on request."),
      fault(3504, "Connection limit", "There are too many connections."),
      fault(3505, "Channel limit", "The connection has too many channels."),
      fault(3506, "Inappropriate protocol", "The client's message format cannot carry what was sent to it."),
      fault(3507, "Permission denied", "The client may not do what it asked for."),
      fault(3508, "Not available", "The server does not offer what the client asked for."),
      fault(3509, "Too many errors", "The client caused too many errors."),
    ],
  },
  {
    protocol: "colyseus",
    reference: {
      text: "Colyseus: close codes",
      url: "https://github.com/colyseus/colyseus/blob/master/packages/shared-types/src/Protocol.ts",
    },
    codes: [
      calm(4000, "Consented", "The player left the room on purpose."),
      calm(4001, "Server shutdown", "The server is shutting down."),
      fault(4002, "With error", "The room ended the connection because of an error."),
      fault(4003, "Failed to reconnect", "The client could not rejoin its room."),
      calm(4010, "May try to reconnect", "The connection ended, and the client may try to reconnect."),
    ],
  },
  {
    protocol: "sockjs",
    reference: { text: "sockjs-node", url: "https://github.com/sockjs/sockjs-node" },
    codes: [
      fault(
        1002,
        "Cannot connect",
        "A protocol error; the SockJS client also reports it when it could not connect at all.",
      ),
      fault(2010, "Another connection still open", "The session is still in use by another connection."),
      fault(
        3000,
        "Broken framing or heartbeat",
        "The server got a message that it could not read, or no response to its heartbeat.",
      ),
    ],
  },
];

function fault(code: number, name: string, meaning: Words): PrivateCode {
  return range(code, code, name, meaning, true);
}

function calm(code: number, name: string, meaning: Words): PrivateCode {
  return range(code, code, name, meaning, false);
}

function range(from: number, to: number, name: string, meaning: Words, isFault: boolean): PrivateCode {
  return { from, to, name, meaning, fault: isFault };
}
