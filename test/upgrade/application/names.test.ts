import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MessageReader } from "../../../src/upgrade/application/message-reader.ts";
import { fieldsIn, itemsIn } from "../../../src/upgrade/application/names/fields.ts";
import { nameText } from "../../../src/upgrade/application/names/name-text.ts";
import { messageOf } from "../../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../../src/upgrade/direction.ts";
import type { Message } from "../../../src/upgrade/observation.ts";

const END = "\u001e";

type Said = readonly [Direction, string | Buffer];

/** One connection's messages, read with counts by name. */
function readAll(said: readonly Said[], countsNames = true): Message[] {
  const reader = new MessageReader(() => countsNames);
  return said.map(([direction, payload], at) => {
    const opcode = typeof payload === "string" ? 1 : 2;
    const data = typeof payload === "string" ? payload : payload.toString("base64");
    return reader.read("a", messageOf(at, direction, opcode, data), data);
  });
}

/** The names of each message of a connection. */
function namesOf(...said: readonly Said[]): string[] {
  return readAll(said).map(({ names }) => (names ?? []).map(({ kind, text }) => `${kind} ${text}`).join(", "));
}

describe("what is called by a name", () => {
  test.each<[string, string]>([
    ['42["chat message","s3cret"]', "event chat message"],
    ['42/admin,12["job:done",{"type":"s3cret"}]', "event /admin job:done"],
    ['42/admin?token=s3cret,["x",1]', "event /admin x"],
    ['451-["upload",{"_placeholder":true,"num":0}]', "event upload"],
    ['4312["s3cret"]', ""],
    ["2", ""],
    ['42["say \\"hi\\"",1]', 'event say "hi"'],
    ["42[1,2]", ""],
    [`{"type":1,"target":"Send","arguments":["s3cret"]}${END}`, "target Send"],
    [`{"type":6}${END}`, ""],
    [
      `{"type":6}${END}{"type":1,"target":"A","arguments":[]}${END}{"type":1,"target":"B","arguments":[]}${END}`,
      "target A, target B",
    ],
    ['{"jsonrpc":"2.0","id":1,"method":"subtract","params":["s3cret"]}', "method subtract"],
    [
      '{"id":"1","type":"subscribe","payload":{"query":"subscription Prices($a: S = \\"s3cret\\") {x}"}}',
      "operation Prices",
    ],
    ['{"id":"1","type":"start","payload":{"operationName":"Named","query":"query {s3cret}"}}', "operation Named"],
    ['{"id":"1","type":"subscribe","payload":{"query":"subscription { s3cret }"}}', "operation anonymous subscription"],
    ['{"id":"1","type":"subscribe","payload":{"operationName":null,"query":"\\n  {s3cret}"}}', ""],
    ['{"id":"1","type":"subscribe","payload":{"query":"{s3cret}"}}', "operation anonymous query"],
    [
      '{"id":"1","type":"start","payload":{"data":"{\\"query\\":\\"subscription OnX {x}\\",\\"variables\\":{}}","extensions":{}}}',
      "operation OnX",
    ],
    ['{"type":"connection_init","payload":{"token":"s3cret"}}', ""],
    ['{"topic":"room:7","event":"new_msg","payload":{"body":"s3cret"},"ref":"1"}', "event new_msg"],
    ['["1","2","room:7","new_msg",{"body":"s3cret"}]', "event new_msg"],
    ['["1","1","room:7","phx_join",{}]', ""],
    ['[null,"3","phoenix","heartbeat",{}]', ""],
    ['{"event":"price-changed","channel":"market-2","data":"{\\"s3cret\\":1}"}', "event price-changed"],
    ['{"event":"pusher:ping","data":{}}', ""],
    [
      '{"command":"message","identifier":"{\\"channel\\":\\"ChatChannel\\",\\"id\\":\\"s3cret\\"}","data":"{\\"body\\":\\"\\\\\\"action\\\\\\":\\\\\\"s3cret\\\\\\"\\",\\"action\\":\\"speak\\"}"}',
      "action ChatChannel#speak",
    ],
    ['{"identifier":"{\\"channel\\":\\"ChatChannel\\"}","message":{"type":"s3cret"}}', "channel ChatChannel"],
    ['{"identifier":"{\\"channel\\":\\"ChatChannel\\"}","type":"confirm_subscription"}', ""],
    ["SEND\ndestination:/queue/orders\nx:s3cret\n\ns3cret\0", "topic /queue/orders"],
    ["MESSAGE\nsubscription:1\ndestination:/topic/a\\cb\n\ndestination:s3cret\0", "topic /topic/a:b"],
    ["SEND\nx:1\n\ndestination:/s3cret\0", ""],
    ["SUBSCRIBE\nid:1\ndestination:/topic/a\n\n\0", ""],
    ['["8","8","room:s3cret","phx_join","{\\"type\\":\\"joined\\"}"]', ""],
    ['["SEND\\ndestination:/queue/a\\n\\ns3cret\\u0000"]', "topic /queue/a"],
    ['a["MESSAGE\\ndestination:/queue/a\\n\\ns3cret\\u0000"]', "topic /queue/a"],
    ['[16,239714735,{},"com.myapp.topic1",["s3cret"]]', "topic com.myapp.topic1"],
    ['[2,"19223201","Heartbeat",{"s3cret":1}]', "action Heartbeat"],
    ['{"action":15,"channel":"prices","messages":[{"name":"s3cret","data":"s3cret"}]}', "channel prices"],
    ['{"action":0}', ""],
    [
      '{"id":3,"publish":{"channel":"news","data":"s3cret"}}\n{"id":4,"rpc":{"method":"sum","data":"s3cret"}}',
      "channel news, method sum",
    ],
    ['{"push":{"channel":"news","pub":{"data":"s3cret"}}}', "channel news"],
    ['{"id":1,"connect":{"token":"s3cret"}}', ""],
    ['{"header":{"msg_id":"s3cret","msg_type":"execute_request"},"content":{"code":"s3cret"}}', "type execute_request"],
    ['{"type":"user.joined","user":"s3cret"}', "type user.joined"],
    ['{"user":"s3cret","payload":{"type":"s3cret"},"action":"join"}', "action join"],
    ['{"type":"s3cret"}', ""],
    ['{"type":"two words"}', ""],
    ["hello s3cret", ""],
    ["{", ""],
    ['{"type":', ""],
    ["[", ""],
    ["", ""],
  ])("%s", (data, expected) => {
    const direction = data.startsWith('{"identifier"') ? "received" : "sent";
    expect(namesOf([direction, data])).toEqual([expected]);
    expect(JSON.stringify(readAll([[direction, data]]))).not.toContain("s3cret");
  });

  test("nothing, where nobody asked", () => {
    expect(readAll([["sent", '42["chat",1]']], false)[0]).not.toHaveProperty("names");
  });

  test("a response is counted under what it answers", () => {
    expect(
      namesOf(
        ["sent", '{"jsonrpc":"2.0","id":1,"method":"sum"}'],
        ["received", '{"jsonrpc":"2.0","id":1,"result":"s3cret"}'],
        ["received", '{"jsonrpc":"2.0","id":9,"result":"s3cret"}'],
        ["sent", '[2,"a","BootNotification",{}]'],
        ["received", '[3,"a",{"s3cret":1}]'],
        ["sent", '{"id":"1","type":"subscribe","payload":{"query":"subscription Prices {x}"}}'],
        ["received", '{"id":"1","type":"next","payload":{"data":"s3cret"}}'],
        ["received", '{"id":"1","type":"complete"}'],
        ["sent", '[32,5,{},"com.news"]'],
        ["received", "[33,5,77]"],
        ["received", '[36,77,1,{},["s3cret"]]'],
        ["sent", '[48,6,{},"com.add",[1]]'],
        ["received", "[50,6,{},[2]]"],
        ["sent", `{"type":4,"invocationId":"0","target":"Counter","arguments":[1]}${END}`],
        ["received", `{"type":2,"invocationId":"0","item":"s3cret"}${END}{"type":3,"invocationId":"0"}${END}`],
      ),
    ).toEqual([
      ...["method sum", "method sum", "", "action BootNotification", "action BootNotification"],
      ...["operation Prices", "operation Prices", "", "", "", "topic com.news", "method com.add", "method com.add"],
      ...["target Counter", "target Counter"],
    ]);
  });

  test("of connections without end the newest are read", () => {
    const reader = new MessageReader(() => true);
    const data = '42["chat",1]';
    for (let i = 0; i < 20_100; i++)
      expect(reader.read(`r${i}`, messageOf(i, "sent", 1, data), data).names).toHaveLength(1);
  });

  test("what is large is not read whole, and is called by its name all the same", () => {
    const large = `{"type":"chart","points":[${"1,".repeat(200_000)}1]}`;
    expect(namesOf(["received", large])).toEqual(["type chart"]);
    expect(namesOf(["received", `{"points":[${"1,".repeat(200_000)}1],"type":"chart"}`])).toEqual([""]);
  });
});

