import { expect, test } from "vitest";
import { nameOf } from "../../src/upgrade/http/address.ts";
import { CaptureIndex } from "../../src/upgrade/series/capture-index.ts";
import { newUpgrade } from "../../src/upgrade/upgrade.ts";
import { besideName } from "../../src/view/list/beside-name.ts";

/** What stands beside the names of a capture's addresses. */
function beside(...urls: string[]): (string | null)[] {
  const index = new CaptureIndex(urls.map((url, i) => ({ ...newUpgrade(String(i)), url })));
  return urls.map((url) => besideName(url, index.addressesNamed(nameOf(url))));
}

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
  [
    "nothing that is renewed with every attempt",
    ["wss://a.test/live?t=1", "wss://a.test/live?t=2", "wss://b.test/live?token=abc"],
    ["a.test", "a.test", "b.test"],
  ],
  ["what is no address", ["nonsense", "nonsense"], [null, null]],
])("%s", (_, urls, expected) => {
  expect(beside(...urls)).toEqual(expected);
});

test("hostile characters are shown", () => {
  expect(beside("wss://a.test/x?\u202eb", "wss://a.test/x")[0]).not.toContain("\u202e");
});
