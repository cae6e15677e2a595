import { createServer } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { Counts, type Mood, type Serve } from "./server.ts";

/** A STOMP frame (https://stomp.github.io/stomp-specification-1.2.html#STOMP_Frames). */
interface Frame {
  readonly command: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const ESCAPED: Readonly<Record<string, string>> = { "\\r": "\r", "\\n": "\n", "\\c": ":", "\\\\": "\\" };

/** Reads one frame; null is a heartbeat. Of a header that comes twice the first one counts (STOMP 1.2, Repeated Header Entries). */
function frameIn(text: string): Frame | null {
  const at = text.indexOf("\n\n");
  if (at < 0) return null;
  const [command = "", ...lines] = text.slice(0, at).split("\n");
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1)].map((part) =>
      part.replace(/\\[rnc\\]/g, (sign) => ESCAPED[sign] ?? sign),
    );
    if (name !== undefined && value !== undefined && !headers.has(name)) headers.set(name, value);
  }
  return { command, headers, body: text.slice(at + 2, text.indexOf("\0", at)) };
}

function frame(command: string, headers: Readonly<Record<string, string>>, body = ""): string {
  const escaped = (text: string) =>
    text.replace(/[\r\n:\\]/g, (sign) => Object.entries(ESCAPED).find(([, plain]) => plain === sign)?.[0] ?? sign);
  // What a CONNECTED frame has is not escaped.
  const plain = command === "CONNECTED" ? (text: string) => text : escaped;
  const lines = Object.entries(headers).map(([name, value]) => `${plain(name)}:${plain(value)}\n`);
  return `${command}\n${lines.join("")}\n${body}\0`;
}

/** A small broker of STOMP 1.2: login, subscriptions by destination, receipts, errors that end the connection. */
export const stomp: Serve = async (scope, mood) => {
  const http = createServer();
  const counts = new Counts();
  const subscribers = new Map<string, (body: string) => void>();
  new WebSocketServer({ server: http, handleProtocols: () => "v12.stomp" }).on("connection", (socket) => {
    socket.on("message", (data) => {
      const told = frameIn(String(data));
      if (told !== null) take(told, socket);
    });
  });

  function take({ command, headers, body }: Frame, socket: WebSocket): void {
    const destination = headers.get("destination") ?? "";
    switch (command) {
      case "CONNECT":
        connect(socket, mood);
        break;
      case "SUBSCRIBE": {
        const subscription = headers.get("id") ?? "";
        subscribers.set(destination, (text) => {
          counts.add(destination, "received");
          socket.send(frame("MESSAGE", { subscription, "message-id": "1", destination }, text));
        });
        break;
      }
      case "SEND":
        counts.add(destination, "sent");
        subscribers.get(destination)?.(body);
        break;
    }
    const receipt = headers.get("receipt");
    if (receipt !== undefined) socket.send(frame("RECEIPT", { "receipt-id": receipt }));
  }

  const port = await scope.listen(http);
  return {
    url: `ws://127.0.0.1:${port}/stomp`,
    protocols: ["v12.stomp", "v11.stomp"],
    counted: () => counts.all,
    hello: async (talk) =>
      talk.say(frame("CONNECT", { "accept-version": "1.2", host: "/", login: "anna", passcode: "secret" })),
    work: async (talk) => {
      await talk.hears(/^CONNECTED/);
      talk.say(frame("SUBSCRIBE", { id: "sub-0", destination: "/topic/prices:eur" }));
      talk.say(frame("SEND", { destination: "/topic/prices:eur" }, "destination:secret"), "\n");
      talk.say(frame("SEND", { destination: "/topic/prices:eur" }, "2"));
      talk.say(frame("SEND", { destination: "/queue/orders", receipt: "r1" }, "secret"));
      await talk.hears(/^RECEIPT/);
    },
  };
};

function connect(socket: WebSocket, mood: Mood): void {
  if (mood === "accepts") socket.send(frame("CONNECTED", { version: "1.2", "heart-beat": "0,0" }));
  if (mood !== "refuses") return;
  // STOMP 1.2, ERROR: the server has to close the connection after it.
  socket.send(frame("ERROR", { message: "Bad CONNECT: access refused" }, "secret"));
  socket.close();
}
