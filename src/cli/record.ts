import { visibleText } from "../knowledge/text.ts";
import type { Report } from "../report/contract/format.ts";
import { readReport } from "../report/contract/read.ts";
import type { Recording } from "./browser/recording.ts";
import { BUILD_HELP, BUILD_OPTIONS, expectationsOf, tellBuild } from "./build-results.ts";
import { type Command, DONE, FAILED, Refusal } from "./command.ts";
import { type Condition, parseCondition } from "./condition.ts";
import { deliver, formatFor, write } from "./deliver.ts";
import { parseDuration } from "./duration.ts";
import { loadRecording } from "./load-recording.ts";
import { readOptions } from "./options.ts";
import { isAsBad, severityOf } from "./worst.ts";

const OPTIONS = {
  for: { type: "string" },
  until: { type: "string" },
  click: { type: "string", multiple: true },
  "user-data-dir": { type: "string" },
  proxy: { type: "string" },
  "keep-log": { type: "boolean" },
  "no-keep-log": { type: "boolean" },
  format: { type: "string" },
  out: { type: "string" },
  screenshot: { type: "string" },
  "fail-on": { type: "string" },
  "count-names": { type: "boolean" },
  headed: { type: "boolean" },
  ...BUILD_OPTIONS,
} as const;

/** Time for which a page is watched by default, in milliseconds. */
const DEFAULT_MS = 10_000;

/** Interval at which the condition of `--until` is checked, in milliseconds: each check exports a report through the panel. */
const POLL_MS = 500;

