import type { Reference } from "./reference.ts";

/** The registry of subprotocol names (RFC 6455 §11.5). */
export const subprotocolRegistry: Reference = {
  text: "IANA WebSocket Subprotocol Name Registry",
  url: "https://www.iana.org/assignments/websocket/websocket.xhtml#subprotocol-name",
};

/** The registry of close codes (RFC 6455 §11.7). */
export const closeCodeRegistry: Reference = {
  text: "IANA WebSocket Close Code Number Registry",
  url: "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number",
};
