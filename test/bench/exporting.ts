import { performance } from "node:perf_hooks";
import { inTimeSlices, pause } from "../../src/panel/time-slicing.ts";
import { atOnce, type Steps } from "../../src/report/build/steps.ts";
import type { Report } from "../../src/report/contract/format.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { redactSteps } from "../../src/report/masking/redact.ts";
import { planReport } from "../../src/store/report-of.ts";
import { Store } from "../../src/store/store.ts";
import { messageOn, openingOf, START } from "./events.ts";
import { ROUNDS } from "./measure.ts";
import { type Spread, spreadOf } from "./spread.ts";

/** As many as the panel keeps. */
export const CONNECTIONS = 10_000;

/** One part of an export, done at once and in the panel's turns. In milliseconds. */
export interface ExportRow {
  readonly what: string;
  /** Nobody else has the thread until it is done. */
  readonly atOnce: Spread;
  readonly inTimeSlices: Spread;
  /** The longest time for which nobody else has the thread. */
  readonly hold: Spread;
  /** How often others have it. */
  readonly pauses: Spread;
  /** The longest hold beside all of it done at once, in the same round. */
  readonly ratio: Spread;
}

/** A report of as many connections as the panel keeps, made as the panel makes it. */
export async function exporting(): Promise<ExportRow[]> {
  const store = new Store();
  for (let i = 0; i < CONNECTIONS; i++) store.page.observe([...openingOf(i), messageOn(i, i)]);
  const meta = {
    generatedAt: START + 60_000,
    tool: { version: "0.0.0", browser: null },
    page: "https://app.example.com/",
    capture: { source: "debugger" as const, startedAt: START, lost: [] },
  };
  const masked = function* (): Steps<Report> {
    return yield* redactSteps(yield* planReport(store, meta).steps);
  };
  const rows = [await row("explain them and mask their secrets", masked)];
  const report = atOnce(masked());
  for (const format of formats) {
    const written = function* (): Steps<Report> {
      for (const _ of format.pieces(report)) yield 1;
      return report;
    };
    rows.push(await row(`write them as ${format.name}`, written));
  }
  return rows;
}

async function row(what: string, steps: () => Steps<Report>): Promise<ExportRow> {
  const runs: { atOnce: number; inTimeSlices: number; hold: number; pauses: number }[] = [];
  // The first one warms up.
  for (let i = 0; i <= ROUNDS; i++) {
    const start = performance.now();
    atOnce(steps());
    runs.push({ atOnce: performance.now() - start, ...(await turnsOf(steps())) });
  }
  const of = (value: (run: (typeof runs)[number]) => number): Spread => spreadOf(runs.slice(1).map(value));
  return {
    what,
    atOnce: of((run) => run.atOnce),
    inTimeSlices: of((run) => run.inTimeSlices),
    hold: of((run) => run.hold),
    pauses: of((run) => run.pauses),
    ratio: of((run) => run.hold / run.atOnce),
  };
}

async function turnsOf(steps: Steps<Report>): Promise<{ inTimeSlices: number; hold: number; pauses: number }> {
  const start = performance.now();
  let [began, hold, pauses] = [start, 0, 0];
  await inTimeSlices(steps, new AbortController().signal, async () => {
    hold = Math.max(hold, performance.now() - began);
    pauses++;
    await pause();
    began = performance.now();
  });
  const end = performance.now();
  return { inTimeSlices: end - start, hold: Math.max(hold, end - began), pauses };
}
