import { beforeAll, describe, expect, it } from "vitest";
import type { Row } from "./everything-compare.ts";
import { walkEverything } from "./everything-walk.ts";
import { WANTED } from "./everything-wanted.ts";

/** What a page can open, all at once: each connection's numbers as its server counted them, its code as it was on the wire. */
describe("a page that opens everything at once", () => {
  let rows: readonly Row[];
  beforeAll(async () => {
    rows = await walkEverything();
    // Once more where a busy machine lost a race; it is told, and a second time counts.
    const wrong = rows.filter(({ differences }) => differences.length > 0);
    if (wrong.length === 0) return;
    process.stderr.write(`Walked again: ${JSON.stringify(wrong)}\n`);
    rows = await walkEverything();
  }, 300_000);

  it.each(WANTED)("$name: a $kind, $state, from the $target", ({ name, times = 1 }) => {
    const own = rows.filter((row) => row.name === name);
    expect(own.map(({ differences }) => differences)).toEqual(Array.from({ length: times }, () => []));
  });

  it("lists nothing else", () => {
    const known = WANTED.map(({ name }) => name);
    expect(rows.filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  it("knows the numbers that were to be", () => {
    const of = (name: string) => rows.find((row) => row.name === name)?.tool;
    expect(of("page")).toMatchObject({ sent: "30 of 290 B", received: "20 of 190 B" });
    expect(of("http2")).toMatchObject({ sent: "7 of 63 B", received: "7 of 63 B" });
    expect(of("event-stream")).toMatchObject({ sent: "0 of 0 B", received: "12 of 75 B" });
    expect(of("streaming-fetch")).toMatchObject({ received: "99 B" });
    expect(of("closed-by-page")?.code).toBe(4001);
    expect(of("closed-by-server")?.code).toBe(1000);
    expect(rows.filter(({ name }) => name === "series").map(({ tool }) => tool?.code)).toEqual([4011, 4012, 4013]);
  });
});
