import { createServer } from "node:http";
import { Server } from "socket.io";
import serveV2 from "socket.io-v2";
import { Counts, type Mood, type Serve } from "./server.ts";

/** The error of a middleware, which never settles where the server is silent. */
function guard(mood: Mood): (_: unknown, next: (error?: Error) => void) => void {
  return (_, next) => {
    if (mood === "refuses") next(new Error("Not authorized"));
    if (mood === "accepts") next();
  };
}

/** Socket.IO 4: the namespace /admin asks for a token; "price" comes back three times for each "subscribe". */
export const socketIo: Serve = async (scope, mood) => {
  const http = createServer();
  const io = new Server(http, { serveClient: false, pingInterval: 300 });
  const counts = new Counts();
  const admin = io.of("/admin");
  admin.use(guard(mood));
  admin.on("connection", (socket) => {
    socket.onAny((event) => counts.add(`/admin ${event}`, "sent"));
    socket.onAnyOutgoing((event) => counts.add(`/admin ${event}`, "received"));
    socket.on("subscribe", (_, acknowledge) => {
      for (let i = 0; i < 3; i++) socket.emit("price", { eur: i });
      acknowledge("done");
    });
  });
  scope.atEnd(() => void io.engine.close());
  const port = await scope.listen(http);
  return {
    url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`,
    counted: () => counts.all,
    hello: async (talk) => {
      await talk.hears(/^0\{/);
      talk.say('40/admin,{"token":"secret"}');
    },
    work: async (talk) => {
      await talk.hears(/^40\/admin/);
      talk.say('42/admin,0["subscribe","EUR"]', '42/admin,1["subscribe","USD"]', '42/admin,["chat message","hello"]');
      await talk.hears(/^43/, 2);
      await talk.until(() => counts.all["/admin chat message"] !== undefined);
    },
  };
};

/** Socket.IO 2, which lets everybody into `/` at once: its namespace /admin asks for a token. */
export const socketIoV2: Serve = async (scope, mood) => {
  const http = createServer();
  const io = serveV2(http, { serveClient: false });
  const counts = new Counts();
  const admin = io.of("/admin");
  admin.use(guard(mood));
  admin.on("connection", (socket) => {
    socket.use(([event], next) => {
      counts.add(`/admin ${String(event)}`, "sent");
      next();
    });
    socket.on("subscribe", () => {
      counts.add("/admin price", "received");
      socket.emit("price", 1);
    });
  });
  scope.atEnd(() => io.close());
  const port = await scope.listen(http);
  return {
    url: `ws://127.0.0.1:${port}/socket.io/?EIO=3&transport=websocket`,
    counted: () => counts.all,
    hello: async (talk) => {
      await talk.hears(/^0\{/);
      talk.say("40/admin?token=secret,");
    },
    work: async (talk) => {
      await talk.hears(/^40\/admin/);
      talk.say('42/admin,["subscribe","EUR"]', "2", '42/admin,["subscribe","USD"]');
      await talk.hears(/^42\/admin/, 2);
      await talk.hears(/^3$/);
    },
  };
};
