import { zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { readPieces } from "../../src/sources/pieces.ts";
import { readText } from "../../src/sources/recognize.ts";
import { NOW } from "../report/built.ts";

/**
 * Large input, at sizes that a test can afford: ten times as much must not take much more than ten times as long, and far
 * less than the time of something quadratic. `MOST_MS` is for a busy machine; alone each takes a tenth of it.
 */
const MOST_MS = 15_000;

function took(run: () => void): number {
  const before = process.cpuUsage();
  run();
  return process.cpuUsage(before).user / 1000;
}

const har = (entry: object, times = 1) =>
  JSON.stringify({ log: { version: "1.2", creator: { name: "x", version: "1" }, entries: Array(times).fill(entry) } });

const entry = (headers: readonly object[], more: object = {}) => ({
  _resourceType: "websocket",
  startedDateTime: "2026-11-28T22:00:27.000Z",
  time: 20,
  request: { method: "GET", url: "wss://example.com/live", headers },
  response: { status: 403, statusText: "Forbidden", headers, content: {} },
  ...more,
});

function explainedInEveryFormat(text: string): void {
  const report = reportOfReading(readText(text), { version: "0.1.0", otherwise: NOW });
  for (const { render } of formats) render(report);
}

describe("time is bounded for", () => {
  const many = (size: number) => Array.from({ length: size }, (_, i) => ({ name: `X-${i}`, value: `value ${i}` }));
  const CASES: readonly (readonly [string, () => string])[] = [
    ["10,000 headers", () => har(entry(many(10_000)))],
    ["3,000 entries", () => har(entry(many(3)), 3000)],
    ["a value of 200,000 characters", () => har(entry([{ name: "Server", value: "a.".repeat(100_000) }]))],
    ["a value of 200,000 signs", () => har(entry([{ name: "Cookie", value: "=".repeat(200_000) }]))],
    ["a token of 50,000 beginnings", () => har(entry([{ name: "Authorization", value: "eyJ".repeat(50_000) }]))],
    ["an error of 200,000 brackets", () => har(entry([], { _error: "[".repeat(200_000) }))],
    ["spaces", () => har(entry([{ name: "X", value: `a${" ".repeat(200_000)}b` }]))],
    [
      "a path of 20,000 parts",
      () =>
        har({
          ...entry([]),
          request: { method: "GET", url: `wss://a.example/${"faye/".repeat(20_000)}`, headers: [] },
        }),
    ],
    ["a transcript of 20,000 headers", () => `HTTP/1.1 403 Forbidden\n${"X-A: b\n".repeat(20_000)}\n`],
    [
      "a header of a transcript that is nothing but tabs",
      () => `HTTP/1.1 403 Forbidden\nX-A:${"\t".repeat(100_000)}\u2028\n`,
    ],
  ];

  test.each(CASES)("%s", (_, text) => {
    expect(took(() => explainedInEveryFormat(text()))).toBeLessThan(MOST_MS);
  });
});

describe("memory is bounded for", () => {
  const read = (bytes: Uint8Array) => {
    const pieces = [bytes];
    return readPieces(async () => pieces.shift() ?? null, 1, 1 << 24);
  };

  test("an archive that unpacks to a hundred megabytes", async () => {
    const bomb = zipSync({ "a.har": new Uint8Array(100_000_000) }, { level: 9 });
    expect(bomb.length).toBeLessThan(200_000);
    await expect(read(bomb)).rejects.toThrow("It is too large to be read.");
  });

  test("an archive that lies about how much it unpacks to", async () => {
    const bomb = zipSync({ "a.har": new Uint8Array(50_000_000) }, { level: 9 });
    // The size unpacked stands in the central directory, 24 bytes behind its signature (APPNOTE.TXT 4.3.12).
    const at = bomb.findLastIndex((_, i) => bomb[i] === 0x50 && bomb[i + 1] === 0x4b && bomb[i + 2] === 1);
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 100, true);
    await expect(read(bomb)).rejects.toThrow(/^(?:It is|The HAR file in the archive)/);
  });

  test.each([
    ["lists", "[", 1_000_000],
    ["objects", '{"a":', 300_000],
  ])("%s in one another", (_, open, depth) => {
    expect(() => readText(open.repeat(depth))).toThrow(/^It /);
  });
});
