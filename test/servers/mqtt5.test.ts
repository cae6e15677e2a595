import packets, { type Packet } from "mqtt-packet";
import { describe, expect, test } from "vitest";
import type { Direction } from "../../src/upgrade/direction.ts";
import { countsByName, live, logged, said } from "./judged.ts";

/** Version 5 as mqtt-packet writes it: no broker of Node speaks it. */
const VERSION = { protocolVersion: 5 } as const;
const START = Date.UTC(2026, 10, 28, 12);

const CONNECT: Packet = {
  cmd: "connect",
  protocolId: "MQTT",
  protocolVersion: 5,
  clientId: "secret",
  clean: true,
  keepalive: 30,
  username: "secret",
  password: Buffer.from("secret"),
  properties: { sessionExpiryInterval: 60, userProperties: { of: "secret" } },
};

function connack(reasonCode: number): Packet {
  return { cmd: "connack", reasonCode, sessionPresent: false, properties: { reasonString: "secret" } };
}

function publish(topic: string, properties: object = {}): Packet {
  return { cmd: "publish", topic, payload: "secret", qos: 0, retain: false, dup: false, properties };
}

/** A conversation of these packets, each in one message or each byte in one of its own. */
function conversation(said: readonly (readonly [Direction, Packet])[], isSpread: boolean) {
  const passed = said.flatMap(([direction, packet]) => {
    const bytes = packets.generate(packet, VERSION);
    const pieces = isSpread ? Array.from(bytes, (byte) => Buffer.of(byte)) : [bytes];
    return pieces.map((piece) => ({ direction, opcode: 2, data: piece.toString("base64") }));
  });
  return {
    url: "wss://broker.example.com/mqtt",
    protocol: "mqtt",
    openedAt: START,
    closedAt: null,
    close: null,
    passed: passed.map((one, i) => ({ ...one, at: START + i })),
  };
}

describe.each([
  ["each packet in a message", false],
  ["each byte in a message", true],
])("MQTT 5, %s", (_, isSpread) => {
  const words = (...said: Parameters<typeof conversation>[0]) => {
    const told = conversation(said, isSpread);
    return [live(told), logged(told)].map((upgrade) => {
      expect(JSON.stringify(upgrade)).not.toContain("secret");
      const { verdict, diagnosis } = explained(upgrade);
      return [verdict.level, diagnosis?.causes[0]?.id ?? "", diagnosis?.summary.replace("is open", "opened") ?? ""];
    });
  };
  const explained = (upgrade: ReturnType<typeof live>) => said(upgrade, START + 2000);
  const twice = <T>(one: T) => [one, one];

  test("lets in, and the topics are counted", () => {
    const talk = conversation(
      [
        ["sent", CONNECT],
        ["received", connack(0)],
        ["sent", publish("prices/eur", { topicAlias: 1 })],
        ["received", publish("prices/eur", { subscriptionIdentifier: 3 })],
        ["received", publish("prices/usd")],
        ["sent", { cmd: "pingreq" }],
        ["received", { cmd: "pingresp" }],
      ],
      isSpread,
    );
    for (const upgrade of [live(talk), logged(talk)]) {
      expect(explained(upgrade).verdict.level).toBe("healthy");
      expect(countsByName(upgrade)).toEqual({
        "prices/eur": { sent: 1, received: 1 },
        "prices/usd": { sent: 0, received: 1 },
      });
    }
  });

  test("refuses a login", () => {
    const summary = "The WebSocket opened, but MQTT refused the connection: code `135`, not authorized.";
    expect(words(["sent", CONNECT], ["received", connack(0x87)])).toEqual(twice(["failed", "login-required", summary]));
  });

  test("ends, because another client has the same id", () => {
    const end: Packet = { cmd: "disconnect", reasonCode: 0x8e };
    const summary =
      "The WebSocket opened, but MQTT on the server ended its connection: code `142`, session taken over.";
    expect(words(["sent", CONNECT], ["received", connack(0)], ["received", end])).toEqual(
      twice(["attention", "session-taken-over", summary]),
    );
  });
});
