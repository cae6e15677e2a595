import { expect, it } from "vitest";
import { countedBefore, nothingCounted } from "../../../src/upgrade/counts/counted.ts";
import { countMessages, noMessages } from "../../../src/upgrade/counts/messages.ts";
import { pieceOf } from "../../../src/upgrade/counts/piece.ts";
import type { Message } from "../../../src/upgrade/observation.ts";

const event: Message = { at: 1000, direction: "received", opcode: 1, size: 6, digest: 7 };

it("counts nothing from the log of a stream whose pieces the debugger counted: it saw all of it", () => {
  const log = { countedByLog: countMessages(noMessages, [event]), logTail: [event], logLength: 1 };
  // The log dates the first event a moment before the debugger dates the piece that brought it.
  const pieces = {
    debuggerHead: [pieceOf(1003, 14)],
    countedByDebugger: countMessages(noMessages, [pieceOf(1003, 14)]),
  };
  expect(countedBefore({ ...nothingCounted, ...log, ...pieces })).toEqual(noMessages);
  expect(countedBefore({ ...nothingCounted, ...log })).toEqual(log.countedByLog);
});
