import type { Reporter, TestCase, TestModule } from "vitest/node";

/** The project whose tests may be tried twice. */
const BROWSER = "browser";

/**
 * Ends the run with one plain line that a person or a script can read: "N passed, N failed". Before it stands how many
 * browser tests needed their second try, and why: each of those is a race to be found; and what tests noted of what they did.
 */
// biome-ignore lint/style/noDefaultExport: Vitest loads a reporter by its default export
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    const again: TestCase[] = [];
    const notes: string[] = [];
    for (const module of modules) {
      // A file that could not even be loaded has no tests to count, and has failed all the same.
      if (!module.ok() && module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
        else skipped++;
        notes.push(...test.annotations().map(({ message }) => `${message}\n`));
        if ((test.diagnostic()?.retryCount ?? 0) > 0) again.push(test);
      }
    }
    const tries = modules.some(({ project }) => project.name === BROWSER) ? `\n${triesOf(again)}` : "";
    const rest = skipped > 0 ? `, ${skipped} skipped` : "";
    // After the other reporters' summary, which is written in the same turn.
    setTimeout(() => process.stdout.write(`${notes.join("")}${tries}\n${passed} passed, ${failed} failed${rest}\n`), 0);
  }
}

/** How many tests were tried again, each with what went wrong first. */
function triesOf(again: readonly TestCase[]): string {
  const lines = again.map((test) => {
    const [first] = test.result().errors ?? [];
    const why = [first?.message ?? "no message", ...(first?.diff === undefined ? [] : [first.diff])].join("\n");
    return `  ${test.module.relativeModuleId} > ${test.fullName}: ${why.replaceAll("\n", "\n    ")}\n`;
  });
  return `${again.length} browser ${again.length === 1 ? "test" : "tests"} needed a second try\n${lines.join("")}`;
}
