import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readText } from "../../src/sources/recognize.ts";
import { Store } from "../../src/store/store.ts";
import type { Observation } from "../../src/upgrade/observation.ts";
import { cellText } from "../../src/view/list/cell-text.ts";
import { ListState } from "../../src/view/list/list-state.ts";
import { nameText, statusText, timeText } from "../../src/view/list/row-text.ts";
import { dropText } from "../../src/view/timeline/words.ts";
import { readRecording } from "../recordings/recording.ts";
import { observationsOf } from "../recordings/replay.ts";
import { speakEnglish } from "./languages.ts";

beforeAll(speakEnglish);

/** Captures that people reported, with their names and values replaced. */
const REPORTED = join(import.meta.dirname, "../field/reported/files");

/** A recorded connection as one of several in a capture: under a name of its own, at another time, at another address. */
interface Copy {
  readonly as?: string;
  readonly shift?: number;
  readonly path?: string;
}

/** What the debugger told of a recorded case. */
function recorded(id: string, { as = id, shift = 0, path }: Copy = {}): Observation[] {
  return observationsOf(readRecording(id)).map((seen): Observation => {
    const moved = { sourceId: `${as} ${seen.sourceId}`, at: seen.at + shift };
    if (seen.type === "message") {
      return { ...seen, ...moved, message: { ...seen.message, at: seen.message.at + shift } };
    }
    if (seen.type === "created" && path !== undefined) {
      return { ...seen, ...moved, url: new URL(path, seen.url).href };
    }
    return { ...seen, ...moved };
  });
}

const beginOf = (observations: readonly Observation[]) => Math.min(...observations.map(({ at }) => at));
const endOf = (observations: readonly Observation[]) => Math.max(...observations.map(({ at }) => at));

/** The list over a capture, no row of it opened. */
function listOf(
  observations: readonly Observation[],
  { now = endOf(observations) + 500, file }: { now?: number; file?: string } = {},
) {
  const store = new Store();
  if (file !== undefined) store.imports.add(file, readText(readFileSync(join(REPORTED, file), "utf8")), now);
  store.page.observe(observations);
  store.now.value = now;
  const list = new ListState(store);
  list.width.value = 1280;
  list.toggle("initiator");
  list.toggle("via");
  /** All that stands in a row, cell by cell. */
  const rowOf = (id: string) => {
    const upgrade = store.upgrade(id);
    if (upgrade === null) return [];
    const row = list.rows.value.find((one) => one.id === id);
    const cells = {
      name: [nameText(upgrade), row !== undefined && row.ids.length > 1 ? `×${row.ids.length}` : ""].join(" ").trim(),
      status: statusText(upgrade).text,
      time: timeText(upgrade, now),
      explanation: store.briefOne(id)?.text ?? "",
      initiator: cellText("initiator", upgrade, () => now)?.text ?? "",
      via: store.viaOne(id).join(", "),
    };
    return list.columnIds.value.map((column) => Object.entries(cells).find(([name]) => name === column)?.[1] ?? "");
  };
  const rows = list.rows.value.map(({ id }) => rowOf(id));
  const names = () => list.rows.value.map(({ id }) => rowOf(id)[0]);
  return { store, list, rows, names };
}

