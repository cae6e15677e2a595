/**
 * A matcher for Vitest, Jest and Playwright Test:
 *
 * ```ts
 * import { socketMatchers, watchSockets } from "handshake-report/matchers";
 * expect.extend(socketMatchers);
 *
 * await watchSockets(page);
 * await page.goto("https://app.example/");
 * await expect(page).toHaveHealthySockets();
 * ```
 */
import { type Expectations, readExpectations } from "../report/ci/expectations.ts";
import { problemsOf } from "../report/ci/problems.ts";
import { unmetBy, unusedIn } from "../report/ci/unmet.ts";
import type { Report } from "../report/contract/format.ts";
import { socketReport, type WatchedPage } from "./watch.ts";

export { socketReport, type WatchedPage, watchSockets } from "./watch.ts";

/** What `toHaveHealthySockets` asks for. */
export interface HealthOptions {
  /** Milliseconds to wait for it; 5,000 when left out. What is expected to stay open is watched for so long: give more than that. */
  readonly timeout?: number;
  /** Whether no socket at all is healthy; it is not, when left out: a test that expects sockets should have some. */
  readonly none?: boolean;
  /** As in `upgrades.config.json`: `{ "app.example/live": { "subprotocol": "v1" } }`. */
  readonly endpoints?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** What a matcher gives back, in Vitest, Jest and Playwright alike. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

const TIMEOUT_MS = 5000;
const AGAIN_MS = 100;

/** For `expect.extend`. */
export const socketMatchers = {
  /** Passes when every socket of a watched page is fine, waiting for those that are not open yet. */
  async toHaveHealthySockets(page: WatchedPage, options: HealthOptions = {}): Promise<MatcherResult> {
    const until = performance.now() + (options.timeout ?? TIMEOUT_MS);
    for (;;) {
      const wrong = wrongWith(socketReport(page), options);
      if (wrong.length === 0) return { pass: true, message: () => "Every socket of the page is fine." };
      if (performance.now() >= until) return { pass: false, message: () => wrong.join("\n\n") };
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  },
};

function wrongWith(report: Report, { none = false, endpoints }: HealthOptions): readonly string[] {
  if (report.connections.length === 0) return none ? [] : ["The page opened no WebSocket."];
  const expectations = endpoints === undefined ? null : readExpectations(JSON.stringify({ endpoints }));
  const unmet = expectations === null ? [] : unmetBy(report, expectations);
  const isBad = ({ verdict }: Report["connections"][number]) => ["failed", "attention"].includes(verdict.level);
  const problems = problemsOf(report, isBad, unmet).map(({ where, message, advice }) =>
    [`${where}: ${message}`, ...(advice === null ? [] : [advice])].join("\n"),
  );
  const waiting = report.connections.filter(({ state }) => state === "queued" || state === "requested");
  const unused = expectations === null ? [] : unseenIn(report, expectations);
  return [...problems, ...unused, ...waiting.map(({ url }) => `${url ?? "A socket"} is not open yet.`)];
}

/** An endpoint that no socket belongs to: what is expected of it could not be checked, except that none may open. */
function unseenIn(report: Report, expectations: Expectations): readonly string[] {
  return unusedIn(report, expectations)
    .filter((endpoint) => expectations.endpoints[endpoint]?.opens === undefined)
    .map((endpoint) => `No socket of the page belongs to the endpoint ${endpoint}.`);
}