describe("MQTT", () => {
  const connect = Buffer.from([0x10, 13, 0, 4, ...Buffer.from("MQTT"), 4, 2, 0, 60, 0, 1, 0x63]);
  const publish = (topic: string, payload: string) =>
    Buffer.concat([
      Buffer.from([0x30, 2 + topic.length + payload.length, 0, topic.length]),
      Buffer.from(topic + payload),
    ]);

  test("a packet may be spread over messages in any way", () => {
    const stream = Buffer.concat([
      Buffer.from([0x20, 2, 0, 0]),
      publish("a/b", "hello"),
      publish("c", ""),
      publish("d/e", "xyz"),
    ]);
    const whole = ["topic a/b 12", "topic c 5", "topic d/e 10"];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const pieces: Said[] = [["sent", connect]];
        let at = 0;
        for (const size of [...sizes, stream.length]) {
          if (at < stream.length) pieces.push(["received", stream.subarray(at, at + size)]);
          at += size;
        }
        const read = readAll(pieces);
        const names = read.flatMap((message) => message.names ?? []);
        expect(names.map(({ kind, text, bytes }) => `${kind} ${text} ${bytes}`)).toEqual(whole);
        expect(read.flatMap(({ control }) => control?.state ?? [])).toEqual(["waiting", "accepted"]);
      }),
    );
  });

  test("the response is read though a broker sends it byte by byte, and the end is", () => {
    const read = readAll(
      [
        ["sent", connect],
        ...[0x20, 2, 0, 5].map((byte): Said => ["received", Buffer.from([byte])]),
        ["received", publish("a/b", "hello")],
        ["received", Buffer.from([0xe0, 0])],
      ],
      false,
    );
    expect(read.map(({ control }) => control?.state ?? "")).toEqual(["waiting", "", "", "", "refused", "", "ended"]);
  });

  test("a packet is told without its beginning only when it is one to the byte", () => {
    expect(namesOf(["received", publish("a/b", "hello")])).toEqual(["topic a/b"]);
    expect(namesOf(["received", Buffer.concat([publish("a/b", "hello"), Buffer.from("x")])])).toEqual([""]);
    expect(namesOf(["received", publish("a/#", "hello")])).toEqual([""]);
    expect(namesOf(["received", Buffer.from([0xe0, 0xb8, 0x81])])).toEqual([""]);
    // Text that happens to have the length of a packet in its second letter.
    const text = Buffer.from('42/admin,9["chat","4111111111111111","Anna Planted"]');
    expect(text.length).toBe(2 + (text[1] ?? 0));
    expect(namesOf(["sent", text])).toEqual([""]);
  });

  test("what begins otherwise is none", () => {
    const read = readAll([
      ["sent", Buffer.from([0x10, 3, 1, 2, 3])],
      ["received", Buffer.from([0x20, 2, 0])],
    ]);
    expect(read.map(({ control }) => control)).toEqual([undefined, undefined]);
  });
});

