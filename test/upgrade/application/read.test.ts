import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Control } from "../../../src/upgrade/application/control.ts";
import { MessageReader } from "../../../src/upgrade/application/message-reader.ts";
import { addControls } from "../../../src/upgrade/application/part.ts";
import { FIRST, withControl } from "../../../src/upgrade/application/read.ts";
import { messageOf } from "../../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../../src/upgrade/direction.ts";

const END = "\u001e";

function read(direction: Direction, data: string, { opcode = 1, isFirst = true } = {}): Control | null {
  return withControl(messageOf(1, direction, opcode, data), data, isFirst).control ?? null;
}

/** What is told, in short: protocol, state, part, reason, code, heartbeat. */
function told(control: Control | null): string | null {
  if (control === null) return null;
  const { protocol, state, scope, reason, code, heartbeatMs } = control;
  return [protocol, state, scope, reason, code, heartbeatMs].filter((one) => one !== null).join(" | ");
}

function base64(...bytes: readonly (number | string)[]): string {
  return Buffer.concat(bytes.map((one) => (typeof one === "string" ? Buffer.from(one) : Buffer.from([one])))).toString(
    "base64",
  );
}

const OPEN = '0{"sid":"s3cret","upgrades":[],"pingInterval":300,"pingTimeout":20000,"maxPayload":1000000}';

