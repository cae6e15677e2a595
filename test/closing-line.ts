import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one plain line that a person or a script can read: "N passed, N failed". */
// biome-ignore lint/style/noDefaultExport: Vitest loads a reporter by its default export
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    let skipped = 0;
    for (const module of modules) {
      // A file that could not even be loaded has no tests to count, and has failed all the same.
      if (!module.ok() && module.errors().length > 0) failed++;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        else if (state === "failed") failed++;
        else skipped++;
      }
    }
    const rest = skipped > 0 ? `, ${skipped} skipped` : "";
    // After the other reporters' summary, which is written in the same turn.
    setTimeout(() => process.stdout.write(`\n${passed} passed, ${failed} failed${rest}\n`), 0);
  }
}
