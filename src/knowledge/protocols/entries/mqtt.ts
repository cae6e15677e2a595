import { bySubprotocol } from "../by-subprotocol.ts";

/** MQTT 3.1 (`mqttv3.1`), 3.1.1 and 5 (`mqtt`). */
export const mqtt = bySubprotocol({
  id: "mqtt",
  name: "MQTT",
  subprotocols: ["mqtt", "mqttv3.1"],
  about: "MQTT, a protocol for publishing and subscribing to messages, carried over WebSocket.",
  reference: { text: "MQTT 5.0", url: "https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html" },
  heartbeat: {
    by: "client",
    intervalMs: 60_000,
    visible: true,
    form: "`PINGREQ`, replied to with `PINGRESP`; the client sets the interval, and 60 s is the default of MQTT.js",
  },
});