describe("text", () => {
  test.each<[Direction, string, string | null]>([
    ["received", OPEN, "socket.io | accepted | 300"],
    ["sent", OPEN, null],
    ["sent", "40", "socket.io | waiting | /"],
    ["sent", '40/admin,{"token":"s3cret"}', "socket.io | waiting | /admin"],
    ["received", '40{"sid":"s3cret"}', "socket.io | accepted | /"],
    ["received", '40/admin,{"sid":"s3cret"}', "socket.io | accepted | /admin"],
    ["received", "41", "socket.io | ended | /"],
    ["received", "41/admin,", "socket.io | ended | /admin"],
    ["sent", "40/notifications-v2,", "socket.io | waiting | /notifications-v2"],
    ["sent", "40/rooms/47110815,", "socket.io | waiting | /rooms/…"],
    ["sent", "41", null],
    ["received", '44/admin,{"message":"Invalid namespace"}', "socket.io | refused | /admin | Invalid namespace"],
    ["received", '44{"message":"Not authorized","data":{"user":"s3cret"}}', "socket.io | refused | / | Not authorized"],
    ["received", '44"Authentication error"', "socket.io | refused | / | Authentication error"],
    ["received", "44", null],
    ["received", "4075", null],
    ["received", '42["chat","44 s3cret"]', null],
    ["sent", '{"type":"connection_init","payload":{"Authorization":"s3cret"}}', "graphql | waiting"],
    ["received", '{"type":"connection_ack"}', "graphql | accepted"],
    ["received", '{"type":"connection_error","payload":{"message":"No token"}}', "graphql | refused | No token"],
    [
      "received",
      '{"payload":{"errors":[{"errorType":"UnauthorizedException","errorCode":400}]},"type":"connection_error"}',
      "graphql | refused | UnauthorizedException | 400",
    ],
    [
      "received",
      '{"id":"1","type":"error","payload":[{"message":"Denied","extensions":{"code":"FORBIDDEN"}}]}',
      "graphql | refused | Denied | FORBIDDEN",
    ],
    [
      "received",
      '{"id":"1","type":"error","payload":{"message":"Variable got invalid value { password: \\"s3cret\\" }"}}',
      "graphql | refused | Variable …",
    ],
    ["received", '{"type":"error","message":"s3cret"}', null],
    ["received", '{"id":"1","type":"next","payload":{"data":"s3cret"}}', null],
    ["sent", "CONNECT\naccept-version:1.2\nlogin:me\npasscode:s3cret\n\n\0", "stomp | waiting"],
    ["sent", '["CONNECT\\naccept-version:1.1,1.0\\npasscode:s3cret\\n\\n\\u0000"]', "stomp | waiting"],
    ["received", "CONNECTED\nversion:1.2\nheart-beat:0,0\n\n\0", "stomp | accepted"],
    ["received", 'a["CONNECTED\\nversion:1.1\\n\\n\\u0000"]', "stomp | accepted"],
    ["received", "ERROR\nmessage:Bad CONNECT\\c no\ncontent-length:6\n\ns3cret\0", "stomp | refused | Bad CONNECT: no"],
    ["received", "ERROR\ncontent-length:6\n\nmessage:s3cret\0", "stomp | refused"],
    ["sent", `{"protocol":"json","version":1}${END}`, "signalr | waiting"],
    ["received", `{}${END}`, "signalr | accepted"],
    ["received", `{}${END}{"type":6}${END}`, "signalr | accepted"],
    [
      "received",
      `{"error":"The protocol 'x' is not supported."}${END}`,
      "signalr | refused | The protocol 'x' is not supported.",
    ],
    [
      "received",
      `{"type":7,"error":"Connection closed with an error."}${END}`,
      "signalr | ended | Connection closed with an error.",
    ],
    ["received", `{"type":1,"target":"s3cret","arguments":["s3cret"]}${END}`, null],
    ["sent", '["1","1","room:s3cret","phx_join",{"token":"s3cret"}]', "phoenix | waiting | room:…"],
    ["received", '["1","1","room:s3cret","phx_reply",{"status":"ok","response":{}}]', "phoenix | accepted | room:…"],
    [
      "received",
      '{"topic":"lobby","event":"phx_reply","ref":"1","payload":{"status":"error","response":{"reason":"unauthorized"}}}',
      "phoenix | refused | lobby | unauthorized",
    ],
    ["received", '["1",null,"room:1","phx_error",{}]', "phoenix | ended | room:…"],
    ["received", '["1",null,"room:1","new_msg",{"body":"s3cret"}]', null],
    ["received", '{"type":"welcome"}', "action-cable | accepted"],
    ["received", '{"type":"welcome","user":"s3cret"}', null],
    [
      "sent",
      '{"command":"subscribe","identifier":"{\\"channel\\":\\"ChatChannel\\",\\"room\\":\\"s3cret\\"}"}',
      "action-cable | waiting | ChatChannel",
    ],
    [
      "received",
      '{"identifier":"{\\"channel\\":\\"ChatChannel\\"}","type":"reject_subscription"}',
      "action-cable | refused | ChatChannel",
    ],
    [
      "received",
      '{"type":"disconnect","reason":"unauthorized","reconnect":false}',
      "action-cable | refused | unauthorized",
    ],
    [
      "received",
      '{"type":"disconnect","reason":"server_restart","reconnect":true}',
      "action-cable | ended | server_restart",
    ],
    ["sent", '[1,"realm1",{"roles":{"caller":{}},"authid":"s3cret"}]', "wamp | waiting"],
    ["received", '[2,9129137332,{"roles":{"broker":{}}}]', "wamp | accepted"],
    [
      "received",
      '[3,{"message":"The realm does not exist."},"wamp.error.no_such_realm"]',
      "wamp | refused | The realm does not exist. | wamp.error.no_such_realm",
    ],
    ["received", '[6,{},"wamp.close.system_shutdown"]', "wamp | ended | wamp.close.system_shutdown"],
    ["received", '[6,{},"wamp.close.goodbye_and_out"]', null],
    ["received", '[3,"19223201",{"status":"Accepted"}]', null],
    [
      "received",
      '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"s3cret\\",\\"activity_timeout\\":30}"}',
      "pusher | accepted | 30000",
    ],
    [
      "received",
      '{"event":"pusher:error","data":{"message":"App key not in this cluster.","code":4001}}',
      "pusher | refused | App key not in this cluster. | 4001",
    ],
    ["received", '{"event":"pusher:error","data":{"message":"Too fast","code":4301}}', null],
    ["received", '{"event":"message","data":"s3cret"}', null],
    [
      "received",
      '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found","data":"s3cret"}}',
      "json-rpc | refused | Method not found | -32601",
    ],
    ["received", '{"jsonrpc":"2.0","id":1,"result":{"name":"s3cret"}}', "json-rpc | accepted"],
    [
      "received",
      '{"action":4,"connectionId":"s3cret","connectionDetails":{"clientId":"s3cret","maxIdleInterval":15000}}',
      "ably | accepted | 15000",
    ],
    [
      "received",
      '{"action":9,"error":{"statusCode":401,"code":40142,"message":"Token expired"}}',
      "ably | refused | Token expired | 40142",
    ],
    ["sent", '{"action":10,"channel":"chat:s3cret"}', "ably | waiting | chat:…"],
    ["received", '{"action":11,"channel":"chat:s3cret"}', "ably | accepted | chat:…"],
    [
      "received",
      '{"action":13,"channel":"chat:s3cret","error":{"code":40160,"message":"Channel denied"}}',
      "ably | refused | chat:… | Channel denied | 40160",
    ],
    ["received", '{"action":13,"channel":"chat:s3cret"}', null],
    ["received", '{"action":15,"channel":"s3cret","messages":[{"data":"s3cret"}]}', null],
    ["sent", '{"id":1,"connect":{"token":"s3cret"}}', "centrifugo | waiting"],
    [
      "received",
      '{"id":1,"connect":{"client":"s3cret","version":"6.0.0","ping":25,"pong":true}}',
      "centrifugo | accepted | 25000",
    ],
    ["sent", '{"id":1,"connect":{}}\n{"id":2,"subscribe":{"channel":"s3cret"}}', "centrifugo | waiting"],
    ["received", '{}\n{"id":1,"connect":{"client":"s3cret"}}', "centrifugo | accepted"],
    ["sent", '{"id":2,"subscribe":{"channel":"news:s3cret"}}', "centrifugo | waiting | news:…"],
    [
      "received",
      '{"id":2,"error":{"code":103,"message":"permission denied"}}',
      "centrifugo | refused | permission denied | 103",
    ],
    [
      "received",
      '{"push":{"disconnect":{"code":3005,"reason":"connection expired"}}}',
      "centrifugo | ended | connection expired | 3005",
    ],
    ["received", '{"push":{"channel":"s3cret","pub":{"data":"s3cret"}}}', null],
    ["sent", '[2,"s3cret","BootNotification",{"chargePointVendor":"s3cret"}]', "ocpp | waiting"],
    [
      "received",
      '[3,"s3cret",{"status":"Accepted","currentTime":"2026-01-01T00:00:00Z","interval":300}]',
      "ocpp | accepted | 300000",
    ],
    [
      "received",
      '[3,"s3cret",{"status":"Rejected","currentTime":"2026-01-01T00:00:00Z","interval":60}]',
      "ocpp | refused | Rejected",
    ],
    [
      "received",
      '[4,"s3cret","NotSupported","No such feature",{"a":"s3cret"}]',
      "ocpp | refused | No such feature | NotSupported",
    ],
    ["received", '[3,"s3cret",{"status":"Accepted"}]', null],
    ["received", '[4,"s3cret","s3cret","x",{}]', null],
    ["sent", '{"header":{"msg_id":"s3cret","msg_type":"kernel_info_request"},"content":{}}', "jupyter | waiting"],
    [
      "received",
      '{"header":{"msg_id":"s3cret","msg_type":"kernel_info_reply"},"content":{"banner":"s3cret"}}',
      "jupyter | accepted",
    ],
    [
      "received",
      '{"header":{"msg_id":"s3cret","msg_type":"status"},"content":{"execution_state":"dead"}}',
      "jupyter | ended | dead",
    ],
    ["received", '{"header":{"msg_id":"s3cret","msg_type":"status"},"content":{"execution_state":"idle"}}', null],
    ["received", '{"header":{"msg_id":"s3cret","msg_type":"stream"},"content":{"execution_state":"dead"}}', null],
    ["received", '{"type":"hash","data":"2f5d1a3b4c5d6e7f8091"}', "webpack-hmr | accepted"],
    ["received", '{"type":"hash","data":"s3cret"}', null],
    ["received", '{"type":"connected"}', "vite-hmr | accepted"],
    [
      "received",
      '{"action":"sync","hash":"s3cret","errors":["s3cret"],"warnings":[],"versionInfo":{}}',
      "next-hmr | accepted",
    ],
    ["received", '{"event":"pusher:error","data":{"message":"Invalid message format","code":4200}}', null],
    [
      "received",
      '{"event":"pusher:error","data":{"message":"Pong reply not received","code":4201}}',
      "pusher | ended | Pong reply not received | 4201",
    ],
    ["received", "", null],
    ["received", "{", null],
    ["received", "[", null],
  ])("%s %s", (direction, data, expected) => {
    const control = read(direction, data);
    expect(told(control)).toBe(expected);
    expect(JSON.stringify(control)).not.toContain("s3cret");
  });
});

