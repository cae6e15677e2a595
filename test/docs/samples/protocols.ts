import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { type Opening, openedWith } from "../../story.ts";

/** Connections as libraries and services open them; each is shown by the protocol that the registry takes it for. */
export function protocolSamples(): readonly Upgrade[] {
  return [...SUBPROTOCOLS.map((name) => ({ chosen: name })), ...OPENED].map((opening: Opening) =>
    openedWith({ offered: opening.chosen, ...opening }),
  );
}

/** Names that are enough by themselves. */
const SUBPROTOCOLS: readonly string[] = [
  ...["graphql-transport-ws", "graphql-ws", "graphql-subscriptions", "vite-hmr", "vite-ping", "actioncable-v1-json"],
  ...["mqtt", "mqttv3.1", "v10.stomp", "v11.stomp", "v12.stomp", "wamp.2.json", "wamp.2.msgpack", "wamp.2.cbor"],
  ...[
    "rfb",
    "ocpp1.6",
    "ocpp2.0.1",
    "ocpp2.1",
    "json.webpubsub.azure.v1",
    "protobuf.webpubsub.azure.v1",
    "amqp",
    "xmpp",
  ],
  ...["sip", "coap", "jmap", "text.ircv3.net", "binary.ircv3.net", "TLCP-2.5.0.lightstreamer.com", "v1.usp"],
  ...[
    "opcua+uacp",
    "opcua+uajson",
    "Redfish",
    "sqlnet.oracle.com",
    "v5.channel.k8s.io",
    "portforward.k8s.io",
    "phoenix",
  ],
];

const OPENED: readonly Opening[] = [
  { url: "wss://ID.appsync-realtime-api.eu-west-1.amazonaws.com/graphql?header=H&payload=P", chosen: "graphql-ws" },
  { url: "wss://ID.iot.eu-west-1.amazonaws.com/mqtt", chosen: "mqtt" },
  { url: "ws://localhost:8501/_stcore/stream" },
  { url: "wss://hub.example.com/user/x/api/kernels/KERNEL/channels?session_id=S" },
  { url: "ws://localhost:7681/ws", chosen: "tty" },
  { url: "wss://app.example.com/websockify" },
  { offered: "base64url.bearer.authorization.k8s.io.TOKEN" },
  { url: "wss://api.openai.com/v1/realtime?model=MODEL" },
  {
    url: "wss://generativelanguage.googleapis.com/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
  },
  { url: "wss://api.deepgram.com/v1/listen" },
  { url: "wss://gateway.discord.gg/?v=10&encoding=json" },
  { url: "wss://wss-primary.slack.com/link/" },
  { url: "wss://realtime.ably.io/?format=json&v=3" },
  { url: "wss://app.example.com/socket.io/?EIO=4&transport=websocket&sid=S" },
  { url: "wss://app.example.com/socket.io/?EIO=3&transport=websocket&sid=S" },
  { url: "wss://app.example.com/engine.io/?EIO=4&transport=websocket&sid=S" },
  { url: "wss://app.example.com/live?EIO=4&transport=websocket&sid=S" },
  { url: "wss://ws-eu.pusher.com/app/KEY?protocol=7&client=js&version=8.4.0" },
  { url: "ws://localhost:8080/app/KEY?protocol=7&client=js&version=8.4.0" },
  { url: "wss://app.example.com/chatHub?id=abcdefghijklmnopqrstuv" },
  { url: "wss://app.example.com/_blazor?id=abcdefghijklmnopqrstuv" },
  { url: "wss://ID.supabase.co/realtime/v1/websocket?apikey=K&vsn=1.0.0" },
  { url: "wss://app.example.com/live/websocket?vsn=2.0.0" },
  { url: "wss://app.example.com/socket/websocket?vsn=2.0.0" },
  { url: "wss://app.example.com/sockjs/123/abcdefgh/websocket" },
  { url: "wss://app.example.com/echo/042/abcdefgh/websocket" },
  { url: "wss://app.example.com/connection/websocket" },
  { url: "wss://app.example.com/connection/websocket?cf_ws_frame_ping_pong=true" },
  { url: "ws://localhost:3000/_next/webpack-hmr?id=I" },
  {
    url: "ws://localhost:8080/ws",
    script: "webpack-internal:///./node_modules/webpack-dev-server/client/clients/WebSocketClient.js",
  },
  { url: "wss://ID.firebaseio.com/.ws?v=5&ns=N" },
  { url: "ws://127.0.0.1:9222/devtools/page/ID" },
  { url: "wss://game.example.com/processid/roomid123?sessionId=abcdefghi" },
  { url: "ws://homeassistant.local:8123/api/websocket" },
  { url: "wss://app.example.com/queue/join" },
  { url: "wss://metrics.example.com/api/live/ws" },
  { url: "wss://flows.example.com/rest/push?pushRef=R" },
  { url: "wss://ide.example.com/stable-ID?reconnectionToken=T&reconnection=false&skipWebSocketFrames=false" },
  { url: "wss://pve.example.com:8006/api2/json/nodes/NODE/qemu/100/vncwebsocket?port=5900&vncticket=T" },
  { url: "wss://csms.example.com/steve/websocket/CentralSystemService/STATION" },
];
