import type { Application } from "./application.ts";
import { actionCableServer } from "./entries/action-cable.ts";
import { channels } from "./entries/channels.ts";
import { codeServer } from "./entries/code-server.ts";
import { gorilla } from "./entries/gorilla.ts";
import { grafana } from "./entries/grafana.ts";
import { graphqlWsServer } from "./entries/graphql-ws.ts";
import { jupyterServer } from "./entries/jupyter.ts";
import { n8n } from "./entries/n8n.ts";
import { phoenixServer } from "./entries/phoenix.ts";
import { signalrServer } from "./entries/signalr.ts";
import { socketIoServer } from "./entries/socket.io.ts";
import { sockjsNode } from "./entries/sockjs.ts";
import { spring } from "./entries/spring.ts";
import { streamlitServer } from "./entries/streamlit.ts";
import { tornado } from "./entries/tornado.ts";
import { ws } from "./entries/ws.ts";

/**
 * The registry. Those on which any protocol may run come first: they are shown first where none was recognized, since the
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
  grafana,
  streamlitServer,
  codeServer,
  n8n,
];
