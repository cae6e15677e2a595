import { performance } from "node:perf_hooks";
import { type Spread, spreadOf } from "./spread.ts";

const roundsAt = process.argv.indexOf("--rounds");

/** How often everything is measured: `--rounds 1` for a look; what is published takes at least 7. */
export const ROUNDS = roundsAt < 0 ? 7 : Math.max(1, Number(process.argv[roundsAt + 1]));

/** One line of the table of the code. */
export interface Row {
  readonly what: string;
  /** Of one item, in milliseconds. */
  readonly each: Spread;
  /** What it takes beside the unit, which ran just before it in the same round. */
  readonly ratio: Spread;
  /** What was found beside the time: memory, counts. */
  readonly note: string;
}

const EVENTS = 20_000;

/** What all code is compared with: what Node itself needs to parse a message event from its JSON. */
const TEXTS = Array.from({ length: EVENTS }, (_, i) =>
  JSON.stringify({
    method: "Network.webSocketFrameReceived",
    params: {
      requestId: "1234.5",
      timestamp: 1000 + i / 1000,
      response: { opcode: 1, mask: false, payloadData: "x".repeat(32) },
    },
  }),
);

/**
 * Measures work that is done at once, in turns with the unit.
 *
 * @param items how many things one run of it does
 * @param run is called once to warm up, and then `ROUNDS` times
 */
export function measure(what: string, items: number, run: () => void): Row {
  run();
  const rounds = Array.from({ length: ROUNDS }, () => ({ unit: unitMs(), each: timeOf(run) / items }));
  return {
    what,
    each: spreadOf(rounds.map(({ each }) => each)),
    ratio: spreadOf(rounds.map(({ each, unit }) => each / unit)),
    note: "",
  };
}

/** The unit beside itself: its ratio is 1, as far as the machine is quiet. */
export function unitRow(): Row {
  return measure("JSON.parse of a message event (the unit)", EVENTS, parseAll);
}

function parseAll(): void {
  for (const text of TEXTS) JSON.parse(text);
}

function unitMs(): number {
  return timeOf(parseAll) / EVENTS;
}

/** Milliseconds. */
function timeOf(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Bytes on the heap after everything that can be collected was collected; needs `node --expose-gc`. */
export function heapInUse(): number {
  if (globalThis.gc === undefined) throw new Error("Run it with node --expose-gc, as npm run bench does.");
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}