describe("bytes", () => {
  test.each<[string, Direction, string, string | null]>([
    ["CONNECT 3.1.1", "sent", base64(0x10, 20, 0, 4, "MQTT", 4, 0xc2, 0, 60, 0, 6, "s3cret"), "mqtt | waiting | 60000"],
    ["CONNECT 5", "sent", base64(0x10, 20, 0, 4, "MQTT", 5, 2, 0, 60, 0, 0, 6, "s3cret"), "mqtt | waiting"],
    ["a longer CONNECT", "sent", base64(0x10, 0x90, 1, 0, 4, "MQTT", 4, 2, 0, 10), "mqtt | waiting | 10000"],
    ["CONNACK", "received", base64(0x20, 2, 0, 0), "mqtt | accepted"],
    ["CONNACK 3.1.1, refused", "received", base64(0x20, 2, 0, 5), "mqtt | refused | 5"],
    ["CONNACK 5, refused", "received", base64(0x20, 3, 0, 0x87, 0), "mqtt | refused | 135"],
    ["DISCONNECT 5", "received", base64(0xe0, 2, 0x8e, 0), "mqtt | ended | 142"],
    ["PUBLISH", "received", base64(0x30, 8, 0, 1, "a", "s3cret"), null],
    ["SignalR's handshake", "received", base64("{}", 0x1e), "signalr | accepted"],
    ["nothing", "received", "", null],
    ["no base64", "received", "*", null],
  ])("%s", (_, direction, data, expected) => {
    expect(told(read(direction, data, { opcode: 2 }))).toBe(expected);
  });
});

