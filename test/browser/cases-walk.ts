import { exportReport } from "../../src/cli/browser/drive-panel.ts";
import type { ReportConnection } from "../../src/report/format.ts";
import type { Case } from "../lab/case.ts";
import { cases } from "../lab/cases.ts";
import { parseReport } from "../report/parse-report.ts";
import { differences, expectedOf, LIVE, outcomeOf, spokenOf } from "./cases-compare.ts";
import { caseOf, type Stage, setStage } from "./cases-stage.ts";
import { eventually } from "./inspected.ts";

/** What came of one case. */
export interface Result {
  readonly of: Case;
  /** Why it was not opened, in words; null: it was. */
  readonly left: string | null;
  readonly got: ReturnType<typeof outcomeOf> | null;
  readonly differences: readonly string[];
}

/** Opened together: while many handshakes wait, after many failures, Chromium delays the next ones by seconds. */
const BATCH = 8;

/** Between two batches, in milliseconds. */
const PAUSE_MS = 150;

/** How long the cases of one page may take, in milliseconds: some wait for five seconds before they may be told. */
const PATIENCE_MS = 25_000;

/**
 * Opens every case that a quick run can show, in a real browser with the extension, counting live, and reads what the tool
 * exports.
 *
 * @param say called with one line for each page that is visited
 */
export async function walk(say: (line: string) => void = () => undefined): Promise<readonly Result[]> {
  const stage = await setStage();
  try {
    const found = new Map<string, Result>();
    for (const group of visits(stage)) {
      say(`${group.length} cases from ${group[0]?.from ?? "the main page"} …`);
      for (const result of await visit(stage, group)) found.set(result.of.id, result);
    }
    return cases.map((of) => found.get(of.id) ?? { of, left: whyLeft(of, stage), got: null, differences: [] });
  } finally {
    await stage.close();
  }
}

/** The cases of each page, those first that take longest; what floods the page or uses it up has a visit of its own. */
function visits(stage: Stage): Case[][] {
  const open = cases.filter((one) => whyLeft(one, stage) === null);
  const byPage = new Map<string, Case[]>();
  for (const one of open) {
    const page = one.act === "flood" || one.act === "many" ? one.id : (one.from ?? "");
    byPage.set(page, [...(byPage.get(page) ?? []), one]);
  }
  const waits = ({ expects }: Case) => expects.needs === "time" || expects.needs === "repeats";
  return [...byPage.values()].map((group) => group.sort((a, b) => Number(waits(b)) - Number(waits(a))));
}

function whyLeft(one: Case, { lab }: Stage): string | null {
  if (one.how !== undefined) return one.how;
  if (one.url(lab.ports) === null) return "the proxy is not installed";
  return expectedOf(one, LIVE) === null ? `needs ${one.expects.needs}` : null;
}

async function visit(stage: Stage, group: readonly Case[]): Promise<Result[]> {
  await stage.visit(group[0] ?? {});
  for (let i = 0; i < group.length; i += BATCH) {
    await stage.show(group.slice(i, i + BATCH));
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return eventually(
    async () => judge(group, parseReport((await exportReport(stage.browser, stage.open, "JSON")).text).connections),
    (results) => results.every((result) => result.differences.length === 0),
    PATIENCE_MS,
  );
}

function judge(group: readonly Case[], connections: readonly ReportConnection[]): Result[] {
  return group.map((of) => {
    const own = connections.filter(({ url }) => caseOf(url) === of.id);
    const connection = spokenOf(of, own);
    const got = connection === null ? null : outcomeOf(connection);
    const found = differences(expectedOf(of, LIVE) ?? {}, got);
    const listed = got === null ? own.map(({ state, timing }) => `listed: ${state}, created ${timing.createdAt}`) : [];
    return { of, left: null, got, differences: [...found, ...listed] };
  });
}