describe("answered from the list alone:", () => {
  test("which one failed, and why?", () => {
    const { rows, store } = listOf([...recorded("live"), ...recorded("status-403"), ...recorded("wss")]);
    const failed = rows.filter(([, status]) => status === "403");
    expect(failed).toHaveLength(1);
    expect(failed[0]?.slice(0, 4)).toEqual(["403", "403", expect.stringMatching(/^Refused/), "Refused: 403 Forbidden"]);
    expect(store.counts.value.failed).toBe(1);
  });

  test("did they all drop together?", () => {
    const four = ["/live", "/chat", "/presence", "/prices"].flatMap((path, i) =>
      recorded("drops", { as: path, path, shift: i * 60 }),
    );
    const alone = recorded("drops", { as: "earlier", path: "/earlier", shift: -60_000 });
    const { list, rows } = listOf([...alone, ...four]);
    const explanations = rows.map(([, , , explanation]) => explanation ?? "");
    expect(explanations.slice(1)).toEqual(Array(4).fill(expect.stringContaining("3 others")));
    expect(explanations[0]).not.toContain("others");
    const drops = list.timeline.drops.value;
    expect(drops.map(({ ids }) => ids.length)).toEqual([4]);
    const [first = ""] = drops[0]?.ids ?? [];
    expect(dropText(first, drops)).toBe("3 others ended within the same second.");
    // What ended a minute earlier did not drop with them.
    expect(dropText("c1", drops)).toBeNull();
  });

  test("did they come back after it?", () => {
    const four = ["/live", "/chat", "/presence", "/prices"].flatMap((path, i) =>
      recorded("drops", { as: path, path, shift: i * 60 }),
    );
    const back = endOf(four) + 2000 - beginOf(recorded("live"));
    const again = recorded("live", { as: "again", path: "/live", shift: back });
    const other = recorded("live", { as: "other", path: "/other", shift: back });
    const { rows } = listOf([...four, ...again, ...other]);
    const explanations = new Map(rows.map(([name, , , explanation]) => [name, explanation]));
    expect(explanations.get("live ×2")).toMatch(/^Healthy; reconnected 2\.\d s after 4 ended together$/);
    expect(explanations.get("other")).toMatch(/^Healthy; last message/);
  });

  test("is it a loop?", () => {
    const { rows, list } = listOf([...recorded("live"), ...recorded("reconnect-loop")]);
    expect(rows.map(([name, , , explanation]) => [name, explanation])).toEqual([
      ["live", expect.stringMatching(/^Healthy/)],
      ["503 ×4", "Refused 4 times: 503 Service Unavailable"],
    ]);
    // Its attempts stand in one lane of the timeline, each with its failure.
    const { lines } = list.timeline.lanes.value;
    const lane = lines.filter(({ life }) => life.outcome === "failed").map(({ row }) => row);
    expect(lane).toHaveLength(4);
    expect(new Set(lane).size).toBe(1);
    const idle = listOf(recorded("idle-timeout"));
    expect(idle.rows.map(([name, , , explanation]) => [name, explanation])).toEqual([
      ["cuts-idle ×4", "Cut after 1 s of silence, 4 times"],
    ]);
  });

  test("which page script opens it?", () => {
    const byLibrary = recorded("socket.io");
    const { list, rows } = listOf([...recorded("live"), ...byLibrary]);
    const at = list.columnIds.value.indexOf("initiator");
    expect(rows.map((row) => row[at])).toEqual(["sockets.js:112", "socket.io.esm.min.js:6"]);
    // With the calls behind the library's, which DevTools brings, it is the page's own line.
    const own = { url: "http://127.0.0.1:8001/chat.js", line: 7, column: 3, function: "join" };
    const asked = byLibrary.map((seen) =>
      seen.type === "created" && seen.stack !== undefined
        ? { ...seen, stack: { ...seen.stack, parts: [...seen.stack.parts, { asyncCause: "await", frames: [own] }] } }
        : seen,
    );
    expect(listOf(asked).rows[0]?.[at]).toBe("chat.js:7");
  });

  test("which go through Cloudflare?", () => {
    // The lab has no Cloudflare: this one was captured by HTTP Toolkit and reported, and stands in the list as an import.
    const { list, rows, names } = listOf([...recorded("wss"), ...recorded("nginx-right")], {
      file: "cloudflare-challenges-tool.har",
    });
    const at = list.columnIds.value.indexOf("via");
    expect(rows.map((row) => [row[0], row[at]])).toEqual([
      ["speech", "Cloudflare"],
      ["live", ""],
      ["live", "nginx"],
    ]);
    list.sortBy("via");
    expect(names().slice(0, 2)).toEqual(["speech", "live"]);
  });

  test("which will be cut next?", () => {
    const silent = recorded("idle-timeout-ahead");
    const begin = beginOf(silent);
    const later = recorded("idle-timeout-ahead", { as: "later", path: "/right/later", shift: 12_000 });
    const fresh = recorded("idle-timeout-ahead", { as: "fresh", path: "/right/fresh", shift: 45_000 });
    const { rows, store, list } = listOf([...silent, ...later, ...fresh], { now: begin + 50_000 });
    expect(rows.map(([name, , , explanation]) => [name, explanation])).toEqual([
      ["idle", expect.stringMatching(/^nginx may end it in 10(\.\d)? s if it stays silent$/)],
      ["later", expect.stringMatching(/^nginx may end it in 22(\.\d)? s if it stays silent$/)],
      ["fresh", "Healthy; no message yet"],
    ]);
    store.filter.text.value = "diagnosis:idle-timeout-ahead";
    expect(list.rows.value).toHaveLength(2);
  });
});
