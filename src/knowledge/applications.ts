import type { Application } from "./application.ts";
import { actionCableServer } from "./applications/action-cable.ts";
import { channels } from "./applications/channels.ts";
import { gorilla } from "./applications/gorilla.ts";
import { graphqlWsServer } from "./applications/graphql-ws.ts";
import { jupyterServer } from "./applications/jupyter.ts";
import { phoenixServer } from "./applications/phoenix.ts";
import { signalrServer } from "./applications/signalr.ts";
import { socketIoServer } from "./applications/socket.io.ts";
import { sockjsNode } from "./applications/sockjs.ts";
import { spring } from "./applications/spring.ts";
import { tornado } from "./applications/tornado.ts";
import { ws } from "./applications/ws.ts";

/**
 * The registry. Those on which any protocol may run come first: they are shown first where none was recognised, since the
 * others mostly give themselves away.
 */
export const applications: readonly Application[] = [
  ws,
  gorilla,
  spring,
  tornado,
  channels,
  socketIoServer,
  signalrServer,
  phoenixServer,
  actionCableServer,
  sockjsNode,
  graphqlWsServer,
  jupyterServer,
];
