import { describe, expect, it } from "vitest";
import type { Heartbeat } from "../../src/knowledge/protocols/protocol.ts";
import { recognizeProtocol } from "../../src/knowledge/protocols/recognize.ts";
import { protocols } from "../../src/knowledge/protocols/registry.ts";
import { type Opening, openedWith, reduced } from "../story.ts";

const NAME = "Sec-WebSocket-Protocol";
/** What every secret of this file begins with; the last test looks for it in all evidence. */
const SECRET = "s3cr3t";

/** Everything that was recognized in this file, for the last test. */
const recognized: { id: string; evidence: readonly string[] }[] = [];

function see(seen: Opening) {
  const result = recognizeProtocol(openedWith(seen));
  if (result !== null) recognized.push(result);
  return result;
}

/** The whole registry recognizes it as this and gives exactly this evidence. */
function knows(seen: Opening, id: string, name: string, evidence: readonly string[]): void {
  it(`knows ${JSON.stringify(seen)}`, () => {
    expect(see(seen)).toMatchObject({ id, name, evidence });
  });
}

/** Nothing of the registry, or at least not this protocol, claims it. */
function ignores(seen: Opening, id: string): void {
  it(`ignores ${JSON.stringify(seen)}`, () => {
    expect(see(seen)?.id).not.toBe(id);
  });
}

function beats(seen: Opening, heartbeat: Omit<Heartbeat, "form"> | null): void {
  it(`heartbeat of ${JSON.stringify(seen)}`, () => {
    const result = see(seen);
    expect(result).not.toBeNull();
    if (heartbeat === null) expect(result?.heartbeat).toBeNull();
    else expect(result?.heartbeat).toMatchObject(heartbeat);
  });
}

/** The common case: each name is enough when chosen and when only offered, and another spelling is not. */
function byName(id: string, name: string, subprotocols: readonly string[]): void {
  for (const one of subprotocols) {
    knows({ chosen: one, offered: `other, ${one}` }, id, name, [`response header ${NAME}: ${one}`]);
    knows({ offered: `other, ${one}` }, id, name, [`request header ${NAME}: ${one}`]);
    ignores({ chosen: one === one.toUpperCase() ? one.toLowerCase() : one.toUpperCase() }, id);
    ignores({ chosen: `${one}x` }, id);
    ignores({ chosen: "other", offered: `other, ${one}` }, id);
  }
}

describe("aws-appsync", () => {
  const url = `wss://${SECRET}.appsync-realtime-api.eu-west-1.amazonaws.com/graphql?header=${SECRET}&payload=e30=`;
  knows({ url, chosen: "graphql-ws", offered: `graphql-ws, header-${SECRET}` }, "aws-appsync", "AWS AppSync", [
    "host with .appsync-realtime-api. under amazonaws.com",
  ]);
  ignores({ url: "wss://x.appsync-realtime-api.amazonaws.com.evil.example/graphql" }, "aws-appsync");
  ignores({ url: "wss://x.execute-api.eu-west-1.amazonaws.com/graphql" }, "aws-appsync");
  beats({ url }, null);
});

describe("graphql-transport-ws", () => {
  byName("graphql-transport-ws", "GraphQL (graphql-transport-ws)", ["graphql-transport-ws"]);
  ignores({ chosen: "graphql-ws", offered: "graphql-transport-ws, graphql-ws" }, "graphql-transport-ws");
  beats({ chosen: "graphql-transport-ws" }, null);
});

describe("graphql-ws", () => {
  byName("graphql-ws", "GraphQL (graphql-ws)", ["graphql-ws", "graphql-subscriptions"]);
  knows({ chosen: "graphql-ws", offered: "graphql-transport-ws, graphql-ws" }, "graphql-ws", "GraphQL (graphql-ws)", [
    `response header ${NAME}: graphql-ws`,
  ]);
  ignores({ chosen: "graphql-transport-ws", offered: "graphql-ws, graphql-transport-ws" }, "graphql-ws");
  beats({ chosen: "graphql-ws" }, null);
});

