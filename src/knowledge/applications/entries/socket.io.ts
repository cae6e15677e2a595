import type { Application } from "../application.ts";

export const socketIoServer: Application = {
  id: "socket.io",
  name: "Socket.IO",
  reference: { text: "Socket.IO: server options", url: "https://socket.io/docs/v4/server-options/" },
  protocols: ["socket.io"],
  isGeneral: false,
  settings: {
    // CORS is about the polling requests; only `allowRequest` can refuse a WebSocket.
    "allow-origin": ({ origin }) =>
      [
        "const io = new Server(server, {",
        `  cors: { origin: "${origin}" }, // for the polling requests`,
        `  allowRequest: (request, done) => done(null, request.headers.origin === "${origin}"),`,
        "});",
      ].join("\n"),
    "serve-path": ({ path }) =>
      [
        `const io = new Server(server, { path: "${path}" });`,
        `const socket = io({ path: "${path}" }); // in the page: the same; "/socket.io/" by default`,
      ].join("\n"),
    heartbeat: ({ seconds }) =>
      `const io = new Server(server, { pingInterval: ${seconds * 1000}, pingTimeout: 20000 });`,
    "enable-websockets": () => 'const io = new Server(server, { transports: ["polling", "websocket"] });',
    "sticky-sessions": () =>
      'const socket = io({ transports: ["websocket"] }); // in the page: no polling request first',
  },
};
