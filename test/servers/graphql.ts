import { createServer, type Server as HttpServer } from "node:http";
import { createRequire } from "node:module";
import type { ServerOptions } from "graphql-ws";
import { useServer as serveOn } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import { Counts, type Mood, type Serve, type Served } from "./server.ts";

/** As both libraries get it in Node: of this one there may be one copy only, and Vitest would read another. */
const require = createRequire(import.meta.url);
const { buildSchema, execute, subscribe }: typeof import("graphql") = require("graphql");
const { SubscriptionServer }: typeof import("subscriptions-transport-ws") = require("subscriptions-transport-ws");

const schema = buildSchema("type Query { hello: String } type Subscription { ticks(of: String): Int }");

async function* ticks() {
  for (let tick = 1; tick <= 3; tick++) yield { ticks: tick };
}

const roots = { query: { hello: "hello" }, subscription: { ticks } };

const OPERATION = "subscription Prices($of: String) { ticks(of: $of) }";

/** graphql-ws: `Prices` gives three results. */
export const graphqlWs: Serve = async (scope, mood) => {
  const http = createServer();
  const counts = new Counts();
  const onConnect: ServerOptions["onConnect"] = async () => answer(mood);
  const onSubscribe: ServerOptions["onSubscribe"] = (_, __, { operationName }) =>
    counts.add(operationName ?? "", "sent");
  const onNext: ServerOptions["onNext"] = (_, __, { operationName }) => counts.add(operationName ?? "", "received");
  serveOn({ schema, roots, onConnect, onSubscribe, onNext }, new WebSocketServer({ server: http }));
  return served(http, await scope.listen(http), "graphql-transport-ws", counts, {
    begins: "subscribe",
    carries: "next",
  });
};

/** subscriptions-transport-ws, which speaks the older protocol: the same. */
export const subscriptionsTransportWs: Serve = async (scope, mood) => {
  const http = createServer();
  const counts = new Counts();
  const onConnect = async () => {
    if (!(await answer(mood))) throw new Error("No token");
    return {};
  };
  const onOperation = (message: { payload: { operationName?: string } }, params: object) => {
    const name = message.payload.operationName ?? "";
    counts.add(name, "sent");
    const formatResponse = (value: unknown) => {
      counts.add(name, "received");
      return value;
    };
    return { ...params, formatResponse };
  };
  const options = { schema, execute, subscribe, rootValue: { ticks, hello: "hello" }, onConnect, onOperation };
  const server = SubscriptionServer.create(options, { server: http });
  scope.atEnd(() => server.close());
  return served(http, await scope.listen(http), "graphql-ws", counts, { begins: "start", carries: "data" });
};

/** Whether it lets the page in; never settles where it is silent. */
function answer(mood: Mood): Promise<boolean> {
  return mood === "silent" ? new Promise(() => {}) : Promise.resolve(mood === "accepts");
}

function served(
  _: HttpServer,
  port: number,
  protocol: string,
  counts: Counts,
  words: { readonly begins: string; readonly carries: string },
): Served {
  const begin = (id: string): string => {
    const payload = { operationName: "Prices", query: OPERATION, variables: { of: "secret" } };
    return JSON.stringify({ id, type: words.begins, payload });
  };
  return {
    url: `ws://127.0.0.1:${port}/graphql`,
    protocols: [protocol],
    counted: () => counts.all,
    hello: async (talk) => talk.say('{"type":"connection_init","payload":{"token":"secret"}}'),
    work: async (talk) => {
      await talk.hears(/connection_ack/);
      talk.say(begin("1"), begin("2"));
      await talk.hears(new RegExp(`"type":"${words.carries}"`), 6);
      await talk.hears(/"type":"complete"/, 2);
    },
  };
}
