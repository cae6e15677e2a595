import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { Counts, type Serve } from "./server.ts";

/** The ws library alone, with messages of the application's own making, told apart by their `type`. */
export const ws: Serve = async (scope, mood) => {
  const http = createServer();
  const counts = new Counts();
  new WebSocketServer({ server: http }).on("connection", (socket) => {
    socket.on("message", (data) => {
      const { type }: { readonly type: string } = JSON.parse(String(data));
      counts.add(type, "sent");
      if (mood === "refuses") return socket.close(4401, "Unauthorized");
      if (mood === "silent") return;
      counts.add("price", "received");
      socket.send(JSON.stringify({ price: { type: "inner", eur: 1 }, type: "price" }));
    });
  });
  const port = await scope.listen(http);
  return {
    url: `ws://127.0.0.1:${port}/`,
    counted: () => counts.all,
    hello: async (talk) => talk.say('{"type":"hello","token":"secret"}'),
    work: async (talk) => {
      talk.say('{"type":"subscribe","of":"secret"}', '{"type":"subscribe","of":"secret"}');
      await talk.hears(/price/, 3);
    },
  };
};
