import type { NamedReport } from "../../src/report/build/merge.ts";
import type { Report } from "../../src/report/build/report.ts";
import type { ReportConnection } from "../../src/report/contract/format.ts";
import type { Case } from "../lab/case.ts";
import { cases } from "../lab/cases.ts";
import { parseReport } from "../report/parse-report.ts";
import { differences, expectedOf, LIVE, outcomeOf, spokenOf } from "./cases-compare.ts";
import { judgePassively } from "./cases-passive.ts";
import { type Plan, passesAgain, placeOf, plans, whyLeft } from "./cases-plan.ts";
import { SPECIAL } from "./cases-special.ts";
import { caseOf, isHeld, type Stage, setStage } from "./cases-stage.ts";
import { eventually } from "./eventually.ts";
import { exportingText } from "./export-text.ts";

/** What came of one case. */
export interface Result {
  readonly of: Case;
  /** Why it was not opened, in words; null: it was. */
  readonly left: string | null;
  readonly got: ReturnType<typeof outcomeOf> | null;
  /** What passive really cannot know of it, in words. */
  readonly known?: readonly string[];
  readonly differences: readonly string[];
}

/** What came of all of them. */
export interface Walk {
  readonly results: readonly Result[];
  /** Connections that were listed and belong to no case that was open then, in words. */
  readonly strays: readonly string[];
  /** What the panel exported last at each page that was visited. */
  readonly reports: readonly NamedReport[];
}

/** What was seen at one page. */
interface Visit extends Omit<Walk, "reports"> {
  readonly report: Report;
}

/** Opened together: while many handshakes wait, after many failures, Chromium delays the next ones by seconds. */
const BATCH = 8;

/** Between two batches, in milliseconds. */
const PAUSE_MS = 150;

/** Between two exports, in milliseconds: they hold the browser up as well. */
const PACE_MS = 1000;

/** How long anything that is waited for may take on a busy machine, in milliseconds. Nothing lasts so long when all is right. */
const PATIENCE_MS = 180_000;

/** The same for a quick walk, which may be walked again. */
const QUICK_PATIENCE_MS = 75_000;

/**
 * Opens the lab's cases in a real browser with the extension, counting live, and reads what the tool exports.
 *
 * @param quick only those that take neither long nor another browser
 * @param only ids of cases; none: all of them
 * @param say called with one line for each page that is visited
 * @param passive whether only DevTools' own log is read
 */
export async function walk(
  quick: boolean,
  only: readonly string[] = [],
  say: (line: string) => void = () => undefined,
  passive = false,
): Promise<Walk> {
  const found = new Map<string, Result>();
  const strays: string[] = [];
  const reports: NamedReport[] = [];
  const perform = async (plan: Plan) => {
    const stage = await setStage({ ...plan.stage, passive });
    try {
      for (const planned of plan.visits) {
        const there = planned.filter((one) => whyLeft(one, quick, stage.lab) === null);
        for (const one of planned) found.set(one.id, left(one, whyLeft(one, quick, stage.lab) ?? "it was not reached"));
        if (there.length === 0) continue;
        say(`${plan.name}: ${there.length} cases from ${placeOf(there, stage.lab)} …`);
        const judged = await visit(stage, there, quick ? QUICK_PATIENCE_MS : PATIENCE_MS, passive);
        for (const { of, differences: found } of judged.results) for (const line of found) say(`  ${of.id}: ${line}`);
        for (const result of judged.results) found.set(result.of.id, result);
        strays.push(...judged.strays);
        reports.push({ name: `${plan.name}, from ${there[0]?.id}`, report: judged.report });
      }
    } finally {
      await stage.close();
    }
  };
  const [first, patient, ...others] = plans(quick, only).filter(({ visits }) => visits.length > 0);
  // The one that waits has nothing to do meanwhile.
  await Promise.all([
    patient && perform(patient),
    (async () => {
      for (const plan of [first, ...others]) if (plan !== undefined) await perform(plan);
    })(),
  ]);
  return {
    results: cases.map((one) => found.get(one.id) ?? left(one, whyLeft(one, quick) ?? "not asked for")),
    strays,
    reports,
  };
}

