import { ablyControl } from "./ably.ts";
import { actionCableControl } from "./action-cable.ts";
import { centrifugoControl } from "./centrifugo.ts";
import type { ControlKnowledge } from "./control.ts";
import { graphqlControl } from "./graphql.ts";
import { hotReloadControls } from "./hot-reload.ts";
import { jsonRpcControl } from "./json-rpc.ts";
import { jupyterControl } from "./jupyter.ts";
import { mqttControl } from "./mqtt.ts";
import { ocppControl } from "./ocpp.ts";
import { phoenixControl } from "./phoenix.ts";
import { pusherControl } from "./pusher.ts";
import { signalrControl } from "./signalr.ts";
import { socketIoControl } from "./socket.io.ts";
import { stompControl } from "./stomp.ts";
import { wampControl } from "./wamp.ts";

/** The registry: every protocol whose control messages are read (src/upgrade/application). */
export const controls: readonly ControlKnowledge[] = [
  socketIoControl,
  graphqlControl,
  stompControl,
  signalrControl,
  phoenixControl,
  actionCableControl,
  mqttControl,
  wampControl,
  pusherControl,
  ablyControl,
  centrifugoControl,
  ocppControl,
  jupyterControl,
  ...hotReloadControls,
  jsonRpcControl,
];