describe("SignalR in MessagePack", () => {
  /** The examples of the protocol's page, each behind its length. */
  const [invocation, nonBlocking, item, completion, ping] = [
    "96 01 80 a3 78 79 7a a6 6d 65 74 68 6f 64 91 2a 90",
    "96 01 80 c0 a6 6d 65 74 68 6f 64 91 2a 90",
    "94 02 80 a3 78 79 7a 2a",
    "95 03 80 a3 78 79 7a 03 2a",
    "91 06",
  ].map((hex) => Buffer.from(hex.replaceAll(" ", ""), "hex"));
  const packed = (...records: readonly (Buffer | undefined)[]) =>
    Buffer.concat(records.flatMap((record = Buffer.of()) => [Buffer.of(record.length), record]));

  test("its targets, also of several records in one message, and a stream's items under what they answer", () => {
    expect(namesOf(["sent", packed(invocation)])).toEqual(["target method"]);
    expect(namesOf(["received", packed(nonBlocking, ping, nonBlocking)])).toEqual(["target method, target method"]);
    expect(
      namesOf(["sent", packed(invocation)], ["received", packed(item, item)], ["received", packed(completion)]),
    ).toEqual(["target method", "target method, target method", ""]);
    const [message] = readAll([["sent", packed(invocation)]]);
    expect(message?.names?.[0]?.bytes).toBe(message?.size);
  });

  test("nothing of what only looks like it", () => {
    expect(namesOf(["sent", Buffer.concat([packed(invocation), Buffer.of(1)])])).toEqual([""]);
    expect(namesOf(["sent", packed(Buffer.from("hello"))])).toEqual([""]);
    expect(namesOf(["sent", Buffer.from("hello")])).toEqual([""]);
  });
});

