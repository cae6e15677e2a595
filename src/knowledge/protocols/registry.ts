import { ably } from "./entries/ably.ts";
import { actionCable } from "./entries/action-cable.ts";
import { amqp } from "./entries/amqp.ts";
import { awsAppsync } from "./entries/aws-appsync.ts";
import { awsIot } from "./entries/aws-iot.ts";
import { azureWebPubsub } from "./entries/azure-web-pubsub.ts";
import { centrifugo } from "./entries/centrifugo.ts";
import { chromeDevtoolsProtocol } from "./entries/chrome-devtools-protocol.ts";
import { coap } from "./entries/coap.ts";
import { colyseus } from "./entries/colyseus.ts";
import { deepgram } from "./entries/deepgram.ts";
import { discord } from "./entries/discord.ts";
import { firebase } from "./entries/firebase.ts";
import { geminiLive } from "./entries/gemini-live.ts";
import { gradio } from "./entries/gradio.ts";
import { grafanaLive } from "./entries/grafana-live.ts";
import { graphqlTransportWs } from "./entries/graphql-transport-ws.ts";
import { graphqlWs } from "./entries/graphql-ws.ts";
import { homeAssistant } from "./entries/home-assistant.ts";
import { irc } from "./entries/irc.ts";
import { jmap } from "./entries/jmap.ts";
import { jupyter } from "./entries/jupyter.ts";
import { kubernetes } from "./entries/kubernetes.ts";
import { lightstreamer } from "./entries/lightstreamer.ts";
import { meteor } from "./entries/meteor.ts";
import { mqtt } from "./entries/mqtt.ts";
import { n8n } from "./entries/n8n.ts";
import { nextHmr } from "./entries/next-hmr.ts";
import { ocpp } from "./entries/ocpp.ts";
import { opcUa } from "./entries/opc-ua.ts";
import { openaiRealtime } from "./entries/openai-realtime.ts";
import { oracleNet } from "./entries/oracle-net.ts";
import { phoenix } from "./entries/phoenix.ts";
import { phoenixLiveview } from "./entries/phoenix-liveview.ts";
import { proxmox } from "./entries/proxmox.ts";
import { pusher } from "./entries/pusher.ts";
import { redfish } from "./entries/redfish.ts";
import { signalr } from "./entries/signalr.ts";
import { sip } from "./entries/sip.ts";
import { slack } from "./entries/slack.ts";
import { socketIo } from "./entries/socket.io.ts";
import { sockjs } from "./entries/sockjs.ts";
import { stomp } from "./entries/stomp.ts";
import { streamlit } from "./entries/streamlit.ts";
import { supabaseRealtime } from "./entries/supabase-realtime.ts";
import { ttyd } from "./entries/ttyd.ts";
import { usp } from "./entries/usp.ts";
import { viteHmr } from "./entries/vite-hmr.ts";
import { vnc } from "./entries/vnc.ts";
import { vscodeServer } from "./entries/vscode-server.ts";
import { wamp } from "./entries/wamp.ts";
import { webpackHmr } from "./entries/webpack-hmr.ts";
import { xmpp } from "./entries/xmpp.ts";
import type { Protocol } from "./protocol.ts";

/** The registry: its order is the order of matching, from what says most to what says least. */
export const protocols: readonly Protocol[] = [
  // The exact subprotocol. Before each, the services that use its name on hosts of their own.
  awsAppsync,
  graphqlTransportWs,
  graphqlWs,
  viteHmr,
  actionCable,
  awsIot,
  mqtt,
  stomp,
  wamp,
  streamlit,
  jupyter,
  ttyd,
  vnc,
  ocpp,
  azureWebPubsub,
  amqp,
  xmpp,
  sip,
  coap,
  jmap,
  irc,
  lightstreamer,
  usp,
  opcUa,
  redfish,
  oracleNet,
  kubernetes,
  // A prefix among the offers, then the host.
  openaiRealtime,
  geminiLive,
  deepgram,
  discord,
  slack,
  ably,
  // Path and query. What runs on another library stands before it.
  socketIo,
  pusher,
  signalr,
  supabaseRealtime,
  phoenixLiveview,
  phoenix,
  meteor,
  sockjs,
  centrifugo,
  nextHmr,
  webpackHmr,
  firebase,
  chromeDevtoolsProtocol,
  colyseus,
  homeAssistant,
  grafanaLive,
  n8n,
  vscodeServer,
  proxmox,
  gradio,
];