describe("vite-hmr", () => {
  byName("vite-hmr", "Vite hot reload", ["vite-hmr", "vite-ping"]);
  knows({ url: `ws://localhost:5173/?token=${SECRET}`, chosen: "vite-hmr" }, "vite-hmr", "Vite hot reload", [
    `response header ${NAME}: vite-hmr`,
  ]);
  beats({ chosen: "vite-hmr" }, { by: "client", intervalMs: 30_000, visible: true });
  beats({ chosen: "vite-ping" }, null);
});

describe("action-cable", () => {
  byName("action-cable", "Action Cable", ["actioncable-v1-json"]);
  ignores({ url: "wss://app.example/cable" }, "action-cable");
  beats({ chosen: "actioncable-v1-json" }, { by: "server", intervalMs: 3000, visible: true });
});

describe("aws-iot", () => {
  const url = `wss://a1b2-ats.iot.eu-west-1.amazonaws.com/mqtt?X-Amz-Credential=${SECRET}&X-Amz-Signature=${SECRET}`;
  knows({ url, chosen: "mqtt" }, "aws-iot", "MQTT on AWS IoT", ["host with .iot. under amazonaws.com", "path /mqtt"]);
  ignores({ url: "wss://iot.eu-west-1.amazonaws.com.evil.example/mqtt" }, "aws-iot");
  ignores({ url: "wss://a.iot.eu-west-1.amazonaws.com/other" }, "aws-iot");
  beats({ url }, null);
});

describe("mqtt", () => {
  byName("mqtt", "MQTT", ["mqtt", "mqttv3.1"]);
  ignores({ url: "wss://broker.example/mqtt" }, "mqtt");
  beats({ chosen: "mqtt" }, { by: "client", intervalMs: 60_000, visible: true });
});

describe("stomp", () => {
  byName("stomp", "STOMP", ["v10.stomp", "v11.stomp", "v12.stomp"]);
  knows({ url: "wss://a.example/ws/123/abcdefgh/websocket", chosen: "v12.stomp" }, "stomp", "STOMP", [
    `response header ${NAME}: v12.stomp`,
  ]);
  beats({ chosen: "v12.stomp" }, null);
});

describe("wamp", () => {
  byName("wamp", "WAMP", ["wamp.2.json", "wamp.2.msgpack", "wamp.2.cbor", "wamp.2.json.batched", "wamp"]);
  beats({ chosen: "wamp.2.json" }, null);
});

describe("streamlit", () => {
  const path = "path ending in /_stcore/stream";
  const offered = `streamlit, ${SECRET}-token, ${SECRET}-session`;
  knows({ url: "ws://localhost:8501/_stcore/stream", offered, chosen: "streamlit" }, "streamlit", "Streamlit", [
    `response header ${NAME}: streamlit`,
    path,
  ]);
  knows({ url: "ws://localhost:8501/base/_stcore/stream" }, "streamlit", "Streamlit", [path]);
  ignores({ url: "ws://localhost:8501/stream" }, "streamlit");
  knows({ url: "ws://localhost:8501/stream", server: "TornadoServer/5.1.1" }, "streamlit", "Streamlit (likely)", [
    "path ending in /stream",
    "response header Server: TornadoServer/5.1.1",
  ]);
  ignores({ url: "ws://localhost:8501/stream", server: "nginx" }, "streamlit");
  beats({ offered }, null);
});

describe("jupyter", () => {
  const url = `wss://hub.example/user/x/api/kernels/${SECRET}/channels?session_id=${SECRET}&token=${SECRET}`;
  const path = "path of the form /api/kernels/…/channels";
  knows({ url }, "jupyter", "Jupyter kernel", [path]);
  knows({ url, chosen: "v1.kernel.websocket.jupyter.org" }, "jupyter", "Jupyter kernel", [
    `response header ${NAME}: v1.kernel.websocket.jupyter.org`,
    path,
  ]);
  ignores({ url: "wss://hub.example/api/kernels/channels" }, "jupyter");
  beats({ url }, { by: "server", intervalMs: 30_000, visible: false });
});

