import { parseDuration } from "../../src/cli/duration.ts";
import { soak } from "./entries/soak.ts";
import { play, wrongOf } from "./play.ts";
import { faults } from "./registry.ts";
import { readRows, rowOf, tableOf, writeRows } from "./table.ts";

/**
 * `npm run faults`: makes every fault happen in a real browser and prints a table: fault, expected, got. With words, those
 * whose ids have one of them. `--soak 10m` adds, or with words is, eight hours of use within that time. `--write` keeps the
 * results in docs/faults.md.
 */
const arguments_ = process.argv.slice(2);
const soakAt = arguments_.indexOf("--soak");
const soakMs = soakAt < 0 ? null : parseDuration(arguments_[soakAt + 1] ?? "");
if (soakAt >= 0 && soakMs === null) throw new Error("Say how long the soak may take: --soak 10m");
const words = arguments_.filter((word, i) => !word.startsWith("--") && (soakAt < 0 || i !== soakAt + 1));
const all = soakMs === null ? faults : [...faults, soak(soakMs)];
const wanted = all.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));
if (wanted.length === 0) {
  process.stderr.write(
    `No fault has ${words.join(" or ")} in its name. There are: ${all.map(({ id }) => id).join(", ")}\n`,
  );
  process.exit(1);
}
const rows = [];
for (const [i, fault] of wanted.entries()) {
  process.stderr.write(`${i + 1} of ${wanted.length}: ${fault.what} …\n`);
  const outcome = await play(fault);
  for (const wrong of wrongOf(outcome)) process.stderr.write(`  NOT AS EXPECTED: ${wrong}\n`);
  const row = rowOf(fault, outcome, new Date());
  rows.push(row);
  // After each: a run that is ended early keeps what it has.
  if (process.argv.includes("--write")) writeRows([...readRows(), row], [...faults, soak(0)]);
}
process.stdout.write(`${tableOf(rows)}\n`);
const failed = rows.filter(({ isRight }) => !isRight).length;
process.stdout.write(`\n${rows.length} faults, ${rows.length - failed} as expected, ${failed} not\n`);
process.exitCode = failed === 0 ? 0 : 1;
