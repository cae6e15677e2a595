import { checks } from "../../checks/registry.ts";
import { socketAdvice } from "../../explanation/advice.ts";
import { connected } from "../../explanation/questions/connects.ts";
import { handshake } from "../../explanation/questions/handshake.ts";
import { messages } from "../../explanation/questions/messages.ts";
import { proxy } from "../../explanation/questions/proxy.ts";
import { handshakeHeaders } from "../../headers/registry.ts";
import { rfc } from "../../reference.ts";
import type { KindKnowledge } from "../kind.ts";
import { socketPath } from "../socket-path.ts";
import { socketPending } from "../socket-pending.ts";
import { socketVerdict } from "../socket-verdict.ts";

/** An upgraded connection for messages of both sides. */
export const webSocket: KindKnowledge = {
  id: "websocket",
  name: "WebSocket",
  one: "a WebSocket",
  thing: "socket",
  about: "It is an upgraded connection that stays open until one side closes it.",
  reference: rfc(6455, "1"),
  request: "handshake request",
  policed: "WebSockets",
  schemes: { secure: "wss", plain: "ws" },
  isListedByDefault: true,
  unitOf: () => "message",
  uncounted: null,
  isTwoWay: true,
  hidesHeaders: false,
  isProbed: true,
  measures: "handshake",
  newerHttp: "HTTP/2 or HTTP/3 (extended CONNECT)",
  checks,
  headers: handshakeHeaders,
  advice: socketAdvice,
  verdict: socketVerdict,
  pending: socketPending,
  path: socketPath,
  questions: () => [connected, handshake, messages, proxy],
  limits: ["pings", "fragments", "compression", "refused", "close-code"],
  behaviorOf: ({ behavior }) => behavior,
  reproductions: ["curl", "wscat", "websocat", "page"],
};