describe("ttyd", () => {
  const url = "ws://localhost:7681/ws";
  knows({ url, chosen: "tty" }, "ttyd", "ttyd", [`response header ${NAME}: tty`, "path ending in /ws"]);
  ignores({ url }, "ttyd");
  ignores({ url: "ws://localhost:7681/shell", chosen: "tty" }, "ttyd");
  beats({ url, chosen: "tty" }, { by: "server", intervalMs: 5000, visible: false });
});

describe("vnc", () => {
  byName("vnc", "VNC (RFB)", ["rfb"]);
  knows({ url: `wss://a.example/websockify?token=${SECRET}` }, "vnc", "VNC through websockify (likely)", [
    "path ending in /websockify",
  ]);
  ignores({ url: "wss://a.example/websockify/more" }, "vnc");
  ignores({ chosen: "binary" }, "vnc");
  beats({ chosen: "rfb" }, null);
});

describe("ocpp", () => {
  byName("ocpp", "OCPP", ["ocpp1.2", "ocpp1.5", "ocpp1.6", "ocpp2.0", "ocpp2.0.1", "ocpp2.1"]);
  beats({ url: `wss://csms.example/${SECRET}`, chosen: "ocpp1.6" }, null);
  for (const place of ["CentralSystemService", "ocpp", "OCPP16", "ocpp2.0.1"]) {
    knows({ url: `wss://csms.example/steve/${place}/${SECRET}` }, "ocpp", "OCPP (likely)", [
      `path with ${place} before its last part`,
    ]);
  }
  ignores({ url: "wss://csms.example/ocpp" }, "ocpp");
  ignores({ url: "wss://csms.example/ocppx/STATION" }, "ocpp");
});

describe("azure-web-pubsub", () => {
  byName("azure-web-pubsub", "Azure Web PubSub", [
    "json.webpubsub.azure.v1",
    "protobuf.webpubsub.azure.v1",
    "json.reliable.webpubsub.azure.v1",
    "protobuf.reliable.webpubsub.azure.v1",
  ]);
  beats({ chosen: "json.webpubsub.azure.v1" }, null);
});

describe("amqp", () => {
  byName("amqp", "AMQP", ["amqp"]);
  beats({ chosen: "amqp" }, null);
});

describe("xmpp", () => {
  byName("xmpp", "XMPP", ["xmpp"]);
  beats({ chosen: "xmpp" }, null);
});

describe("sip", () => {
  byName("sip", "SIP", ["sip"]);
  beats({ chosen: "sip" }, null);
});

describe("coap", () => {
  byName("coap", "CoAP", ["coap"]);
  beats({ chosen: "coap" }, null);
});

describe("jmap", () => {
  byName("jmap", "JMAP", ["jmap"]);
  beats({ chosen: "jmap" }, null);
});

describe("irc", () => {
  byName("irc", "IRC", ["text.ircv3.net", "binary.ircv3.net"]);
  beats({ chosen: "text.ircv3.net" }, null);
});

describe("lightstreamer", () => {
  byName("lightstreamer", "Lightstreamer", ["TLCP-2.0.0.lightstreamer.com", "TLCP-2.5.0.lightstreamer.com"]);
  beats({ chosen: "TLCP-2.1.0.lightstreamer.com" }, null);
});

describe("usp", () => {
  byName("usp", "USP", ["v1.usp"]);
  beats({ url: `wss://a.example/usp?eid=${SECRET}`, chosen: "v1.usp" }, null);
});

describe("opc-ua", () => {
  byName("opc-ua", "OPC UA", ["opcua+uacp", "opcua+uajson"]);
  beats({ chosen: "opcua+uacp" }, null);
});

describe("redfish", () => {
  byName("redfish", "Redfish", ["Redfish"]);
  beats({ chosen: "Redfish" }, null);
});

