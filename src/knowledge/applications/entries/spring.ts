import { isSockjs, sockjsPrefix } from "../../protocols/sockjs-path.ts";
import type { Application, SettingContext } from "../application.ts";

export const spring: Application = {
  id: "spring",
  name: "Spring",
  reference: {
    text: "Spring Framework: WebSocket server configuration",
    url: "https://docs.spring.io/spring-framework/reference/web/websocket/server.html",
  },
  protocols: ["stomp", "sockjs"],
  isGeneral: true,
  settings: {
    "allow-origin": (context) => `${registration(context)}.setAllowedOrigins("${context.origin}")${fallback(context)};`,
    "serve-path": (context) => `${registration(context)}${fallback(context)};`,
    "choose-subprotocol": (context) =>
      [
        "DefaultHandshakeHandler handshake = new DefaultHandshakeHandler();",
        'handshake.setSupportedProtocols("SUBPROTOCOL");',
        `${registration(context)}.setHandshakeHandler(handshake);`,
      ].join("\n"),
    heartbeat: ({ seconds, path, protocol }) =>
      protocol === "sockjs"
        ? `registry.addHandler(handler, "${sockjsPrefix(path)}").withSockJS().setHeartbeatTime(${seconds * 1000});`
        : [
            'config.enableSimpleBroker("/topic")',
            `    .setHeartbeatValue(new long[] {${seconds * 1000}, ${seconds * 1000}})`,
            "    .setTaskScheduler(scheduler);",
          ].join("\n"),
    "enable-websockets": (context) =>
      [
        context.protocol === "stomp" ? "@EnableWebSocketMessageBroker" : "@EnableWebSocket",
        `// on the configuration class, and in it: ${registration(context)}${fallback(context)};`,
      ].join("\n"),
  },
};

/** STOMP has endpoints, all else has handlers; the path of a SockJS socket ends in what SockJS itself adds. */
function registration({ path, protocol }: SettingContext): string {
  const own = sockjsPrefix(path);
  return protocol === "stomp" ? `registry.addEndpoint("${own}")` : `registry.addHandler(handler, "${own}")`;
}

function fallback({ path }: SettingContext): string {
  return isSockjs(path) ? ".withSockJS()" : "";
}
