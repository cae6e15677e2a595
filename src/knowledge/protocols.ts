import type { Protocol } from "./protocol.ts";
import { ably } from "./protocols/ably.ts";
import { actionCable } from "./protocols/action-cable.ts";
import { amqp } from "./protocols/amqp.ts";
import { awsAppsync } from "./protocols/aws-appsync.ts";
import { awsIot } from "./protocols/aws-iot.ts";
import { azureWebPubsub } from "./protocols/azure-web-pubsub.ts";
import { centrifugo } from "./protocols/centrifugo.ts";
import { chromeDevtoolsProtocol } from "./protocols/chrome-devtools-protocol.ts";
import { coap } from "./protocols/coap.ts";
import { colyseus } from "./protocols/colyseus.ts";
import { deepgram } from "./protocols/deepgram.ts";
import { discord } from "./protocols/discord.ts";
import { firebase } from "./protocols/firebase.ts";
import { geminiLive } from "./protocols/gemini-live.ts";
import { gradio } from "./protocols/gradio.ts";
import { graphqlTransportWs } from "./protocols/graphql-transport-ws.ts";
import { graphqlWs } from "./protocols/graphql-ws.ts";
import { homeAssistant } from "./protocols/home-assistant.ts";
import { irc } from "./protocols/irc.ts";
import { jmap } from "./protocols/jmap.ts";
import { jupyter } from "./protocols/jupyter.ts";
import { kubernetes } from "./protocols/kubernetes.ts";
import { lightstreamer } from "./protocols/lightstreamer.ts";
import { meteor } from "./protocols/meteor.ts";
import { mqtt } from "./protocols/mqtt.ts";
import { nextHmr } from "./protocols/next-hmr.ts";
import { ocpp } from "./protocols/ocpp.ts";
import { opcUa } from "./protocols/opc-ua.ts";
import { openaiRealtime } from "./protocols/openai-realtime.ts";
import { oracleNet } from "./protocols/oracle-net.ts";
import { phoenix } from "./protocols/phoenix.ts";
import { phoenixLiveview } from "./protocols/phoenix-liveview.ts";
import { pusher } from "./protocols/pusher.ts";
import { redfish } from "./protocols/redfish.ts";
import { signalr } from "./protocols/signalr.ts";
import { sip } from "./protocols/sip.ts";
import { slack } from "./protocols/slack.ts";
import { socketIo } from "./protocols/socket.io.ts";
import { sockjs } from "./protocols/sockjs.ts";
import { stomp } from "./protocols/stomp.ts";
import { streamlit } from "./protocols/streamlit.ts";
import { supabaseRealtime } from "./protocols/supabase-realtime.ts";
import { ttyd } from "./protocols/ttyd.ts";
import { usp } from "./protocols/usp.ts";
import { viteHmr } from "./protocols/vite-hmr.ts";
import { vnc } from "./protocols/vnc.ts";
import { wamp } from "./protocols/wamp.ts";
import { webpackHmr } from "./protocols/webpack-hmr.ts";
import { xmpp } from "./protocols/xmpp.ts";

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
  gradio,
];