describe("oracle-net", () => {
  byName("oracle-net", "Oracle Net", ["sqlnet.oracle.com"]);
  beats({ chosen: "sqlnet.oracle.com" }, null);
});

describe("kubernetes", () => {
  byName("kubernetes", "Kubernetes stream", ["v5.channel.k8s.io", "v4.channel.k8s.io", "portforward.k8s.io"]);
  const bearer = `base64url.bearer.authorization.k8s.io.${SECRET}`;
  knows({ offered: bearer }, "kubernetes", "Kubernetes stream", [
    `request header ${NAME}: base64url.bearer.authorization.k8s.io.…`,
  ]);
  knows({ offered: `${bearer}, v5.channel.k8s.io`, chosen: "v5.channel.k8s.io" }, "kubernetes", "Kubernetes stream", [
    `response header ${NAME}: v5.channel.k8s.io`,
  ]);
  ignores({ chosen: "channel.k8s.io.example" }, "kubernetes");
  beats({ chosen: "v5.channel.k8s.io" }, null);
});

describe("openai-realtime", () => {
  const url = "wss://api.openai.com/v1/realtime?model=gpt-realtime";
  const place = ["host api.openai.com", "path /v1/realtime"];
  knows({ url }, "openai-realtime", "OpenAI Realtime", place);
  knows(
    { url, offered: `realtime, openai-insecure-api-key.${SECRET}`, chosen: "realtime" },
    "openai-realtime",
    "OpenAI Realtime",
    [`request header ${NAME}: openai-insecure-api-key.…`, ...place],
  );
  ignores({ chosen: "realtime" }, "openai-realtime");
  ignores({ url: "wss://api.openai.com.evil.example/v1/realtime" }, "openai-realtime");
  beats({ url }, null);
});

describe("gemini-live", () => {
  const base = "wss://generativelanguage.googleapis.com/ws";
  const url = `${base}/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent?key=${SECRET}`;
  knows({ url }, "gemini-live", "Gemini Live", [
    "host generativelanguage.googleapis.com",
    "path ending in .GenerativeService.BidiGenerateContent",
  ]);
  ignores({ url: `${base}/other` }, "gemini-live");
  beats({ url }, null);
});

describe("deepgram", () => {
  const url = "wss://api.deepgram.com/v1/listen?model=nova";
  knows({ url, offered: `token, ${SECRET}`, chosen: "token" }, "deepgram", "Deepgram", [
    "host api.deepgram.com",
    "path /v1/listen",
  ]);
  ignores({ offered: `token, ${SECRET}` }, "deepgram");
  beats({ url }, null);
});

describe("discord", () => {
  const url = "wss://gateway.discord.gg/?v=10&encoding=json";
  knows({ url }, "discord", "Discord gateway", ["host gateway.discord.gg"]);
  ignores({ url: "wss://gateway.discord.gg.example/?v=10" }, "discord");
  beats({ url }, null);
});

describe("slack", () => {
  const url = `wss://wss-primary.slack.com/link/?ticket=${SECRET}&app_id=${SECRET}`;
  knows({ url }, "slack", "Slack", ["host wss-primary.slack.com"]);
  knows({ url: "wss://wss-backup.slack.com/link/" }, "slack", "Slack", ["host wss-backup.slack.com"]);
  ignores({ url: "wss://slack.com.example/link/" }, "slack");
  beats({ url }, null);
});

describe("ably", () => {
  const url = `wss://realtime.ably.io/?key=${SECRET}&format=json&heartbeats=true&v=3`;
  knows({ url }, "ably", "Ably", ["host realtime.ably.io or below it"]);
  knows({ url: "wss://a-fallback.ably-realtime.com/" }, "ably", "Ably", ["host ably-realtime.com or below it"]);
  ignores({ url: "wss://notably-realtime.com/" }, "ably");
  beats({ url }, null);
});

