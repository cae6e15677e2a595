import { HEARD_TARGETS, hearCodes } from "./close-code-table.ts";
import { inspect } from "./inspected.ts";

/** How many sockets live in each kind of target, up to a second each, within so many milliseconds. */
const SOCKETS = 200;
const SPREAD_MS = 4000;

/** `npm run close-codes`: of how many of the sockets of each kind of target the close code is heard, beside the server's own, from its first moment on. */
let isRight = true;
for (const target of HEARD_TARGETS) {
  const at = await inspect("/everything", { fresh: "nothing that came before is heard" });
  try {
    await at.live();
    const { sent, seen, wrong } = await hearCodes(at, target, SOCKETS, SPREAD_MS, "at once");
    const isEnough = sent === SOCKETS && seen >= target.atLeast(SOCKETS) && wrong.length === 0;
    isRight &&= isEnough;
    const verdict = isEnough ? "as expected" : "NOT AS EXPECTED";
    console.log(`${target.name.padEnd(30)} ${seen} of ${sent} heard, ${wrong.length} wrong: ${verdict}`);
    for (const one of wrong) console.log(`  ${one}`);
  } finally {
    await at.close();
  }
}
process.exitCode = isRight ? 0 : 1;
