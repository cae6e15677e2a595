/**
 * A fixture for Playwright Test that records the sockets of each test's page and attaches a report to a failure, and a
 * reporter that sums the reports up at the end of the run. Chromium only.
 *
 * ```ts
 * import { test as base } from "@playwright/test";
 * import { socketFixtures } from "handshake-report/playwright";
 *
 * export const test = base.extend(socketFixtures);
 * ```
 *
 * ```ts
 * // playwright.config.ts
 * export default { reporter: [["list"], ["handshake-report/playwright"]] };
 * ```
 */
import { problemsOf } from "../report/ci/problems.ts";
import type { Report } from "../report/contract/format.ts";
import { readReport } from "../report/contract/read.ts";
import { toHtml } from "../report/formats/html/html.ts";
import { toJson } from "../report/formats/json/json.ts";
import { socketReport, type WatchedPage, watchSockets } from "./watch.ts";

/** What is needed of a test's information. */
export interface TestInfo {
  readonly status?: string | undefined;
  readonly expectedStatus?: string | undefined;
  attach(name: string, options: { body: string; contentType: string }): Promise<void>;
}

/** What is needed of a result in a reporter. */
export interface TestResult {
  readonly attachments: readonly { readonly name: string; readonly body?: Uint8Array | undefined }[];
}

const HTML = "websockets.html";
const JSON_NAME = "websockets.json";

/** For `test.extend`: `sockets` is there for every test, whether it asks for it or not. */
export const socketFixtures = {
  sockets: [
    async (
      { page }: { page: WatchedPage },
      use: (sockets: { report(): Report }) => Promise<void>,
      testInfo: TestInfo,
    ): Promise<void> => {
      const isWatched = await watchSockets(page).then(
        () => true,
        () => false,
      );
      await use({ report: () => socketReport(page) });
      if (!isWatched || testInfo.status === testInfo.expectedStatus) return;
      const report = socketReport(page);
      await testInfo.attach(HTML, { body: toHtml(report), contentType: "text/html" });
      await testInfo.attach(JSON_NAME, { body: toJson(report), contentType: "application/json" });
    },
    { auto: true },
  ],
} as const;

/** Says at the end of a run what was wrong with the sockets of its failed tests. */
// biome-ignore lint/style/noDefaultExport: Playwright loads a reporter by its module's default export
export default class SocketReporter {
  readonly #lines = new Map<string, number>();

  /** Playwright calls it after each test. */
  onTestEnd(_test: unknown, result: TestResult): void {
    const body = result.attachments.find(({ name }) => name === JSON_NAME)?.body;
    if (body === undefined) return;
    const report = readReport(JSON.parse(new TextDecoder().decode(body)));
    for (const { where, message } of problemsOf(report, ({ verdict }) => verdict.level === "failed", [])) {
      const line = `${where}: ${message}`;
      this.#lines.set(line, (this.#lines.get(line) ?? 0) + 1);
    }
  }

  /** Playwright calls it at the end. */
  onEnd(): void {
    if (this.#lines.size === 0) return;
    const lines = [...this.#lines].map(([line, times]) => `  ${line}${times > 1 ? ` (${times} tests)` : ""}`);
    // biome-ignore lint/suspicious/noConsole: a reporter's way of speaking, in every runtime
    console.log(`\nWebSockets of failed tests:\n${lines.join("\n")}`);
  }

  /** Playwright prints its own summary as well. */
  printsToStdio(): boolean {
    return false;
  }
}
