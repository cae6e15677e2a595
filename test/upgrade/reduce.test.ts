import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOGGED_TAIL } from "../../src/upgrade/counts/both-sources.ts";
import { countOf } from "../../src/upgrade/counts/messages.ts";
import type {
  Closed,
  Created,
  Ended,
  ErrorObserved,
  Logged,
  Message,
  MessageObserved,
  Observation,
  Paused,
  RequestSent,
  ResponseReceived,
} from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { isOlderThanCapture, isShownAsPending, messagesOf, stateOf } from "../../src/upgrade/state.ts";
import { newUpgrade, type State, type Upgrade } from "../../src/upgrade/upgrade.ts";
import {
  answered,
  closed,
  created,
  errorSeen,
  logged,
  message,
  messageSeen,
  requestSent,
  START,
  URL,
  waiting,
} from "./observations.ts";

const REF = "debugger:1.1";
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

function replay(observations: readonly Observation[]): Upgrade {
  return observations.reduce<Upgrade>((upgrade, observation) => reduce(upgrade, observation), newUpgrade("c1"));
}

/** A stream of messages, one each `gap` milliseconds. */
function stream(count: number, gap = 5, from = START + 1000): Message[] {
  return Array.from({ length: count }, (_, i) => message(from + i * gap, i % 2 === 0 ? "sent" : "received", `m${i}`));
}

function live(messages: readonly Message[]): Observation[] {
  return messages.map((one) => messageSeen(REF, one));
}

function total(upgrade: Upgrade): number {
  return countOf(messagesOf(upgrade));
}

const paused: Observation = { type: "paused", sourceId: REF, at: START + 9000 };

describe("the state of each sequence of events", () => {
  const refused = "Error during WebSocket handshake: Unexpected response code: 403";
  const connecting = "Error in connection establishment: net::ERR_CONNECTION_REFUSED";
  const table: [name: string, state: State, pending: boolean, observations: Observation[]][] = [
    ["created, nothing more", "queued", true, [created(REF)]],
    ["failed before HTTP", "failed", true, [created(REF), errorSeen(REF, connecting), closed(REF)]],
    ["sent, silence", "requested", true, [created(REF), requestSent(REF, KEY)]],
    ["refused", "failed", false, [created(REF), requestSent(REF, KEY), errorSeen(REF, refused), closed(REF)]],
    ["refused without words", "failed", false, [created(REF), requestSent(REF, KEY), errorSeen(REF, ""), closed(REF)]],
    ["open", "open", true, [created(REF), requestSent(REF, KEY), answered(REF)]],
    [
      "opened, then a violation",
      "closed",
      false,
      [created(REF), requestSent(REF, KEY), answered(REF), errorSeen(REF, "Invalid frame header"), closed(REF)],
    ],
    ["opened, then ended", "closed", false, [created(REF), requestSent(REF, KEY), answered(REF), closed(REF)]],
    ["open over HTTP/2", "open", true, [created(REF), requestSent(REF, null), answered(REF, 200)]],
    [
      "a 200 with a key",
      "failed",
      false,
      [logged("n", KEY, { response: { status: 200, statusText: "", headers: [] } })],
    ],
    ["older than the capture", "open", true, live(stream(1))],
    ["older than the capture, ended", "closed", false, [...live(stream(1)), closed(REF)]],
    [
      "given up by the page",
      "failed",
      false,
      [
        created(REF),
        requestSent(REF, KEY),
        errorSeen(REF, "WebSocket is closed before the connection is established."),
        closed(REF),
      ],
    ],
    [
      "gone with its page",
      "closed",
      false,
      [
        created(REF),
        requestSent(REF, KEY),
        answered(REF),
        { type: "ended", sourceId: REF, at: START + 50, by: "navigation" },
      ],
    ],
    ["waiting in the log", "queued", true, [waiting("n")]],
    ["open in the log", "open", true, [logged("n", KEY)]],
    ["ended in the log", "closed", false, [logged("n", KEY, { finished: true, finishedAt: START + 99 })]],
    [
      "refused in the log",
      "failed",
      false,
      [
        logged("n", KEY, {
          response: null,
          finished: true,
          error: { message: refused, at: START + 30, monotonicSeconds: null },
        }),
      ],
    ],
    [
      "never sent in the log",
      "failed",
      true,
      [waiting("n", { finished: true, error: { message: connecting, at: null, monotonicSeconds: 12.5 } })],
    ],
    ["open in a file", "open", false, [logged("n", KEY, { fromFile: true })]],
  ];

  it.each(table)("%s: %s, shown as pending: %s", (_name, state, pending, observations) => {
    expect(stateOf(replay(observations))).toBe(state);
    expect(isShownAsPending(replay(observations))).toBe(pending);
  });

  it.each(table)("%s: %s in any order", (_name, state, _pending, observations) => {
    fc.assert(
      fc.property(fc.shuffledSubarray(observations, { minLength: observations.length }), (shuffled) => {
        expect(stateOf(replay(shuffled))).toBe(state);
      }),
      { numRuns: 30 },
    );
  });

  it("knows which connections are older than the capture", () => {
    expect(isOlderThanCapture(replay(live(stream(1))))).toBe(true);
    expect(isOlderThanCapture(replay([...live(stream(1)), paused]))).toBe(true);
    expect(isOlderThanCapture(replay([created(REF), ...live(stream(1))]))).toBe(false);
    expect(isOlderThanCapture(replay([...live(stream(1)), logged("n", KEY)]))).toBe(false);
  });
});