describe("socket.io", () => {
  const seen = (query: string, path = "/socket.io/"): Opening => ({
    url: `wss://app.example${path}?${query}&sid=${SECRET}&token=${SECRET}`,
  });
  const four = ["query EIO=4", "query transport=websocket"];
  const three = ["query EIO=3", "query transport=websocket"];
  knows(seen("EIO=4&transport=websocket"), "socket.io", "Socket.IO v3+", [...four, "path ending in /socket.io/"]);
  knows(seen("EIO=3&transport=websocket"), "socket.io", "Socket.IO v2", [...three, "path ending in /socket.io/"]);
  knows(seen("transport=websocket&EIO=4", "/engine.io/"), "socket.io", "Engine.IO v4", [
    ...four,
    "path ending in /engine.io/",
  ]);
  knows(seen("EIO=3&transport=websocket", "/base/engine.io"), "socket.io", "Engine.IO v3", [
    ...three,
    "path ending in /engine.io/",
  ]);
  knows(seen("EIO=4&transport=websocket", "/live"), "socket.io", "Socket.IO v3+ or Engine.IO v4", four);
  ignores({ url: "wss://app.example/socket.io/" }, "socket.io");
  ignores(seen("EIO=4&transport=polling"), "socket.io");
  ignores(seen("EIO=7&transport=websocket"), "socket.io");
  beats(seen("EIO=4&transport=websocket"), { by: "server", intervalMs: 25_000, visible: true });
  beats(seen("EIO=3&transport=websocket"), { by: "client", intervalMs: 25_000, visible: true });
});

describe("pusher", () => {
  const query = `protocol=7&client=js&version=8.4.0&flash=false`;
  const evidence = ["path of the form /app/…", "query protocol=7", "query client=…"];
  const cloud = { url: `wss://ws-eu.pusher.com/app/${SECRET}?${query}` };
  const own = { url: `ws://localhost:8080/app/${SECRET}?${query}` };
  knows(cloud, "pusher", "Pusher Channels", ["host under pusher.com", ...evidence]);
  knows(own, "pusher", "Pusher protocol", evidence);
  ignores({ url: `wss://a.example/app/key?client=js` }, "pusher");
  ignores({ url: `wss://a.example/app/key?protocol=${SECRET}&client=js` }, "pusher");
  ignores({ url: `wss://a.example/other?${query}` }, "pusher");
  beats(cloud, { by: "client", intervalMs: 120_000, visible: true });
  beats(own, null);
});

describe("signalr", () => {
  const token = `${SECRET}AAAAAAAAAAAAAAAA`;
  const shape = ["path with a part ending in hub", "query id=… in the shape of a connection token"];
  const url = `wss://a.example/chatHub?id=${token}&access_token=${SECRET}`;
  knows({ url }, "signalr", "SignalR (likely)", shape);
  knows({ url: `wss://a.example/hubs/chat?id=${token}` }, "signalr", "SignalR (likely)", shape);
  knows({ url: `wss://a.example/_blazor?id=${token}` }, "signalr", "Blazor Server (SignalR)", [
    "path ending in /_blazor",
    "query id=…",
  ]);
  ignores({ url: "wss://a.example/chatHub" }, "signalr");
  ignores({ url: "wss://a.example/chatHub?id=42" }, "signalr");
  ignores({ url: `wss://a.example/live?id=${token}` }, "signalr");
  beats({ url }, { by: "client", intervalMs: 15_000, visible: true });
});

describe("supabase-realtime", () => {
  const url = `wss://${SECRET}.supabase.co/realtime/v1/websocket?apikey=${SECRET}&vsn=1.0.0`;
  knows({ url }, "supabase-realtime", "Supabase Realtime", [
    "path ending in /realtime/v1/websocket",
    "query apikey=…",
    "query vsn=1.0.0",
  ]);
  ignores({ url: "wss://a.example/realtime/v1/websocket?vsn=1.0.0" }, "supabase-realtime");
  beats({ url }, { by: "client", intervalMs: 25_000, visible: true });
});

