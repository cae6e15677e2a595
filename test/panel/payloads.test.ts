import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { loadSettings, saveSettings } from "../../src/capture/settings.ts";
import { copiedSteps, requestReport } from "../../src/panel/report-requests.ts";
import { atOnce } from "../../src/report/build/steps.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { reproductions } from "../../src/report/reproduce/reproduce.ts";
import { Clocks } from "../../src/sources/cdp/clocks.ts";
import { decodeEvent } from "../../src/sources/cdp/events.ts";
import { readHarLog } from "../../src/sources/har/har-file.ts";
import { Store } from "../../src/store/store.ts";
import { MessageReader } from "../../src/upgrade/application/message-reader.ts";
import type { Direction } from "../../src/upgrade/direction.ts";
import { messagesOf } from "../../src/upgrade/state.ts";
import { wholeOf } from "../story.ts";

// It throws where there is no extension; nothing of it is used here.
vi.mock("webextension-polyfill", () => ({ default: { storage: { local: {} } } }));

const END = "\u001e";
const NOW = Date.UTC(2026, 10, 29, 12);

/** What may stand nowhere: an ordinary word, a name, an address, a number, and what looks like a secret. */
const PLANTED = [
  "Plantedword",
  "Anna Planted",
  "anna.planted@mail.example",
  "4111111111111111",
  "Zq7x9K2mVw4TpR8sLd3f",
];

/** What looks like a secret may not even stand where a protocol has its names, and the server its reasons. */
const SECRET = "Zq7x9K2mVw4TpR8sLd3f";

const planted = fc.constantFrom(...PLANTED);

/** Something that carries a planted value, at any depth; never a field by which messages are called. */
const value: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    planted,
    planted.map((word) => ({ [word]: word })),
    planted.map((word) => `{"type":"${word}","event":"${word}"}`),
    fc.constantFrom(null, 1, true, ""),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("user", "body", "type", "event", "data", "payload", "reason", "text"), tie("any"), {
      maxKeys: 4,
    }),
  ),
})).any;

const json = (one: unknown): string => JSON.stringify(one);

/** Messages of each protocol that carry it, the names of the application's own between. */
const message: fc.Arbitrary<string> = fc.tuple(value, planted, fc.integer({ min: 0, max: 9 })).chain(([one, word, n]) =>
  fc.constantFrom(
    `42["chat",${json(one)}]`,
    `42/admin,${n}["chat",${json(one)},${json(word)}]`,
    `43${n}[${json(one)}]`,
    `40/admin,${json({ token: one })}`,
    `0${json({ sid: word, pingInterval: 1000, pingTimeout: 1, upgrades: [] })}`,
    `44/admin,${json({ message: `refused ${SECRET}`, data: one })}`,
    `${json({ type: 1, invocationId: word, target: "Send", arguments: [one] })}${END}`,
    `${json({ type: 2, invocationId: word, item: one })}${END}${json({ type: 3, invocationId: word, result: one })}${END}`,
    json({ type: "connection_init", payload: one }),
    json({
      id: word,
      type: "subscribe",
      payload: { query: `subscription Prices { x(of: "${word}") }`, variables: one },
    }),
    json({ id: word, type: "next", payload: one }),
    json({ id: word, type: "start", payload: { query: `{ hello(to: "${word}") }`, variables: one } }),
    json({ jsonrpc: "2.0", id: word, method: "sum", params: one }),
    json({ jsonrpc: "2.0", id: word, result: one }),
    json({ jsonrpc: "2.0", id: n, error: { code: n, message: `no ${SECRET}`, data: one } }),
    json([word, word, "room:1", "new_msg", one]),
    json([String(n), String(n), `room:${word}`, "phx_join", one]),
    json({ topic: `room:${word}`, event: "new_msg", payload: one, sourceId: word }),
    json({ event: "price", channel: "market", data: json(one) }),
    json({
      command: "message",
      identifier: json({ channel: "Chat", id: word }),
      data: json({ action: "speak", text: one }),
    }),
    json({ identifier: json({ channel: "Chat", id: word }), message: one }),
    json({ action: 15, channel: "prices", messages: [{ name: word, data: one }] }),
    json({ id: n, publish: { channel: "news", data: one } }),
    `${json({ push: { channel: "news", pub: { data: one } } })}\n${json({ id: n, rpc: { method: "sum", data: one } })}`,
    json({ header: { msg_id: word, username: word, msg_type: "execute_request" }, content: { code: one } }),
    json([2, word, "Heartbeat", { of: one }]),
    json([3, word, { of: one }]),
    json([16, n, { secret: word }, "com.news", [one]]),
    json([36, n, n, {}, [one]]),
    `SEND\ndestination:/queue/a\nx-user:${word}\n\n${json(one)}\0`,
    `MESSAGE\ndestination:/topic/${SECRET}/a\nmessage-id:${word}\n\n${json(one)}\0`,
    `CONNECT\nlogin:${word}\npasscode:${word}\n\n\0`,
    json([`SEND\ndestination:/queue/a\n\n${word}\0`]),
    `a${json([json({ type: "user.joined", user: one })])}`,
    json({ user: one, type: "user.joined" }),
    json({ type: `${SECRET}`, of: one }),
    json({ message: one }),
    word,
    // Not as the whole: a message that has a field of its own by which it is called may be counted by that.
    json({ user: one }),
  ),
);

