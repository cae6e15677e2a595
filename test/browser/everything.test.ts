import { beforeAll, describe, expect, it, type RunnerTask } from "vitest";
import type { Row } from "./everything-compare.ts";
import { walkEverything } from "./everything-walk.ts";
import { WANTED } from "./everything-wanted.ts";

/** How long all of it may take, in milliseconds. */
const PATIENCE_MS = 300_000;

/** What a page can open, all at once: each connection's numbers as its server counted them, its code as it was on the wire. */
describe("a page that opens everything at once", () => {
  let first: readonly Row[];
  let again: Promise<readonly Row[]> | null = null;
  beforeAll(async () => {
    first = await walkEverything();
  }, PATIENCE_MS);

  /** What was seen; a second try opens everything once more, for all tests that need one. */
  const seenBy = ({ result }: RunnerTask): readonly Row[] | Promise<readonly Row[]> => {
    if ((result?.retryCount ?? 0) === 0) return first;
    again ??= walkEverything();
    return again;
  };

  it.for(WANTED)("$name: a $kind, $state, from the $target", { timeout: PATIENCE_MS }, async (wanted, { task }) => {
    const { name, times = 1 } = wanted;
    const own = (await seenBy(task)).filter((row) => row.name === name);
    expect(own.map(({ differences }) => differences)).toEqual(Array.from({ length: times }, () => []));
  });

  it("lists nothing else", { timeout: PATIENCE_MS }, async ({ task }) => {
    const known = WANTED.map(({ name }) => name);
    expect((await seenBy(task)).filter(({ name }) => !known.includes(name))).toEqual([]);
  });

  it("knows the numbers that were to be", { timeout: PATIENCE_MS }, async ({ task }) => {
    const rows = await seenBy(task);
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