describe("phoenix-liveview", () => {
  const url = `wss://a.example/live/websocket?_csrf_token=${SECRET}&_live_referer=${SECRET}&vsn=2.0.0`;
  knows({ url }, "phoenix-liveview", "Phoenix LiveView", ["path ending in /live/websocket", "query vsn=2.0.0"]);
  ignores({ url: "wss://a.example/live/websocket" }, "phoenix-liveview");
  ignores({ url: "wss://a.example/alive/websocket?vsn=2.0.0" }, "phoenix-liveview");
  beats({ url }, { by: "client", intervalMs: 30_000, visible: true });
});

describe("phoenix", () => {
  const url = `wss://a.example/socket/websocket?token=${SECRET}&vsn=2.0.0`;
  knows({ url }, "phoenix", "Phoenix Channels", ["path ending in /websocket", "query vsn=2.0.0"]);
  knows({ chosen: "phoenix" }, "phoenix", "Phoenix Channels", [`response header ${NAME}: phoenix`]);
  knows({ offered: `base64url.bearer.phx.${SECRET}` }, "phoenix", "Phoenix Channels", [
    `request header ${NAME}: base64url.bearer.phx.…`,
  ]);
  ignores({ url: "wss://a.example/socket/websocket" }, "phoenix");
  ignores({ url: "wss://a.example/socket?vsn=2.0.0" }, "phoenix");
  ignores({ url: `wss://a.example/socket/websocket?vsn=${SECRET}` }, "phoenix");
  beats({ url }, { by: "client", intervalMs: 30_000, visible: true });
  it("writes the form of each version", () => {
    const form = (vsn: string) => see({ url: `wss://a.example/socket/websocket?vsn=${vsn}` })?.heartbeat?.form;
    expect(form("2.0.0")).toContain('[null,"…","phoenix","heartbeat",{}]');
    expect(form("1.0.0")).not.toContain("[null");
  });
});

describe("meteor", () => {
  const url = `wss://a.example/sockjs/123/${SECRET}/websocket`;
  knows({ url }, "meteor", "Meteor over SockJS (likely)", ["path of the form /sockjs/…/…/websocket"]);
  ignores({ url: "wss://a.example/websocket" }, "meteor");
  ignores({ url: "wss://a.example/echo/123/abc/websocket" }, "meteor");
  beats({ url }, null);
});

describe("sockjs", () => {
  const url = `wss://a.example/echo/042/${SECRET}/websocket`;
  knows({ url }, "sockjs", "SockJS", ["path of the form …/(3 digits)/…/websocket"]);
  ignores({ url: "wss://a.example/echo/42/abc/websocket" }, "sockjs");
  ignores({ url: "wss://a.example/echo/websocket" }, "sockjs");
  ignores({ url: "wss://a.example/echo/042/abc/xhr" }, "sockjs");
  beats({ url }, { by: "server", intervalMs: 25_000, visible: false });
});

describe("centrifugo", () => {
  const url = "wss://a.example/connection/websocket";
  knows({ url }, "centrifugo", "Centrifugo", ["path ending in /connection/websocket"]);
  knows(
    { url: `${url}?cf_protocol=protobuf&cf_ws_frame_ping_pong=true&cf_connect=${SECRET}` },
    "centrifugo",
    "Centrifugo",
    ["path ending in /connection/websocket", "query cf_protocol=protobuf", "query cf_ws_frame_ping_pong=true"],
  );
  knows({ chosen: "centrifuge-protobuf" }, "centrifugo", "Centrifugo", [
    `response header ${NAME}: centrifuge-protobuf`,
  ]);
  ignores({ url: "wss://a.example/websocket" }, "centrifugo");
  ignores({ url: `wss://a.example/live?cf_protocol=${SECRET}` }, "centrifugo");
  beats({ url }, { by: "server", intervalMs: 25_000, visible: true });
  beats({ url: `${url}?cf_ws_frame_ping_pong=true` }, { by: "server", intervalMs: 25_000, visible: false });
});