describe("later messages", () => {
  test.each<[string, boolean]>([
    ['44/admin,{"message":"no"}', true],
    ["41", true],
    ["ERROR\nmessage:no\n\n\0", true],
    ['{"id":"7","type":"error","payload":[{"message":"no"}]}', true],
    ['{"identifier":"{\\"channel\\":\\"A\\"}","type":"reject_subscription"}', true],
    [`{"type":7}${END}`, true],
    ['{"action":9,"error":{"code":40142,"message":"Token expired"}}', true],
    ['{"id":7,"error":{"code":109,"message":"token expired"}}', true],
    ['[4,"7","InternalError","",{}]', true],
    ['{"header":{"msg_id":"1","msg_type":"status"},"content":{"execution_state":"dead"}}', true],
    ['{"type":"connection_ack"}', false],
    ['{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}}', false],
    [OPEN, false],
  ])("%s: %s", (data, isRead) => {
    expect(read("received", data, { isFirst: false }) !== null).toBe(isRead);
  });

  test("a bounded number of each direction counts as first", () => {
    const reader = new MessageReader();
    const isRead = (direction: Direction, data: string) =>
      reader.read("a", messageOf(1, direction, 1, data), data).control !== undefined;
    const of = (direction: Direction, data: string) => Array.from({ length: FIRST + 3 }, () => isRead(direction, data));
    expect(of("sent", '{"type":"connection_init"}').filter(Boolean)).toHaveLength(FIRST);
    expect(of("received", '{"type":"connection_ack"}').filter(Boolean)).toHaveLength(FIRST);
    reader.forget("a");
    expect(isRead("sent", '{"type":"connection_init"}')).toBe(true);
  });
});

