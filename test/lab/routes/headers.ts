import { type HeaderList, rightHeaders, switching } from "../call.ts";
import { peerOn } from "../peer.ts";
import type { Route } from "../route.ts";

type Change = (right: HeaderList) => HeaderList;

const without =
  (name: string): Change =>
  (right) =>
    right.filter(([other]) => other !== name);

const changed =
  (name: string, value: string): Change =>
  (right) =>
    right.map(([other, old]) => [other, other === name ? value : old]);

const twice =
  (name: string): Change =>
  (right) => [...right, ...right.filter(([other]) => other === name)];

const added =
  (...more: HeaderList): Change =>
  (right) => [...right, ...more];

const extensions = (...values: string[]): Change =>
  added(...values.map((value) => ["Sec-WebSocket-Extensions", value] as const));

const protocols = (...values: string[]): Change =>
  added(...values.map((value) => ["Sec-WebSocket-Protocol", value] as const));

/** Each 101 with one thing odd or wrong: path under /header/, what it is, diagnosis, how. */
const TABLE: readonly (readonly [string, string, string | null, Change])[] = [
  ["content-length", "with a Content-Length, which browsers accept", null, added(["Content-Length", "0"])],
  [
    "transfer-encoding",
    "with a Transfer-Encoding, which browsers accept",
    null,
    added(["Transfer-Encoding", "chunked"]),
  ],
  ["upgrade-missing", "without Upgrade", "upgrade-header-invalid", without("Upgrade")],
  ["upgrade-empty", "with an empty Upgrade", "upgrade-header-invalid", changed("Upgrade", "")],
  ["upgrade-h2c", "with Upgrade: h2c", "upgrade-header-invalid", changed("Upgrade", "h2c")],
  ["upgrade-twice", "with Upgrade twice", "upgrade-header-invalid", twice("Upgrade")],
  ["connection-missing", "without Connection", "connection-header-invalid", without("Connection")],
  ["connection-keep-alive", "with keep-alive", "connection-header-invalid", changed("Connection", "keep-alive")],
  ["accept-missing", "without Sec-WebSocket-Accept", "accept-invalid", without("Sec-WebSocket-Accept")],
  [
    "accept-wrong",
    "with the accept value of another key",
    "accept-invalid",
    changed("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="),
  ],
  ["accept-twice", "with Sec-WebSocket-Accept twice", "accept-invalid", twice("Sec-WebSocket-Accept")],
  ["protocol-chat", "with the subprotocol chat, offered or not", "subprotocol-invalid", protocols("chat")],
  ["protocol-twice", "with two subprotocols", "subprotocol-invalid", protocols("chat", "chat")],
  ["protocol-empty", "with an empty subprotocol", "subprotocol-invalid", protocols("")],
  ["protocol-none", "without a subprotocol, though one is offered", "subprotocol-invalid", (right) => right],
  ["extension-unknown", "with an extension of its own", "extensions-invalid", extensions("x-lab-frame")],
  [
    "extension-unreadable",
    "with an unreadable extension list",
    "extensions-invalid",
    extensions("permessage-deflate; ;"),
  ],
  [
    "deflate-window-bits",
    "with server_max_window_bits=99",
    "extensions-invalid",
    extensions("permessage-deflate; server_max_window_bits=99"),
  ],
  [
    "deflate-parameter",
    "with an unknown deflate parameter",
    "extensions-invalid",
    extensions("permessage-deflate; lab=1"),
  ],
  [
    "deflate-parameter-twice",
    "with a deflate parameter twice",
    "extensions-invalid",
    extensions("permessage-deflate; server_no_context_takeover; server_no_context_takeover"),
  ],
  [
    "deflate-no-value",
    "with client_max_window_bits without a value",
    "extensions-invalid",
    extensions("permessage-deflate; client_max_window_bits"),
  ],
  [
    "deflate-twice",
    "with permessage-deflate twice",
    "extensions-invalid",
    extensions("permessage-deflate", "permessage-deflate"),
  ],
];

/** Answers of 101 with a header that breaks a rule of RFC 6455 §4.1. */
export const headers: readonly Route[] = TABLE.map(([name, wrong, gives, change]) => ({
  path: `/header/${name}`,
  does: `answers 101 ${wrong}`,
  gives,
  run(call) {
    call.socket.write(switching(change(rightHeaders(call))));
    peerOn(call.socket);
  },
}));
