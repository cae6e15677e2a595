import { describe, expect, test } from "vitest";
import { phasesOf } from "../../src/upgrade/phases.ts";
import { phaseWords } from "../../src/view/timing/TimingTab.tsx";
import { seen, told } from "./seen.ts";

const brief = (...parameters: Parameters<typeof phasesOf>) =>
  phasesOf(...parameters).map(({ id, from, to, isRunning }) => [id, from, to, isRunning]);

describe("the stretches of a life", () => {
  test.each([
    ["created only", seen(told.created(10)), [["before", 10, 100, true]]],
    [
      "waiting",
      seen(told.created(10), told.sent(30)),
      [
        ["before", 10, 30, false],
        ["handshake", 30, 100, true],
      ],
    ],
    [
      "open",
      seen(told.created(10), told.sent(30), told.answered(50)),
      [
        ["before", 10, 30, false],
        ["handshake", 30, 50, false],
        ["open", 50, 100, true],
      ],
    ],
    [
      "closed",
      seen(told.created(10), told.sent(30), told.answered(50), told.closed(80)),
      [
        ["before", 10, 30, false],
        ["handshake", 30, 50, false],
        ["open", 50, 80, false],
      ],
    ],
    [
      "refused",
      seen(
        told.created(10),
        told.sent(30),
        told.error(40, "Error during WebSocket handshake: Unexpected response code: 400"),
      ),
      [
        ["before", 10, 30, false],
        ["failed", 30, 40, false],
      ],
    ],
    [
      "never connected",
      seen(told.created(10), told.error(40, "Error in connection establishment: net::ERR_CONNECTION_REFUSED")),
      [["before", 10, 40, false]],
    ],
    ["older than the capture", seen(told.message(20)), []],
  ] as const)("of one that is %s", (_, upgrade, expected) => {
    expect(brief(upgrade, 100)).toEqual(expected);
  });

  test("without the time of the response, open is counted from the request and says so", () => {
    const open = seen(told.created(10), told.sent(30), told.answered(50));
    const passive = open.response === null ? open : { ...open, response: { ...open.response, at: null } };
    const last = phasesOf(passive, 100).at(-1);
    expect(last).toMatchObject({ id: "open", from: 30 });
    expect(last && phaseWords(last, passive)).toEqual(["timingOpen", "timingOpenFromRequest"]);
  });

  test("where the request went out again, what was before holds the earlier tries and says so", () => {
    const again = seen(told.created(10), told.sent(20), told.sent(60), told.answered(70));
    const [before] = phasesOf(again, 100);
    expect(before).toMatchObject({ id: "before", from: 10, to: 60 });
    expect(before && phaseWords(before, again)).toEqual(["timingBeforeLast", "timingBeforeLastHint"]);
    const once = seen(told.created(10), told.sent(20));
    const [first] = phasesOf(once, 100);
    expect(first && phaseWords(first, once)).toEqual(["timingBefore", "timingBeforeHint"]);
  });

  test("of what nothing watches any more no end is made up", () => {
    const open = { ...seen(told.created(10), told.sent(30), told.answered(50)), unwatchedSince: 60 };
    expect(phasesOf(open, 100).map(({ id }) => id)).toEqual(["before", "handshake"]);
  });

  test("of a file nothing is running", () => {
    const open = { ...seen(told.created(10), told.sent(30), told.answered(50)), fromFile: true };
    expect(phasesOf(open, 100).some(({ isRunning }) => isRunning)).toBe(false);
  });
});
