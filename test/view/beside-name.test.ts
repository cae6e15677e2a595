import { expect, test } from "vitest";
import { distinctNames } from "../../src/view/list/distinct-names.ts";

const beside = (...urls: string[]) => urls.map(distinctNames(urls, new Map()));

test.each([
  ["different names say enough", ["wss://a.test/chat", "wss://b.test/live"], [null, null]],
  ["one address, however often", ["wss://a.test/chat", "wss://a.test/chat"], [null, null]],
  ["hosts, where they differ", ["wss://a.test/live", "wss://b.test:81/live"], ["a.test", "b.test:81"]],
  ["else the path before the name", ["wss://a.test/eu/live", "wss://a.test/us/live"], ["/eu/", "/us/"]],
  [
    "else the query",
    ["wss://a.test/live?room=1", "wss://a.test/live", "wss://a.test/live?room=2"],
    ["?room=1", null, "?room=2"],
  ],
  ["hosts before paths", ["wss://a.test/eu/live", "wss://b.test/us/live"], ["a.test", "b.test"]],
  [
    "as many of them as it takes",
    ["wss://a.test/eu/live", "wss://a.test/us/live", "wss://b.test/eu/live", "wss://a.test/eu/live?x=1"],
    ["a.test/eu/", "/us/", "b.test", "?x=1"],
  ],
  ["what is no address", ["nonsense", "nonsense"], [null, null]],
])("%s", (_, urls, expected) => {
  expect(beside(...urls)).toEqual(expected);
});

test("hostile characters are shown", () => {
  expect(beside("wss://a.test/x?\u202eb", "wss://a.test/x")[0]).not.toContain("\u202e");
});