describe("single observations", () => {
  it("keeps the first words of what went wrong", () => {
    const upgrade = replay([errorSeen(REF, "first"), errorSeen(REF, "second"), closed(REF)]);
    expect(upgrade.error?.message).toBe("first");
  });

  it("counts a request that was sent again, but not one that was told again", () => {
    const first = requestSent(REF, KEY, START + 10);
    const upgrade = replay([created(REF), first, first]);
    expect(upgrade.requestsSent).toBe(1);
    const again = reduce(upgrade, requestSent(REF, "b3RoZXIga2V5IG9mIDE2IQ==", START + 20));
    expect(again.requestsSent).toBe(2);
    expect(again.request?.at).toBe(START + 20);
  });

  it("never dates its creation after its request, whose own time is told", () => {
    const late = created("d1", START + 12);
    for (const order of [
      [late, requestSent("d1", null, START + 10)],
      [requestSent("d1", null, START + 10), late],
    ]) {
      expect(replay(order).createdAt).toBe(START + 10);
    }
    expect(replay([created("d1", START + 2), requestSent("d1", null, START + 10)]).createdAt).toBe(START + 2);
  });

  it("takes the request's headers from the response, which has them in wire order", () => {
    const headers = [["Host", "a"] as const, ["Sec-WebSocket-Key", KEY] as const];
    const upgrade = replay([requestSent(REF, KEY), { ...answered(REF), requestHeaders: headers }]);
    expect(upgrade.request).toEqual({ headers, at: START + 10 });
  });

  it("takes the request from the response where nobody saw it go out", () => {
    const headers = [["Sec-WebSocket-Key", KEY] as const, ["Sec-WebSocket-Version", "13"] as const];
    expect(replay([{ ...answered(REF), requestHeaders: headers }]).request).toEqual({ headers, at: null });
  });

  it("takes the headers that a later poll has and the first one had not", () => {
    // A frame's session may begin in mid-handshake: until the response repeats them, the log has no request headers.
    const early = logged("n", KEY, { requestHeaders: [], response: null });
    for (const order of [
      [early, logged("n", KEY)],
      [logged("n", KEY), early],
    ]) {
      expect(replay(order).request).toEqual({ headers: [["Sec-WebSocket-Key", KEY]], at: START + 10 });
    }
  });

  it("does not let the end of the page replace an end that was seen", () => {
    const gone: Observation = { type: "ended", sourceId: REF, at: START + 1, by: "target-gone" };
    expect(replay([created(REF), closed(REF), gone])).toMatchObject({ ended: "closed", closedAt: START + 40 });
  });

  it("learns the URL from whoever tells it first", () => {
    expect(replay([messageSeen(REF, message(START)), logged("n", KEY)]).url).toBe(URL);
    expect(replay([created(REF, START, "wss://a.example/"), logged("n", KEY)]).url).toBe("wss://a.example/");
  });

  it("names who has seen it", () => {
    expect(replay([created(REF)]).seenBy).toEqual({ debugger: true, network: false });
    expect(replay([logged("n", KEY)]).seenBy).toEqual({ debugger: false, network: true });
    expect(replay([logged("n", KEY), closed(REF)]).seenBy).toEqual({ debugger: true, network: true });
  });

  it("leaves the upgrade that it was given as it was", () => {
    const before = replay([created(REF), requestSent(REF, KEY), answered(REF), ...live(stream(3))]);
    const copy = structuredClone(before);
    for (const observation of [...live(stream(5)), paused, logged("n", KEY, { messages: stream(9) }), closed(REF)]) {
      reduce(before, observation);
    }
    expect(before).toEqual(copy);
  });
});

