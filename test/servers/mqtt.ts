import { createServer } from "node:http";
import { Aedes } from "aedes";
import packets from "mqtt-packet";
import { createWebSocketStream, WebSocketServer } from "ws";
import { Counts, type Serve } from "./server.ts";

/** aedes, a broker of MQTT 3.1.1 over WebSockets: it sends each of its packets in several messages. */
export const aedes: Serve = async (scope, mood) => {
  const broker = await Aedes.createBroker({ connectTimeout: 120_000 });
  const counts = new Counts();
  broker.authenticate = (_client, _user, _password, done) => {
    if (mood === "accepts") done(null, true);
    if (mood === "refuses") done(Object.assign(new Error("Bad login"), { returnCode: 4 as const }), false);
  };
  broker.on("publish", ({ topic }, client) => {
    if (client !== null) counts.add(topic, "sent");
  });
  // What is delivered: each client here subscribes to what it publishes.
  broker.on("publish", ({ topic }, client) => {
    if (client !== null && topic.startsWith("prices/")) counts.add(topic, "received");
  });
  const http = createServer();
  new WebSocketServer({ server: http, handleProtocols: () => "mqtt" }).on("connection", (socket, request) => {
    broker.handle(createWebSocketStream(socket), request);
  });
  scope.atEnd(() => void broker.close());
  const port = await scope.listen(http);
  const publish = (topic: string, payload: string): Buffer =>
    packets.generate({ cmd: "publish", topic, payload, qos: 0, retain: false, dup: false });
  return {
    url: `ws://127.0.0.1:${port}/mqtt`,
    protocols: ["mqtt"],
    counted: () => counts.all,
    hello: async (talk) => {
      const login = { username: "anna", password: Buffer.from("secret") };
      const connect = {
        cmd: "connect",
        protocolId: "MQTT",
        protocolVersion: 4,
        clientId: "secret",
        clean: true,
        keepalive: 20,
      } as const;
      talk.say(packets.generate({ ...connect, ...login }));
    },
    work: async (talk) => {
      const bytes = () =>
        talk.passed
          .filter(({ direction }) => direction === "received")
          .reduce((all, { data }) => all + Buffer.from(data, "base64").length, 0);
      await talk.until(() => bytes() >= 4);
      talk.say(packets.generate({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "prices/#", qos: 0 }] }));
      await talk.until(() => bytes() >= 9);
      const sent = [
        publish("prices/eur", "1.1"),
        publish("prices/usd", "x".repeat(1000)),
        publish("prices/eur", ""),
        publish("other", "2"),
      ];
      talk.say(...sent);
      // Three of the four come back, as long as they were sent.
      const back = sent.slice(0, 3).reduce((all, { length }) => all + length, 0);
      await talk.until(() => bytes() >= 9 + back && counts.all["other"] !== undefined);
    },
  };
};