describe("parts of a connection", () => {
  const partsOf = (...messages: readonly (readonly [Direction, string])[]) =>
    addControls(
      [],
      messages.map(([direction, data], at) => withControl(messageOf(at, direction, 1, data), data, true)),
    );

  test("each keeps the newest that was said of it", () => {
    const parts = partsOf(
      ["received", OPEN],
      ["sent", "40"],
      ["received", '40{"sid":"a"}'],
      ["sent", "40/admin,"],
      ["received", '44/admin,{"message":"no"}'],
    );
    expect(parts.map(({ scope, state }) => `${scope} ${state}`)).toEqual([
      "null accepted",
      "/ accepted",
      "/admin refused",
    ]);
    const again = addControls(parts, [withControl(messageOf(9, "received", 1, "40/admin,{}"), "40/admin,{}", false)]);
    expect(again.map(({ state }) => state)).toEqual(["accepted", "accepted", "accepted"]);
  });

  test("a reply of Phoenix counts only for the join that it answers", () => {
    const join = ["sent", '["3","3","room:1","phx_join",{}]'] as const;
    const reply = (ref: string) =>
      ["received", `["3","${ref}","room:1","phx_reply",{"status":"error","response":{"reason":"no"}}]`] as const;
    expect(partsOf(join, reply("3")).map(({ state }) => state)).toEqual(["refused"]);
    expect(partsOf(join, reply("4")).map(({ state }) => state)).toEqual(["waiting"]);
    expect(partsOf(reply("3"))).toEqual([]);
  });

  test("a response that repeats its request's reference alone is of the part that was asked for", () => {
    const connect = ["sent", '{"id":1,"connect":{}}'] as const;
    const subscribe = ["sent", '{"id":2,"subscribe":{"channel":"news:1"}}'] as const;
    const of = (parts: ReturnType<typeof partsOf>) => parts.map(({ scope, state }) => `${scope} ${state}`);
    const refused = ["received", '{"id":2,"error":{"code":103,"message":"permission denied"}}'] as const;
    const connected = ["received", '{"id":1,"connect":{"client":"a"}}'] as const;
    expect(of(partsOf(connect, subscribe, connected, refused))).toEqual(["null accepted", "news:… refused"]);
    expect(of(partsOf(connect, connected, ["received", '{"id":3,"error":{"code":1,"message":"x"}}']))).toEqual([
      "null accepted",
    ]);
    const boot = ["sent", '[2,"a","BootNotification",{}]'] as const;
    const booted = ["received", '[3,"a",{"status":"Rejected","currentTime":"x","interval":1}]'] as const;
    expect(of(partsOf(boot, booted))).toEqual(["null refused"]);
    expect(of(partsOf(booted))).toEqual([]);
  });

  const long = "x".repeat(10_000);
  const join = ["sent", '["4","4","lv:phx-1","phx_join",{"url":"/"}]'] as const;

  test.each<[string, string, string[]]>([
    [
      "status first",
      `["4","4","lv:phx-1","phx_reply",{"status":"ok","response":{"rendered":"${long}"}}]`,
      ["accepted"],
    ],
    ["status last", `["4","4","lv:phx-1","phx_reply",{"response":{"rendered":"${long}"},"status":"ok"}]`, ["accepted"]],
    ["an error", `["4","4","lv:phx-1","phx_reply",{"status":"error","response":{"reason":"${long}"}}]`, ["refused"]],
    [
      "of another join",
      `["5","5","lv:phx-2","phx_reply",{"status":"ok","response":{"rendered":"${long}"}}]`,
      ["waiting"],
    ],
    ["status unknown", `["4","4","lv:phx-1","phx_reply",{"a":"${long}","status":"ok","z":1}]`, []],
  ])("a long reply of LiveView: %s", (_, reply, states) => {
    expect(partsOf(join, ["received", reply]).map(({ state }) => state)).toEqual(states);
  });

  test("what is too long to be read may have been the response", () => {
    const hello = ["sent", '{"type":"connection_init"}'] as const;
    expect(partsOf(hello, ["received", `{"type":"connection_ack","payload":"${long}"}`])).toEqual([]);
    expect(partsOf(hello, ["sent", `{"type":"x","payload":"${long}"}`])).toHaveLength(1);
    const acked = ["received", '{"type":"connection_ack"}'] as const;
    expect(partsOf(hello, acked, ["received", `{"a":"${long}"}`]).map(({ state }) => state)).toEqual(["accepted"]);
  });

  test("an announced interval outlives the response", () => {
    const connect = base64(0x10, 12, 0, 4, "MQTT", 4, 2, 0, 30, 0, 0);
    const answer = base64(0x20, 2, 0, 0);
    const [part] = addControls(
      [],
      [
        withControl(messageOf(1, "sent", 2, connect), connect, true),
        withControl(messageOf(2, "received", 2, answer), answer, true),
      ],
    );
    expect(part).toMatchObject({ state: "accepted", heartbeatMs: 30_000, isSure: true, at: 2 });
  });
});

