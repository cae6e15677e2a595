import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Named } from "../../../src/upgrade/application/named.ts";
import { countedBefore, nothingCounted } from "../../../src/upgrade/counts/counted.ts";
import { countMessages, joinMessages, noMessages } from "../../../src/upgrade/counts/messages.ts";
import { countNames, joinNames, MOST_NAMES, type NameCounts } from "../../../src/upgrade/counts/names.ts";
import { HEAD } from "../../../src/upgrade/counts/overlap.ts";
import type { Message } from "../../../src/upgrade/observation.ts";

function message(at: number, names?: readonly Named[], direction: Message["direction"] = "received"): Message {
  return { at, direction, opcode: 1, size: 10, digest: at, ...(names === undefined ? {} : { names }) };
}

function event(text: string): Named {
  return { kind: "event", text, bytes: 10 };
}

/** All counts of one kind of number, to be compared with the number of names that were in the messages. */
function sum({ named, other }: NameCounts): number {
  return [...named, other].reduce((all, { sent, received }) => all + sent.count + received.count, 0);
}

const names = fc.array(
  fc.record({
    direction: fc.constantFrom("sent" as const, "received" as const),
    names: fc.array(fc.constantFrom("a", "b", "c", "d").map(event), { maxLength: 2 }),
  }),
  { maxLength: 60 },
);

describe("counts by name", () => {
  test("of messages that nobody asked for a name there are none", () => {
    expect(countNames(null, [message(1)])).toBeNull();
    expect(countMessages(noMessages, [message(1)]).names).toBeNull();
  });

  test("begin when somebody asks", () => {
    const counts = countMessages(countMessages(noMessages, [message(1)]), [message(2, [event("a")]), message(3, [])]);
    expect(counts.received.count).toBe(3);
    expect(counts.names).toEqual({
      named: [{ kind: "event", text: "a", sent: { count: 0, bytes: 0 }, received: { count: 1, bytes: 10 } }],
      other: { sent: { count: 0, bytes: 0 }, received: { count: 0, bytes: 0 } },
      unnamed: { sent: { count: 0, bytes: 0 }, received: { count: 1, bytes: 10 } },
      asked: 2,
    });
  });

  test("tell so many names apart and no more, and lose none", () => {
    const many = Array.from({ length: 3 * MOST_NAMES }, (_, i) => message(i, [event(`n${i}`)]));
    const counts = countNames(null, many);
    expect(counts?.named.length).toBe(MOST_NAMES);
    expect(counts?.other.received).toEqual({ count: 2 * MOST_NAMES, bytes: 20 * MOST_NAMES });
    const joined = joinNames(counts, countNames(null, [message(1, [event("more")]), message(2, [event("n1")])]));
    expect(joined?.named.length).toBe(MOST_NAMES);
    expect(joined?.named[1]?.received.count).toBe(2);
    expect(joined?.other.received.count).toBe(2 * MOST_NAMES + 1);
  });

  test("are the same in one batch and in many", () => {
    fc.assert(
      fc.property(names, fc.nat(60), (list, cut) => {
        const all = list.map((one, i) => message(i, one.names, one.direction));
        const whole = countNames(null, all);
        const [first, second] = [all.slice(0, cut), all.slice(cut)];
        expect(countNames(countNames(null, first), second)).toEqual(whole);
        expect(joinNames(countNames(null, first), countNames(null, second))).toEqual(whole);
        expect(whole === null ? 0 : sum(whole)).toBe(list.reduce((count, one) => count + one.names.length, 0));
      }),
    );
  });

  test("have what the log and the debugger both counted once", () => {
    fc.assert(
      fc.property(names, fc.nat(60), fc.nat(60), (list, from, until) => {
        const all = list.map((one, i) => message(1000 * i, one.names, one.direction));
        const [logged, live] = [all.slice(0, Math.max(from, until)), all.slice(Math.min(from, until))];
        const counted = {
          ...nothingCounted,
          countedByLog: countMessages(noMessages, logged),
          logTail: logged,
          countedByDebugger: countMessages(noMessages, live),
          debuggerHead: live.slice(0, HEAD),
        };
        const { names: both } = joinMessages(countedBefore(counted), counted.countedByDebugger);
        const whole = countNames(null, all);
        const byText = (counts: NameCounts | null) =>
          [...(counts?.named ?? [])].sort((a, b) => (a.text < b.text ? -1 : 1));
        expect(byText(both)).toEqual(byText(whole));
        expect(both?.unnamed ?? whole?.unnamed).toEqual(whole?.unnamed);
        expect(both?.asked ?? 0).toBe(whole?.asked ?? 0);
      }),
    );
  });
});