/** `upgrades record`: a page in, a report of its upgrades out, through a real browser and the real panel. */
export const record: Command = {
  name: "record",
  summary: "Load a page in a browser and report its WebSocket upgrades.",
  help: `Usage: upgrades record URL [options]

Starts Chromium (or Chrome, or Edge) with the Upgrades extension in a fresh
profile, opens DevTools on the Upgrades tab, counts live, loads the page, waits,
and exports the report through the panel. Secrets are masked.

Options:
  --for TIME            how long to watch after the page has loaded: 500ms, 10s,
                        2m; 10s is the default, and with --until the limit
  --until CONDITION     stop as soon as it holds for any connection:
                        open, closed, failed, or messages>=N
  --click SELECTOR      click this element, by CSS selector, when the page has
                        loaded; if given more than once, in that order
  --user-data-dir DIR   use this profile folder, with its cookies and logins,
                        instead of a fresh one; no other browser may use it
  --proxy SERVER        go through this proxy, such as http://127.0.0.1:8080 or
                        socks5://127.0.0.1:1080; as always in Chromium, not for
                        addresses on this machine
  --keep-log            keep the connections of a page that is left, reloaded
                        or gone back from in the report; this is the default
  --no-keep-log         report the last page alone; the report says that it
                        leaves out connections of earlier pages
  --format FORMAT       markdown, html, text, json, har or ndjson. The default
                        follows the file extension of --out; without --out it
                        is text on a terminal and markdown otherwise
  --out FILE            write the report to a file instead of printing it
  --screenshot FILE     save a picture of the panel as PNG; nothing is masked
                        in it
  --fail-on LEVEL       failed: exit with 1 if any upgrade failed; attention:
                        also if any needs attention, such as one that was cut
                        off
${BUILD_HELP.replace(/^ {21}/gm, "                        ").replace(/^( {2}--\S+(?: FILE)?) +/gm, (_, name: string) => name.padEnd(24))}
  --count-names         count messages by name too: events, operations, targets,
                        topics and methods, never what they carry
  --headed              show the browser's window
  --help                show this help

The browser is the one that CHROMIUM names, or else the first one found in the
usual places; on Debian as root, the package chromium is installed if there is
none.

Exit codes:
  0  the report was made
  1  the report was made, and an upgrade matched --fail-on, an expectation is
     not met or could not be checked, or the condition of --until was not met
  2  the report could not be made; one line says why

Examples:
  upgrades record https://example.com --until open --out report.html
  upgrades record http://localhost:3000 --click '#join' --until 'messages>=10'
  upgrades record https://example.com --fail-on failed --format json
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const [text, ...more] = positionals;
    if (text === undefined) throw new Refusal("Which page? Name its URL.");
    if (more.length > 0) throw new Refusal("One page at a time, please.");
    const url = pageUrl(text);
    const watchMs = parseDuration(values.for ?? `${DEFAULT_MS}ms`);
    if (watchMs === null)
      throw new Refusal(`--for takes a time such as 500ms, 10s or 2m, not ${visibleText(values.for ?? "")}.`);
    const until = conditionOf(values.until);
    if (values["keep-log"] === true && values["no-keep-log"] === true)
      throw new Refusal("Choose one of --keep-log and --no-keep-log.");
    const format = formatFor(values.format, values.out, io);
    const failOn = severityOf(values["fail-on"], "--fail-on");
    const expectations = await expectationsOf(values.expect, io);
    const log = io.isWatched ? (line: string) => io.note(line) : () => undefined;
    const { report, picture, isMet } = await watch(
      url,
      { watchMs, until, picture: values.screenshot !== undefined, log },
      {
        headed: values.headed === true,
        keepLog: values["no-keep-log"] !== true,
        clicks: values.click ?? [],
        countsNames: values["count-names"] === true,
        args: values.proxy === undefined ? [] : [`--proxy-server=${values.proxy}`],
        ...(values["user-data-dir"] === undefined ? {} : { userDataDir: values["user-data-dir"] }),
      },
    );
    if (values.screenshot !== undefined && picture !== null) await write(values.screenshot, picture, io);
    await deliver(report, format, values.out, io);
    if (!isMet) io.note(`upgrades record: ${visibleText(until?.text ?? "")} was not met within ${watchMs / 1000} s.`);
    const isBad = failOn !== null && report.connections.some((one) => isAsBad(one, failOn));
    const isAsExpected = await tellBuild(report, expectations, failOn, values, null, io);
    return isBad || !isMet || !isAsExpected ? FAILED : DONE;
  },
};

interface Watch {
  readonly watchMs: number;
  readonly until: Condition | null;
  readonly picture: boolean;
  readonly log: (line: string) => void;
}

interface Watched {
  readonly report: Report;
  readonly picture: Uint8Array | null;
  /** Whether what was waited for came; true when nothing was waited for. */
  readonly isMet: boolean;
}

interface Browsing {
  readonly headed: boolean;
  readonly keepLog: boolean;
  readonly clicks: readonly string[];
  readonly countsNames: boolean;
  readonly args: readonly string[];
  readonly userDataDir?: string;
}

async function watch(url: string, { watchMs, until, picture, log }: Watch, browsing: Browsing): Promise<Watched> {
  const { EXTENSION, startRecording } = await loadRecording();
  try {
    const recording = await startRecording(url, EXTENSION, { ...browsing, log });
    try {
      log(until === null ? `Watching for ${watchMs / 1000} s …` : `Watching until ${until.text} …`);
      const isMet = await waitFor(recording, watchMs, until);
      const report = readReport(JSON.parse(await recording.report("json")));
      return { report, picture: picture ? await recording.picture() : null, isMet };
    } finally {
      await recording.close();
    }
  } catch (error) {
    throw new Refusal(visibleText(error instanceof Error ? error.message : String(error)));
  }
}

async function waitFor(recording: Recording, watchMs: number, until: Condition | null): Promise<boolean> {
  const limit = performance.now() + watchMs;
  if (until === null) {
    await pause(watchMs);
    return true;
  }
  for (;;) {
    if (until.holds(readReport(JSON.parse(await recording.report("json"))))) return true;
    const left = limit - performance.now();
    if (left <= 0) return false;
    await pause(Math.min(POLL_MS, left));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function conditionOf(text: string | undefined): Condition | null {
  if (text === undefined) return null;
  const condition = parseCondition(text);
  if (condition !== null) return condition;
  throw new Refusal(`--until takes open, closed, failed or messages>=N, not ${visibleText(text)}.`);
}

function pageUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && ["http:", "https:", "file:"].includes(url.protocol)) return url.href;
  throw new Refusal(`${visibleText(text)} is not a page address: it must begin with http:// or https://.`);
}