const said = fc.array(
  fc.record({
    direction: fc.constantFrom<Direction>("sent", "received"),
    text: message,
    isBinary: fc.boolean(),
  }),
  { minLength: 1, maxLength: 20 },
);

interface Said {
  readonly direction: Direction;
  readonly text: string;
  readonly isBinary: boolean;
}

/** A panel that counted these messages live and has a file of them too, with counts by name. */
function panelWith(messages: readonly Said[]): Store {
  const store = new Store();
  store.settings.value = { ...store.settings.value, countNames: true };
  const context = { target: "page", now: NOW, clocks: new Clocks(), messages: new MessageReader(() => true) } as const;
  const tell = (method: string, params: object): void => {
    const event = { requestId: "1", timestamp: NOW / 1000, wallTime: NOW / 1000, ...params };
    const observation = decodeEvent(`Network.${method}`, event, context);
    if (observation !== null) store.page.observe([observation]);
  };
  const data = ({ text, isBinary }: Said): string => (isBinary ? Buffer.from(text).toString("base64") : text);
  tell("webSocketCreated", { url: "wss://example.com/live" });
  tell("webSocketWillSendHandshakeRequest", { request: { headers: { Host: "example.com" } } });
  tell("webSocketHandshakeResponseReceived", { response: { status: 101, statusText: "", headers: {} } });
  for (const one of messages) {
    const method = one.direction === "sent" ? "webSocketFrameSent" : "webSocketFrameReceived";
    tell(method, { response: { opcode: one.isBinary ? 2 : 1, payloadData: data(one) } });
  }
  const entry = {
    _resourceType: "websocket",
    startedDateTime: new Date(NOW).toISOString(),
    time: 0,
    timings: { receive: 0 },
    request: { method: "GET", url: "wss://example.com/live", headers: [], httpVersion: "HTTP/1.1" },
    response: { status: 101, statusText: "", headers: [], httpVersion: "HTTP/1.1", _error: null },
    _webSocketMessages: messages.map((one) => ({
      type: one.direction === "sent" ? "send" : "receive",
      time: NOW / 1000,
      opcode: one.isBinary ? 2 : 1,
      data: data(one),
    })),
  };
  store.imports.add("capture.har", readHarLog({ entries: [entry] }, { countsNames: true }), NOW);
  return store;
}

function withoutPlanted(where: string, text: string): void {
  for (const word of PLANTED) {
    expect([where, word, text.includes(word)]).toEqual([where, word, false]);
    // Also not as base64, as binary messages come.
    const encoded = Buffer.from(word).toString("base64").replace(/=+$/, "").slice(0, -1);
    expect([where, encoded, text.includes(encoded)]).toEqual([where, encoded, false]);
  }
}

const TOOL = { version: "0.0.0", browser: null };

describe("payloads, with counts by name", () => {
  test("are in no record, no report, nothing that is copied and nothing that is stored", () => {
    fc.assert(
      fc.property(said, (messages) => {
        const store = panelWith(messages);
        const ids = [...store.ids.value];
        expect(ids).toHaveLength(2);
        for (const id of ids) {
          const upgrade = store.upgrade(id);
          expect(upgrade && messagesOf(upgrade).names?.asked).toBe(messages.length);
          withoutPlanted("record", JSON.stringify(upgrade));
          const explanation = store.explainOne(id);
          if (explanation === null) throw new Error("Nothing was said of it.");
          withoutPlanted("explanation", JSON.stringify({ ...wholeOf(explanation), upgrade: null }));
        }
        // Whether or not it is masked.
        const report = atOnce(requestReport(store, TOOL, NOW + 1000).steps);
        const masked = redact(report);
        for (const { id, render } of formats) {
          withoutPlanted(id, render(report));
          withoutPlanted(`${id}, masked`, render(masked));
        }
        for (const { id } of reproductions)
          for (const one of ids)
            withoutPlanted(id, atOnce(copiedSteps(requestReport(store, TOOL, NOW + 1000, [one]), id)) ?? "");
      }),
      { numRuns: 150 },
    );
  });

  test("are not in the storage", async () => {
    const stored: Record<string, unknown> = {};
    const storage = {
      get: async () => stored,
      set: async (items: Record<string, unknown>) => void Object.assign(stored, items),
    };
    const [messages] = fc.sample(said, 1);
    const store = panelWith(messages ?? []);
    await saveSettings(await loadSettings(storage), storage);
    await saveSettings({ ...(await loadSettings(storage)), countNames: store.settings.value.countNames }, storage);
    withoutPlanted("storage", JSON.stringify(stored));
    expect(JSON.stringify(stored)).toContain('"countNames":true');
  });

  test("are all that is missing: the names are there", () => {
    const store = panelWith([
      { direction: "sent", text: '42["chat","Plantedword"]', isBinary: false },
      { direction: "received", text: `MESSAGE\ndestination:/topic/${SECRET}/a\n\nx\0`, isBinary: false },
    ]);
    const report = redact(atOnce(requestReport(store, TOOL, NOW).steps));
    for (const { names } of report.connections)
      expect(names?.counted.map(({ name }) => name)).toEqual(["chat", "/topic/…/a"]);
    for (const { id, render } of formats.filter(({ id }) => id !== "ndjson"))
      expect([id, render(report).includes("/topic/…/a")]).toEqual([id, true]);
  });
});
