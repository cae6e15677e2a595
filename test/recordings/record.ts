import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { SPECIAL } from "../browser/cases-special.ts";
import { type Stage, setStage } from "../browser/cases-stage.ts";
import { eventually } from "../browser/inspected.ts";
import type { Case } from "../lab/case.ts";
import { cases } from "../lab/cases.ts";
import { isSettled } from "./is-settled.ts";
import { LEFT_OUT } from "./left-out.ts";
import { clearTape, loadTape, readHarText, readTape } from "./panel-tape.ts";
import { fixedPorts } from "./ports.ts";
import type { RecordedLine, RecordingHeader } from "./recorded-lines.ts";
import { filesOf } from "./recording.ts";

/**
 * `npm run record-recordings [-- CASE …]`: writes what a real browser tells of each case, as the extension gets it. Without
 * names all cases are recorded; two of them take minutes.
 */
const wanted = process.argv.slice(2);
const chosen = cases.filter(({ id }) => (wanted.length === 0 ? !(id in LEFT_OUT) : wanted.includes(id)));
const [special, plain] = [chosen.filter(({ id }) => id in SPECIAL), chosen.filter(({ id }) => !(id in SPECIAL))];

let failed = 0;
if (plain.length > 0) await onStage(await setStage(), plain);
for (const one of special) await onStage(await setStage(SPECIAL[one.id]?.stage), [one]);
process.stderr.write(`${chosen.length - failed} recorded, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

async function onStage(stage: Stage, group: readonly Case[]): Promise<void> {
  try {
    await loadTape(stage);
    for (const one of group) {
      try {
        if (one.url(stage.lab.ports) === null) throw new Error("its port is not there.");
        await record(stage, one);
      } catch (error) {
        failed++;
        process.stderr.write(`${one.id}: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    }
  } finally {
    await stage.close();
  }
}

/** A page of its own for each case: so the log has nothing else in it. */
async function record(stage: Stage, one: Case): Promise<void> {
  const { before, after, patienceMs = 20_000, openMs } = SPECIAL[one.id] ?? {};
  await stage.visit(one);
  await before?.(stage);
  await clearTape(stage);
  await stage.show([one], false);
  const tape = await eventually(
    () => readTape(stage),
    (lines) => isSettled(one, lines, Date.now(), openMs),
    patienceMs,
  );
  if (!isSettled(one, tape, Date.now(), openMs)) throw new Error(`nothing came of it in ${patienceMs / 1000} s.`);
  const heard = (await stage.closings()).map(({ at, ...closeEvent }): RecordedLine => ({ at, closeEvent }));
  const header: RecordingHeader = {
    case: one.id,
    browser: await stage.browser.version(),
    recordedAt: new Date().toISOString(),
    page: stage.page.url(),
  };
  // The page's clock and the panel's are not one: the page hears of an end just after the network tells of it.
  const lines = [{ recording: header }, ...tape, ...heard];
  const har = { recording: header, log: JSON.parse(await readHarText(stage)) };
  await after?.(stage);
  await save(filesOf(one.id).cdp, lines.map((line) => JSON.stringify(line)).join("\n"), stage);
  await save(filesOf(one.id).har, JSON.stringify(har), stage);
  process.stderr.write(`${one.id}\n`);
}

async function save(path: string, text: string, stage: Stage): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${fixedPorts(text, stage.lab.ports)}\n`);
}
