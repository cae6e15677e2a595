import { performance } from "node:perf_hooks";

/** How often everything is measured; the middle one counts. */
export const RUNS = 5;

/** One line of the table. */
export interface Row {
  readonly what: string;
  /** The median of the runs, in milliseconds for `items` of them. */
  readonly milliseconds: number;
  readonly items: number;
  /** What was found beside the time: memory, counts. */
  readonly note: string;
}

/** The middle value; of an even number the upper one of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/**
 * Measures work that is done at once.
 *
 * @param items how many things one run of it does
 * @param run is called once to warm up, and then `RUNS` times
 */
export function measure(what: string, items: number, run: () => void): Row {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return { what, items, milliseconds: median(times), note: "" };
}

/** Bytes on the heap after everything that can be collected was collected; needs `node --expose-gc`. */
export function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error("Run it with node --expose-gc, as npm run bench does.");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