function left(of: Case, why: string): Result {
  return { of, left: why, got: null, differences: [] };
}

async function visit(stage: Stage, group: readonly Case[], patienceMs: number, passive: boolean): Promise<Visit> {
  const patience = Math.max(patienceMs, ...group.map(({ id }) => SPECIAL[id]?.patienceMs ?? 0));
  const read = async () => parseReport(String(await stage.open.panel.evaluate(exportingText("JSON"))));
  await stage.visit(group[0] ?? {});
  for (const { id } of group) await SPECIAL[id]?.before?.(stage);
  for (let i = 0; i < group.length; i += BATCH) {
    await stage.show(group.slice(i, i + BATCH));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  const right = new Map<string, Result>();
  let kept = group.filter((one) => isHeld(one) || (one.act === "shared-worker" && !passive));
  const judged = await eventually(
    async () => {
      const report = await read();
      const { connections } = report;
      if (kept.length > 0 && kept.every(({ id }) => wasLookedAt(id, connections, passive))) {
        kept = [];
        // The lab may end what it kept, and shared workers go on.
        stage.lab.seen.letGo();
        await stage.wakeWorkers();
      }
      const { results, strays } = judge(group, connections, passive);
      const late = results.filter(wasLate);
      if (late.length > 0) await stage.show(late.map(({ of }) => of));
      for (const result of results) if (passesAgain(result.of) && isRight(result)) right.set(result.of.id, result);
      return { results: results.map((result) => right.get(result.of.id) ?? result), strays, report };
    },
    ({ results, strays }) => results.every(isRight) && strays.length === 0,
    patience,
    PACE_MS,
  );
  for (const { id } of group) await SPECIAL[id]?.after?.(stage);
  return judged;
}

/** Whether a busy server's timer may have been late: then it is shown again. */
function wasLate({ of, got, differences: found }: Result): boolean {
  return of.timed === true && got?.state === of.expects.state && found.length > 0;
}

/** Whether the tool has looked at the live socket of a case: from then on it hears its end. Passively there is none to look at. */
function wasLookedAt(id: string, connections: readonly ReportConnection[], passive: boolean): boolean {
  return connections.some(
    ({ url, state, observed, target }) =>
      caseOf(url) === id &&
      state === "open" &&
      (passive || target === "shared-worker" || (observed?.looks.length ?? 0) > 0),
  );
}

function isRight(result: Result): boolean {
  return result.differences.length === 0;
}

function judge(
  group: readonly Case[],
  connections: readonly ReportConnection[],
  passive: boolean,
): Omit<Visit, "report"> {
  const results = group.map((of) => {
    // A library's polls have its case in their address too; it is its socket that the case speaks of.
    const isOwn = ({ kind }: ReportConnection) => kind === "websocket" || of.expects.needs === "long-lived";
    const own = connections.filter((one) => caseOf(one.url) === of.id && isOwn(one));
    const judged = passive ? judgePassively(of, own) : judgeLive(of, own);
    const isOff = judged.got === null && judged.differences.length > 0;
    const listed = isOff ? own.map(({ state, timing }) => `listed: ${state}, created ${timing.createdAt}`) : [];
    return { of, left: null, ...judged, differences: [...judged.differences, ...listed.slice(0, 5)] };
  });
  const ids = new Set(group.map(({ id }) => id));
  // A shared worker of an earlier page may live on, and its connections with it; the lab page's own request for its cases is
  // listed as any other where a busy machine keeps it waiting for seconds.
  const isStray = ({ url, target }: ReportConnection) =>
    !ids.has(caseOf(url) ?? "") && target !== "shared-worker" && url?.endsWith("/cases.json") !== true;
  const strays = connections.filter(isStray);
  return { results, strays: strays.map(({ url, state }) => `${url}: ${state}`) };
}

function judgeLive(of: Case, own: readonly ReportConnection[]): Pick<Result, "got" | "differences"> {
  const connection = spokenOf(of, own);
  const got = connection === null ? null : outcomeOf(connection);
  return { got, differences: differences(expectedOf(of, LIVE) ?? {}, got) };
}