describe("Jupyter in bytes", () => {
  const segments = ["shell", '{"msg_id":"s3cret","msg_type":"execute_request"}', "{}", "{}", '{"code":"s3cret"}'];
  const layout = (count = segments.length + 1) => {
    const parts = segments.map((part) => Buffer.from(part));
    const offsets = [8 * (count + 1)];
    for (const part of parts) offsets.push((offsets.at(-1) ?? 0) + part.length);
    const head = Buffer.alloc(8 * (count + 1));
    [count, ...offsets].forEach((number, i) => void head.writeBigUInt64LE(BigInt(number), 8 * i));
    return Buffer.concat([head, ...parts]);
  };

  test("the type of a message", () => {
    expect(namesOf(["sent", layout()])).toEqual(["type execute_request"]);
    expect(JSON.stringify(readAll([["sent", layout()]]))).not.toContain("s3cret");
  });

  test("nothing of another layout", () => {
    expect(namesOf(["sent", Buffer.concat([layout(), Buffer.of(0)])])).toEqual([""]);
    expect(namesOf(["sent", layout().subarray(0, 30)])).toEqual([""]);
  });
});

describe("the text of a name", () => {
  test.each<[string, string | null]>([
    ["orders", "orders"],
    ["room/4711/typing", "room/…/typing"],
    ["room:7", "room:7"],
    ["v1.prices.eur-usd", "v1.prices.eur-usd"],
    ["user/anna@mail.example/inbox", "user/…/inbox"],
    ["device/3f2504e0-4f89-11d3-9a0c-0305e82c3301/state", "device/…/state"],
    ["Zq7x9K2mVw4TpR8sLd3f", "…"],
    ["subscribeToTicker24h", "subscribeToTicker24h"],
    ["a\n\u202e\u0000b", "a \u202e b"],
    ["  ", null],
    ["x".repeat(30).concat("/").repeat(9), `${`${"x".repeat(30)}/`.repeat(9).slice(0, 79)}…`],
  ])("%s", (name, expected) => {
    expect(nameText(name)).toBe(expected);
  });
});

describe("fields of JSON", () => {
  test("are those that JSON.parse finds", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("a", "b", "c", "x y"), fc.jsonValue()), fc.nat(4), (object, space) => {
        const text = JSON.stringify(object, null, space);
        const fields = fieldsIn(text, new Set(["a", "b", "c"]));
        for (const key of ["a", "b", "c"])
          expect(fields?.get(key) === undefined ? undefined : JSON.parse(fields.get(key) ?? "")).toEqual(
            JSON.parse(text)[key],
          );
      }),
    );
  });

  test("the items of a list too", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.nat(4), (list, space) => {
        const text = JSON.stringify(list, null, space);
        expect(itemsIn(text, 9)?.map((item) => JSON.parse(item))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("of what is broken nothing is made up, and it ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[],:"\\ ab1'.split("")), maxLength: 40 }), (text) => {
        fieldsIn(text, new Set(["a", "b"]));
        itemsIn(text, 5);
      }),
      { numRuns: 2000 },
    );
  });
});
