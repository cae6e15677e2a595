import { expect, test } from "vitest";
import { parseCondition } from "../../src/cli/condition.ts";
import { buildReport } from "../../src/report/build/report.ts";
import { type Built, explained, meta } from "../report/built.ts";

const reportOf = (...built: Built[]) =>
  buildReport(
    built.map((one) => explained(one)),
    meta(),
  );
const open = reportOf({});
const closed = reportOf({ closedAfter: 5000 });
const refused = reportOf({ response: null, error: "Error during WebSocket handshake: Unexpected response code: 400" });
const waiting = reportOf({ response: null });

test.each([
  ["open", [true, true, false, false]],
  ["closed", [false, true, false, false]],
  ["failed", [false, false, true, false]],
  ["messages>=0", [true, true, true, true]],
  ["messages >= 1", [false, false, false, false]],
])("%s", (text, outcomes) => {
  const condition = parseCondition(text);
  expect([open, closed, refused, waiting].map((report) => condition?.holds(report))).toEqual(outcomes);
});

test("one connection is enough, and none fulfils nothing", () => {
  expect(parseCondition("failed")?.holds(reportOf({}, { response: null, error: "x" }))).toBe(true);
  expect(parseCondition("messages>=0")?.holds(reportOf())).toBe(false);
});

test.each(["", "opened", "messages", "messages>=", "messages>=-1", "messages>3", "toString", "constructor"])(
  "%j is none",
  (text) => {
    expect(parseCondition(text)).toBe(null);
  },
);