describe("privacy", () => {
  const secret = "Zq7x9K2mVw4TpR8sLd3f";
  /** Values that hold the secret, in every place of a message but where a server's own words and names stand. */
  const value = fc.constantFrom<unknown>(secret, `Bearer ${secret}`, { a: { token: secret } }, [secret, 1], 5, null);
  const shape = fc.record(
    {
      type: fc.constantFrom<unknown>(
        "connection_init",
        "connection_ack",
        "error",
        "welcome",
        "disconnect",
        1,
        7,
        secret,
      ),
      event: fc.constantFrom("pusher:error", "pusher:connection_established", "phx_join", "phx_error", "x"),
      topic: fc.constantFrom("lobby", `room:${secret}`),
      id: value,
      ref: value,
      payload: value,
      data: value,
      result: value,
      error: fc.constantFrom<unknown>({ code: 1, message: "no", data: secret }, secret),
      identifier: fc.constantFrom(`{"channel":"A","token":"${secret}"}`),
      jsonrpc: fc.constantFrom("2.0", "1"),
      message: value,
      reason: value,
    },
    { requiredKeys: [] },
  );
  const text = fc.oneof(
    shape.map((one) => JSON.stringify(one)),
    shape.map((one) => `${JSON.stringify(one)}${END}`),
    fc
      .tuple(fc.constantFrom("0", "40", "40/a,", "41", "44", "44/a,", "42"), shape)
      .map(([a, b]) => a + JSON.stringify(b)),
    fc.tuple(fc.constantFrom(1, 2, 3, 4, 6), value, value).map((list) => JSON.stringify(list)),
    fc
      .tuple(value, value, fc.constantFrom(`room:${secret}`), fc.constantFrom("phx_join", "phx_reply"), value)
      .map((list) => JSON.stringify(list)),
    fc
      .constantFrom("CONNECT", "CONNECTED", "ERROR")
      .map((name) => `${name}\npasscode:${secret}\nversion:1.2\n\n${secret}\0`),
    fc.string({ maxLength: 40 }).map((any) => any + secret),
  );

  test("nothing of a payload is kept but what the protocol says of itself", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("sent", "received"), fc.boolean(), (data, direction, isFirst) => {
        expect(JSON.stringify(withControl(messageOf(1, direction, 1, data), data, isFirst))).not.toContain(secret);
        const binary = Buffer.from(data).toString("base64");
        expect(JSON.stringify(withControl(messageOf(1, direction, 2, binary), binary, isFirst))).not.toContain(secret);
      }),
      { numRuns: 3000 },
    );
  });

  test("a reason is short and without what looks like a secret", () => {
    const long = read("received", `44{"message":"${"very ".repeat(60)}"}`)?.reason ?? "";
    expect(long.length).toBe(120);
    expect(read("received", `44{"message":"Token ${secret} of a.b@mail.example expired"}`)?.reason).toBe(
      "Token … of … expired",
    );
  });
});