describe("next-hmr", () => {
  const url = `ws://localhost:3000/_next/webpack-hmr?id=${SECRET}`;
  knows({ url }, "next-hmr", "Next.js hot reload", ["path ending in /_next/webpack-hmr"]);
  knows({ url: "ws://localhost:3000/_next/hmr" }, "next-hmr", "Next.js hot reload", ["path ending in /_next/hmr"]);
  ignores({ url: "ws://localhost:3000/webpack-hmr" }, "next-hmr");
  beats({ url }, null);
});

describe("webpack-hmr", () => {
  const script = "webpack-internal:///./node_modules/webpack-dev-server/client/clients/WebSocketClient.js";
  const url = "ws://localhost:8080/ws";
  knows({ url, script }, "webpack-hmr", "webpack-dev-server", [
    "path ending in /ws",
    "opened by a script of webpack-dev-server",
  ]);
  knows({ url: "wss://www.example.com/ws", script }, "webpack-hmr", "webpack-dev-server", [
    "path ending in /ws",
    "opened by a script of webpack-dev-server",
  ]);
  const bundle = { url, script: "http://localhost:8080/static/js/bundle.js" };
  for (const name of ["WebSocketClient", "new WebSocketClient"]) {
    knows({ ...bundle, function: name }, "webpack-hmr", "webpack-dev-server (likely)", [
      "path ending in /ws",
      "opened by a class named WebSocketClient",
    ]);
  }
  knows({ url: "ws://localhost:4200/ng-cli-ws" }, "webpack-hmr", "webpack-dev-server of Angular", [
    "path ending in /ng-cli-ws",
  ]);
  ignores({ ...bundle, function: "connect" }, "webpack-hmr");
  ignores({ url }, "webpack-hmr");
  ignores({ url, script: "http://localhost:8080/main.js" }, "webpack-hmr");
  ignores({ url: "ws://localhost:8080/live", script }, "webpack-hmr");
  beats({ url, script }, { by: "server", intervalMs: 1000, visible: false });
});

describe("firebase", () => {
  const url = `wss://${SECRET}.firebaseio.com/.ws?v=5&ns=${SECRET}&ac=${SECRET}&ls=${SECRET}`;
  knows({ url }, "firebase", "Firebase Realtime Database", ["path /.ws", "query v=5", "query ns=…"]);
  ignores({ url: "wss://a.example/.ws?v=5" }, "firebase");
  ignores({ url: "wss://a.example/ws?v=5&ns=x" }, "firebase");
  beats({ url }, { by: "client", intervalMs: 45_000, visible: true });
});

describe("chrome-devtools-protocol", () => {
  const url = `ws://127.0.0.1:9222/devtools/browser/${SECRET}`;
  knows({ url }, "chrome-devtools-protocol", "Chrome DevTools Protocol", ["path of the form /devtools/browser/…"]);
  knows(
    { url: `ws://127.0.0.1:9222/devtools/page/${SECRET}` },
    "chrome-devtools-protocol",
    "Chrome DevTools Protocol",
    ["path of the form /devtools/page/…"],
  );
  ignores({ url: "ws://127.0.0.1:9222/devtools/" }, "chrome-devtools-protocol");
  beats({ url }, null);
});

describe("colyseus", () => {
  const url = `wss://game.example/${SECRET}aaa/${SECRET}bbb?sessionId=${SECRET}ccc&reconnectionToken=${SECRET}`;
  const evidence = ["path ending in a process and a room id", "query sessionId=…"];
  knows({ url }, "colyseus", "Colyseus (likely)", evidence);
  ignores({ url: `wss://game.example/${SECRET}aaa/${SECRET}bbb` }, "colyseus");
  ignores({ url: "wss://game.example/a/b?sessionId=123456789" }, "colyseus");
  beats({ url }, null);
});

