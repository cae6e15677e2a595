import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PNG } from "pngjs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Recording, startRecording } from "../../src/cli/browser/recording.ts";
import type { Report } from "../../src/report/contract/format.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { parseReport } from "../report/parse-report.ts";
import { EXTENSION, eventually } from "./inspected.ts";
import { lives, pageOf } from "./plans.ts";

const run = promisify(execFile);

let lab: Lab;
beforeAll(async () => {
  lab = await startLab();
});
afterAll(() => lab?.close());

const socket = (name: string) => [{ url: `${lab.origin.replace("http", "ws")}/idle?${name}` }];

describe("upgrades record, over a page that goes on to another one by itself", () => {
  const recorded = async (...options: string[]): Promise<Report> => {
    const second = pageOf({ sockets: socket("second") }, lab.origin);
    const first = pageOf({ sockets: socket("first"), next: second }, lab.origin);
    const args = ["dist-cli/upgrades.js", "record", first, "--for", "5s", "--format", "json", ...options];
    return parseReport((await run(process.execPath, args)).stdout);
  };

  it("keeps what the first page had", async () => {
    const report = await recorded();
    expect(lives(report)).toEqual(["?first page closed navigation", "?second page open"]);
    expect(report.capture.lost).toEqual([]);
  });

  it("says that it leaves something out with --no-keep-log", async () => {
    const report = await recorded("--no-keep-log");
    expect(lives(report)).toEqual(["?second page open"]);
    expect(report.capture.lost).toEqual([
      "Connections of earlier pages are left out: Keep log was off when the page was left, reloaded or rewritten.",
    ]);
  });
});

describe("upgrades diff, of one page that was recorded twice", () => {
  const paths = [
    "live",
    "idle",
    "echo",
    "binary",
    "subprotocol",
    "deflate",
    "ws",
    "pings",
    "closes",
    "closes-4321",
    "close/1011",
    "status/403",
    "status/503",
    "header/accept-wrong",
  ];

  it("reports nothing", async () => {
    const folder = await mkdtemp(join(tmpdir(), "upgrades-diff-"));
    try {
      const sockets = paths.map((path) => ({ url: `${lab.origin.replace("http", "ws")}/${path}` }));
      const page = pageOf({ sockets }, lab.origin);
      const files = ["a.json", "b.json"].map((name) => join(folder, name));
      for (const file of files)
        await run(process.execPath, ["dist-cli/upgrades.js", "record", page, "--for", "5s", "--out", file]);
      // It would reject with the exit code 1 if anything had got worse.
      const { stdout } = await run(process.execPath, ["dist-cli/upgrades.js", "diff", ...files]);
      expect(stdout).toContain(`\n\n${paths.length} pairs compared: nothing differs.\n`);
    } finally {
      await rm(folder, { recursive: true });
    }
    // Two browsers, one after the other.
  }, 120_000);
});

describe("a recording of a page that is reloaded, left and gone back to", () => {
  let recording: Recording | null = null;
  afterEach(() => recording?.close());

  it("has the connections of each visit", async () => {
    const address = pageOf({ sockets: socket("here") }, lab.origin);
    const made = await startRecording(address, EXTENSION, { keepLog: true });
    recording = made;
    const told = (wanted: readonly string[]) =>
      eventually(
        async () => lives(parseReport(await made.report("json"))),
        (seen) => seen.join() === wanted.join(),
      );
    const [ended, open] = ["?here page closed navigation", "?here page open"];
    expect(await told([open])).toEqual([open]);
    await made.page.reload();
    expect(await told([ended, open])).toEqual([ended, open]);
    await made.page.goto(`${lab.origin}/csp`);
    expect(await told([ended, ended])).toEqual([ended, ended]);
    await made.page.goBack();
    const after = await told([ended, ended, open]);
    expect(after.filter((life) => life === ended)).toHaveLength(2);
  });
});

describe("a picture of the panel", () => {
  it("is whole each time: the panel has the width of DevTools in it", async () => {
    // The timeline is there from two connections on.
    const sockets = ["one", "two", "three"].flatMap(socket);
    const recording = await startRecording(pageOf({ sockets }, lab.origin), EXTENSION);
    try {
      await eventually(
        async () => lives(parseReport(await recording.report("json"))),
        (seen) => seen.length === sockets.length,
      );
      const { width, height, data } = PNG.sync.read(Buffer.from(await recording.picture()));
      expect([width, height]).toEqual([1280, 720]);
      // The right ends of the panel's toolbar and of its line of totals; where the panel is not, a picture is white.
      for (const [x, y] of [
        [1275, 40],
        [1100, 716],
      ] as const) {
        const at = (y * width + x) * 4;
        expect([...data.subarray(at, at + 3)], `${x}, ${y}`).not.toEqual([255, 255, 255]);
      }
      const sizes = await recording.open.panel.evaluate("[innerWidth, document.querySelector('canvas').width]");
      expect(sizes).toEqual([1280, 1280]);
    } finally {
      await recording.close();
    }
  });
});