describe("counting from the log", () => {
  it("replaces the last look, never adds to it", () => {
    const look = (count: number) => logged("n", KEY, { messages: stream(count) });
    expect(total(replay([look(3), look(3), look(3)]))).toBe(3);
    expect(total(replay([look(3), look(10)]))).toBe(10);
  });

  it("does not lose count when the log was cleared", () => {
    const look = (count: number) => logged("n", KEY, { messages: stream(count) });
    expect(total(replay([look(10), look(2)]))).toBe(10);
  });
});

describe("counting from both", () => {
  const all = stream(20);
  const look = (count: number) => logged("n", KEY, { messages: all.slice(0, count) });

  it("counts once what the log told before the debugger did", () => {
    // The debugger's news of 5 to 9 arrive after a look that had them already.
    const upgrade = replay([look(10), ...live(all.slice(5, 15))]);
    expect(total(upgrade)).toBe(15);
    expect(total(reduce(upgrade, look(15)))).toBe(15);
  });

  it("counts once what the log tells after the debugger did", () => {
    expect(total(replay([...live(all.slice(5, 15)), look(10)]))).toBe(15);
    expect(total(replay([...live(all.slice(5, 15)), look(20)]))).toBe(15);
  });

  it("is right after the next look when more were counted twice than are remembered", () => {
    const many = stream(4 * LOGGED_TAIL);
    const from = LOGGED_TAIL;
    const upgrade = replay([logged("n", KEY, { messages: many }), ...live(many.slice(from))]);
    expect(total(reduce(upgrade, logged("n", KEY, { messages: many })))).toBe(many.length);
    const bytes = many.reduce((sum, { size }) => sum + (size ?? 0), 0);
    const { sent, received } = messagesOf(reduce(upgrade, logged("n", KEY, { messages: many })));
    expect(sent.bytes + received.bytes).toBe(bytes);
  });

  it("takes back a live message that comes late", () => {
    expect(total(replay([look(10), ...live([all[7], all[6], all[8]].flatMap((one) => one ?? []))]))).toBe(9);
  });

  it("forgives clocks that round differently", () => {
    const rounded = all.map((one) => ({ ...one, at: one.at + 0.0005 }));
    expect(total(replay([look(10), ...live(rounded.slice(5, 15))]))).toBe(15);
    expect(total(replay([...live(all.slice(5, 15)), logged("n", KEY, { messages: rounded.slice(0, 10) })]))).toBe(15);
  });

  it("keeps the sum when live counting stops, and lets the log go on from there", () => {
    const upgrade = replay([look(5), ...live(all.slice(5, 12)), paused]);
    expect(total(upgrade)).toBe(12);
    expect(total(reduce(upgrade, paused))).toBe(12);
    expect(total(reduce(upgrade, look(12)))).toBe(12);
    expect(total(reduce(upgrade, look(18)))).toBe(18);
  });

  it("keeps the sum when the log is behind at that moment", () => {
    expect(total(replay([look(5), ...live(all.slice(5, 12)), paused, look(9)]))).toBe(12);
  });

  it("counts once over stops and starts", () => {
    const upgrade = replay([
      look(3),
      ...live(all.slice(3, 6)),
      paused,
      ...live(all.slice(9, 12)),
      look(11),
      paused,
      look(14),
      ...live(all.slice(14, 20)),
      look(20),
    ]);
    expect(total(upgrade)).toBe(20);
  });

  it("says since when nobody counts a connection that the log does not have", () => {
    const upgrade = replay([...live(all.slice(0, 5)), paused]);
    expect(upgrade.unwatchedSince).toBe(START + 9000);
    expect(stateOf(upgrade)).toBe("open");
    expect(total(upgrade)).toBe(5);
    expect(replay([look(5), ...live(all.slice(5, 6)), paused]).unwatchedSince).toBeNull();
    const again = replay([...live(all.slice(0, 5)), paused, ...live(all.slice(9, 12))]);
    expect(again.unwatchedSince).toBeNull();
    expect(total(again)).toBe(8);
  });
});

