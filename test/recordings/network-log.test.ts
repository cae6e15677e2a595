import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { LogNames } from "../../src/capture/network/log-names.ts";
import { HarEntries, readHarEntry } from "../../src/sources/har/entries.ts";
import { stateOf } from "../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";

/** One line of a recording: a poll of the log that differs from the one before it, or an end that was told. */
const Line = v.union([
  v.object({ at: v.number(), entries: v.array(v.unknown()) }),
  v.object({ at: v.number(), finished: v.unknown() }),
]);

type Recorded = v.InferOutput<typeof Line>;

/** What Chromium 156 gave of `getHAR` every 100 ms (250 ms for the ten), and of `onRequestFinished`, over pages of the lab. */
function recording(name: string): Recorded[] {
  const text = readFileSync(join(import.meta.dirname, "network-log", `${name}.jsonl`), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => v.parse(Line, JSON.parse(line)));
}

const options = (at: number) => ({ at, fromFile: false, generation: 0 });

/**
 * What is listed in the end.
 *
 * @param isPolled which of the recorded polls are made; ends are always told, the last poll is always made
 */
function rows(lines: readonly Recorded[], isPolled: (poll: number) => boolean): string[] {
  const names = new LogNames();
  const tracker = new ConnectionTracker();
  const last = lines.findLast((line) => "entries" in line);
  let poll = 0;
  for (const line of lines) {
    if ("finished" in line) {
      const read = readHarEntry(line.finished, options(line.at));
      const named = read !== null && "sourceId" in read ? names.end(line.finished, read, line.at) : null;
      if (named !== null) tracker.observe([named]);
    } else if (isPolled(poll++) || line === last) {
      const reader = new HarEntries(options(line.at));
      const entries = line.entries.map((raw) => {
        const logged = reader.read(raw);
        return { raw, logged: logged !== null && logged !== "unreadable" && "sourceId" in logged ? logged : null };
      });
      tracker.poll(names.name(entries, line.at), line.at);
    }
  }
  return [...tracker.upgrades.values()].map((one) => `${one.url?.replace("ws://lab.test", "")} ${stateOf(one)}`).sort();
}

const slow = (n: number) => `/slow?after=1000&n=${n}${n % 2 === 1 ? "&status=403 failed" : " open"}`;

const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  "two-answered-late": ["/slow?after=500&n=0 open", "/slow?after=500&status=403&n=1 failed"],
  "first-refused-late": ["/slow?after=500&n=1 open", "/slow?after=500&status=403&n=0 failed"],
  "ten-every-second-refused": Array.from({ length: 10 }, (_, n) => slow(n)),
  "one-address-waiting": Array.from({ length: 4 }, () => "/slow?after=500 open"),
  "one-address-refused-thrice": ["/flaky failed", "/flaky failed", "/flaky failed", "/flaky open"],
  closing: ["/closes closed", "/drops closed", "/live closed", "/resets closed"],
  "given-up-unsent": [
    "/hang failed",
    "/hang failed",
    "/idle failed",
    "/idle open",
    "/refused failed",
    "/refused failed",
  ],
};

describe("recorded polls of the network log", () => {
  for (const [name, expected] of Object.entries(EXPECTED)) {
    it(`${name}: a row for each connection, however often the log is polled`, () => {
      const lines = recording(name);
      const polls = lines.filter((line) => "entries" in line).length;
      for (let every = 1; every <= polls; every++) {
        for (let first = 0; first < every; first++) {
          expect(
            rows(lines, (poll) => poll % every === first),
            `poll ${first}, then every ${every}`,
          ).toEqual([...expected].sort());
        }
      }
    });
  }
});