describe("home-assistant", () => {
  const url = "ws://homeassistant.local:8123/api/websocket";
  knows({ url }, "home-assistant", "Home Assistant (likely)", ["path /api/websocket"]);
  ignores({ url: "ws://a.example/other/api/websocket" }, "home-assistant");
  beats({ url }, null);
});

describe("grafana-live", () => {
  const url = "wss://metrics.example.com/grafana/api/live/ws";
  knows({ url }, "grafana-live", "Grafana Live (likely)", ["path ending in /api/live/ws"]);
  ignores({ url: "wss://metrics.example.com/api/live" }, "grafana-live");
  beats({ url }, null);
});

describe("n8n", () => {
  const url = `wss://flows.example.com/rest/push?pushRef=${SECRET}`;
  knows({ url }, "n8n", "n8n editor (likely)", ["path ending in /rest/push", "query pushRef=…"]);
  knows({ url: `ws://localhost:5678/rest/push?sessionId=${SECRET}` }, "n8n", "n8n editor (likely)", [
    "path ending in /rest/push",
    "query sessionId=…",
  ]);
  ignores({ url: "wss://flows.example.com/rest/push" }, "n8n");
  beats({ url }, null);
});

describe("vscode-server", () => {
  const url = `wss://ide.example.com/stable-abc?reconnectionToken=${SECRET}&reconnection=false&skipWebSocketFrames=false`;
  knows({ url }, "vscode-server", "VS Code server", ["query reconnectionToken=…", "query skipWebSocketFrames=…"]);
  ignores({ url: `wss://ide.example.com/?reconnectionToken=${SECRET}` }, "vscode-server");
  beats({ url }, null);
});

describe("proxmox", () => {
  const url = `wss://192.0.2.1:8006/api2/json/nodes/pve/qemu/103/vncwebsocket?port=5900&vncticket=${SECRET}`;
  knows({ url }, "proxmox", "Proxmox VE console", ["path of the form /api2/json/nodes/…/vncwebsocket"]);
  ignores({ url: "wss://192.0.2.1:8006/api2/json/nodes/pve/qemu/103/status" }, "proxmox");
  beats({ url }, null);
});

describe("gradio", () => {
  const url = "wss://a.example/queue/join";
  knows({ url }, "gradio", "Gradio 3 (likely)", ["path ending in /queue/join"]);
  ignores({ url: "wss://a.example/queue/data" }, "gradio");
  beats({ url }, null);
});

describe("what proves nothing", () => {
  const nothing: Opening[] = [
    { url: "wss://app.example/ws" },
    { url: "ws://localhost:3000/ws" },
    { url: "wss://app.example/cable" },
    { url: "wss://app.example/websocket" },
    { url: "wss://app.example/socket" },
    { url: "wss://app.example/graphql" },
    { url: "wss://app.example/live?token=abc&id=1" },
    { chosen: "" },
    { chosen: "chat", offered: "chat, superchat" },
    { url: "not a url" },
    { url: "" },
  ];
  it.each(nothing)("%j", (seen) => {
    expect(see(seen)).toBeNull();
  });
  it("nor does an upgrade of which nothing is known", () => {
    expect(recognizeProtocol(reduced([]))).toBeNull();
  });
});

describe("the registry", () => {
  it("has each id once, with an https reference and one sentence of its own", () => {
    expect(new Set(protocols.map(({ id }) => id)).size).toBe(protocols.length);
    for (const { id, about, reference } of protocols) {
      expect(reference.url, id).toMatch(/^https:\/\//);
      expect(about, id).toMatch(/^[A-Z].*\.$/);
      expect(about, id).not.toMatch(/[.!?] [A-Z]/);
    }
  });

  it("was recognized as a whole in this file", () => {
    expect(new Set(recognized.map(({ id }) => id))).toEqual(new Set(protocols.map(({ id }) => id)));
  });

  it("never quotes a secret", () => {
    for (const { id, evidence } of recognized) expect(evidence.join("\n"), id).not.toContain(SECRET);
  });
});
