import { describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.ts";
import { linesOf } from "../../src/cli/summary/lines.ts";
import { endpointOf, rowOfLine } from "../../src/cli/summary/row.ts";
import { REST, Tally } from "../../src/cli/summary/tally.ts";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { toNdjson } from "../../src/report/formats/ndjson.ts";
import { readText } from "../../src/sources/recognize.ts";
import { har, socketEntry } from "./built-har.ts";
import { fakeIo } from "./fake-io.ts";

const entries = [
  socketEntry({ url: "wss://a.test/live/1?token=s3cr3tTokenOfSomebody42", status: 403 }),
  socketEntry({ url: "wss://a.test/live/2", status: 403 }),
  socketEntry({ url: "wss://a.test/live/3" }),
  socketEntry({ url: "wss://b.test/s3cr3tTokenOfSomebody42/x", status: 502 }),
];
const HAR = har(entries);
const NDJSON = toNdjson(reportOfReading(readText(HAR), { version: "1", otherwise: 0 }));

describe("upgrades summary", () => {
  it("counts failures over files of several kinds, and names no secret", async () => {
    const io = fakeIo({ "a.har": HAR, "b.ndjson": NDJSON, "c.json": "{}" });
    expect(await main(["summary", "a.har", "b.ndjson"], io)).toBe(0);
    const text = io.printed.join("");
    expect(text).toContain("8 connections in 2 files.");
    expect(text).toContain("| a.test/live/\\* | 6 | 4 | 0 |");
    expect(text).toContain("| b.test/\\*/x | 2 | 2 | 0 |");
    expect(text).toMatch(/\| forbidden \| 4 \| 4 \| 0 \|/);
    expect(text).toMatch(/\| 2026-11-22 \| 8 \| 6 \| 0 \|/);
    expect(text).not.toContain("s3cr3t");
  });

  it("counts each connection on the day of its request, which is all that a HAR file has", async () => {
    const twoDays = har(
      entries.map((entry, i) => ({ ...entry, startedDateTime: `2026-11-2${1 + (i % 2)}T12:00:00.000Z` })),
    );
    const ndjson = toNdjson(reportOfReading(readText(twoDays), { version: "1", otherwise: 0 }));
    for (const files of [{ "x.har": twoDays }, { "x.ndjson": ndjson }]) {
      const io = fakeIo(files);
      await main(["summary", ...Object.keys(files)], io);
      expect(io.printed.join("")).toMatch(/\| 2026-11-21 \| 2 \| 1 \| 0 \|\n\| 2026-11-22 \| 2 \| 2 \| 0 \|/);
    }
  });

  it("counts the same of a report however it was saved", async () => {
    const counts = await Promise.all(
      [{ "x.har": HAR }, { "x.ndjson": NDJSON }].map(async (files) => {
        const io = fakeIo(files);
        await main(["summary", ...Object.keys(files), "--json"], io);
        return JSON.parse(io.printed.join(""));
      }),
    );
    expect(counts[0]).toEqual(counts[1]);
    expect(counts[0].connections).toBe(4);
  });

  it("says which file could not be read, and counts the others", async () => {
    const io = fakeIo({ "a.ndjson": `${NDJSON}not a line\n`, "b.txt": "Dear diary" });
    expect(await main(["summary", "a.ndjson", "b.txt", "absent.har"], io)).toBe(2);
    expect(io.notes).toHaveLength(3);
    expect(io.notes[0]).toBe("upgrades summary: a.ndjson: 1 line could not be read.");
    expect(io.printed.join("")).toContain("4 connections in 1 file.");
    expect(await main(["summary", "absent.har"], fakeIo())).toBe(2);
    expect(await main(["summary"], fakeIo())).toBe(2);
    expect(await main(["summary", "a.ndjson", "--top", "none"], fakeIo({ "a.ndjson": NDJSON }))).toBe(2);
  });

  it("prints as many values as asked for, and says how many more there are", async () => {
    const io = fakeIo({ "a.ndjson": NDJSON });
    await main(["summary", "a.ndjson", "--top", "1"], io);
    expect(io.printed.join("")).toContain("1 more; use --top 2 or --json.");
  });
});

describe("an endpoint", () => {
  it.each([
    ["wss://a.test/live", "a.test/live"],
    ["wss://a.test:8443/live/12345?x=1", "a.test:8443/live/*"],
    ["wss://a.test/room/0f8fad5b-d9cb-469f-a165-70867728950e/ws", "a.test/room/*/ws"],
    ["wss://a.test/<token #1>/ws", "a.test/*/ws"],
    ["wss://a.test/socket.io/", "a.test/socket.io/"],
    ["wss://a.test/graphql-subscriptions", "a.test/graphql-subscriptions"],
    [null, "not known"],
    ["nonsense", "not known"],
  ])("of %s is %s", (url, endpoint) => {
    expect(endpointOf(url)).toBe(endpoint);
  });
});

describe("lines", () => {
  const collected = async (pieces: readonly string[], most = 100) => {
    const bytes = async function* () {
      for (const piece of pieces) yield new TextEncoder().encode(piece);
    };
    const lines: string[] = [];
    for await (const some of linesOf(bytes(), most)) lines.push(...some);
    return lines;
  };

  it("are whole wherever the pieces were torn", async () => {
    expect(await collected(["a", "b\nc", "\n", "\nd\ne"])).toEqual(["ab", "c", "", "d", "e"]);
    expect(await collected([])).toEqual([]);
  });

  it("that are too long are cut, and take nothing of the next with them", async () => {
    expect(await collected(["x".repeat(60), "x".repeat(60), "x\ny\n"])).toEqual(["x".repeat(100), "y"]);
    expect(await collected([`${"x".repeat(150)}\ny`])).toEqual(["x".repeat(100), "y"]);
  });
});

describe("a tally", () => {
  it("stays small, and loses no connection", () => {
    const tally = new Tally();
    const row = rowOfLine(NDJSON.split("\n")[0] ?? "");
    if (row === null) throw new Error("no row");
    for (let i = 0; i < 10_050; i++) tally.add({ ...row, endpoint: `host-${i}.test/` });
    const counts = tally.of("endpoint");
    expect(counts.length).toBe(10_001);
    expect(counts.find(({ value }) => value === REST)?.connections).toBe(50);
    expect(counts.reduce((sum, { connections }) => sum + connections, 0)).toBe(10_050);
  });
});