describe("whatever comes", () => {
  const at = fc.double({ min: START, max: START + 100_000, noNaN: true });
  const sourceId = fc.constantFrom("debugger:1.1", "debugger:9.9", "network:key x", "");
  const anyMessage = fc.record<Message>({
    at,
    direction: fc.constantFrom("sent", "received"),
    opcode: fc.constantFrom(1, 2),
    size: fc.option(fc.nat({ max: 5000 })),
    digest: fc.nat({ max: 3 }),
  });
  const text = fc.string({ maxLength: 8 });
  const headers = fc.array(fc.tuple(text, text), { maxLength: 3 });
  const response = fc.record({ status: fc.nat({ max: 999 }), statusText: text, headers });
  const monotonicSeconds = fc.option(fc.double());
  const oddities = fc.oneof(
    fc.record<Created>({
      type: fc.constant("created"),
      sourceId,
      at,
      url: text,
      initiator: fc.constant(null),
      target: fc.constant("page"),
      kind: fc.constant("websocket"),
      exchange: fc.constant(null),
    }),
    fc.record<RequestSent>({ type: fc.constant("request-sent"), sourceId, at, headers }),
    fc.record<ResponseReceived>({
      type: fc.constant("response"),
      sourceId,
      at,
      response,
      requestHeaders: fc.option(headers),
    }),
    fc.record<ErrorObserved>({ type: fc.constant("error"), sourceId, at, message: text, monotonicSeconds }),
    fc.record<Closed>({ type: fc.constant("closed"), sourceId, at }),
    fc.record<Ended>({ type: fc.constant("ended"), sourceId, at, by: fc.constantFrom("navigation", "target-gone") }),
  );
  const anyLogged = fc.record<Logged>({
    type: fc.constant("logged"),
    sourceId,
    at,
    url: text,
    initiator: fc.constant(null),
    startedAt: fc.option(at),
    requestHeaders: headers,
    response: fc.option(response),
    messages: fc.array(anyMessage, { maxLength: 5 }),
    logsMessages: fc.boolean(),
    error: fc.option(fc.record({ message: text, at: fc.option(at), monotonicSeconds: monotonicSeconds })),
    finished: fc.constantFrom(true, null),
    finishedAt: fc.option(at),
    fromFile: fc.boolean(),
    kind: fc.constant("websocket"),
    exchange: fc.constant(null),
  });
  const pauses = fc.record<Paused>({ type: fc.constant("paused"), sourceId, at });
  const messages = fc.record<MessageObserved>({ type: fc.constant("message"), sourceId, at, message: anyMessage });
  const STATES: State[] = ["queued", "requested", "open", "closed", "failed", "blocked"];

  it("never throws and always has a state", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(oddities, anyLogged, pauses, messages), { maxLength: 30 }), (observations) => {
        const upgrade = replay(observations);
        expect(STATES).toContain(stateOf(upgrade));
        expect(upgrade.id).toBe("c1");
        expect(total(upgrade)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("counts exactly what the debugger told, stops included", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(oddities, pauses, messages), { maxLength: 40 }), (observations) => {
        const seen = observations.flatMap((one) => (one.type === "message" ? [one.message] : []));
        const counted = messagesOf(replay(observations));
        for (const direction of ["sent", "received"] as const) {
          const mine = seen.filter((one) => one.direction === direction);
          expect(counted[direction].count).toBe(mine.length);
          expect(counted[direction].bytes).toBe(mine.reduce((sum, { size }) => sum + (size ?? 0), 0));
        }
        expect(counted.bytesExact).toBe(seen.every(({ size }) => size !== null));
      }),
    );
  });

  it("takes everything but a message twice without a change", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(oddities, anyLogged, pauses, messages), { maxLength: 15 }),
        fc.oneof(oddities, anyLogged, pauses),
        (before, observation) => {
          const once = reduce(replay(before), observation);
          expect(reduce(once, observation)).toEqual(once);
        },
      ),
    );
  });

  it("counts no message twice on the way, and every one in the end", () => {
    const all = stream(60, 7);
    const step = fc.tuple(fc.constantFrom("look", "pause", "deliver", "deliver"), fc.nat({ max: 12 }));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        let upgrade = newUpgrade("c1");
        const known = new Set<Message>();
        // How far the log has got, and the debugger; what passes while it is stopped, it never tells.
        let shown = 0;
        let next = 0;
        const look = () => {
          for (const one of all.slice(0, shown)) known.add(one);
          upgrade = reduce(upgrade, logged("n", KEY, { messages: all.slice(0, shown) }));
        };
        const deliver = (count: number) => {
          for (const one of all.slice(next, next + count)) {
            known.add(one);
            upgrade = reduce(upgrade, messageSeen(REF, one));
          }
          next += count;
        };
        for (const [kind, size] of steps) {
          if (kind === "look") {
            shown = Math.min(all.length, shown + size);
            look();
          } else if (kind === "pause") {
            upgrade = reduce(upgrade, paused);
            next += size;
          } else {
            deliver(size);
          }
          expect(total(upgrade)).toBeLessThanOrEqual(known.size);
        }
        deliver(all.length);
        shown = all.length;
        look();
        expect(total(upgrade)).toBe(all.length);
        const { sent, received } = messagesOf(upgrade);
        expect(sent.bytes + received.bytes).toBe(all.reduce((sum, { size }) => sum + (size ?? 0), 0));
      }),
      { numRuns: 300 },
    );
  });
});
