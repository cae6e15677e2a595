import type { Report, ReportConnection } from "../../report/contract/format.ts";
import { readReport } from "../../report/contract/read.ts";
import { headlineOf } from "../../report/formats/outline/headline.ts";
import type { Recording } from "../browser/recording.ts";
import { Refusal } from "../command.ts";
import { loadRecording } from "../load-recording.ts";
import type { Captures } from "./captures.ts";
import { addressOf, cut, piecesOf } from "./text.ts";

/** Pages that are watched at once: each is a browser. */
const MOST_WATCHES = 2;

/** Time after which a page is closed that nobody asks about, in milliseconds. */
const FORGOTTEN_MS = 10 * 60_000;

/** Changes that are reported in one response. */
const MOST_CHANGES = 40;

/**
 * Loads a page in a browser of its own and watches it.
 *
 * @param watchMs milliseconds after it has loaded
 * @param signal ends it; the browser is closed then too
 * @returns the report as JSON, masked
 * @throws Refusal or Error in one sentence
 */
export async function recordPage(
  url: string,
  watchMs: number,
  clicks: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const recording = await start(url, clicks, signal);
  try {
    await pause(watchMs, signal);
    return await recording.report("json");
  } finally {
    await recording.close();
  }
}

interface Watch {
  readonly url: string;
  readonly recording: Recording;
  before: ReadonlyMap<string, ReportConnection>;
  timer: NodeJS.Timeout;
}

/** Pages that stay open between two calls. */
export class Watches {
  readonly #captures: Captures;
  readonly #open = new Map<number, Watch>();
  #count = 0;

  constructor(captures: Captures) {
    this.#captures = captures;
  }

  /**
   * Opens a page.
   *
   * @returns the watch's number; 1 is the first
   * @throws Refusal when too many are open
   */
  async open(url: string, clicks: readonly string[], signal: AbortSignal): Promise<number> {
    if (this.#open.size >= MOST_WATCHES) {
      throw new Refusal(
        `${MOST_WATCHES} pages are watched already: close one of ${[...this.#open.keys()].join(", ")}.`,
      );
    }
    const recording = await start(url, clicks, signal);
    const number = ++this.#count;
    this.#open.set(number, { url, recording, before: new Map(), timer: this.#forget(number) });
    return number;
  }

  /**
   * Waits, and says what changed since the last time; the first time everything has.
   *
   * @returns the number of the capture that was made, and a line for each change
   */
  async changes(
    number: number,
    waitMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly capture: number | null; readonly changes: readonly string[] }> {
    const watch = this.#open.get(number);
    if (watch === undefined) throw new Refusal(`There is no watch ${number}, or its page is closed.`);
    clearTimeout(watch.timer);
    watch.timer = this.#forget(number);
    await pause(waitMs, signal);
    const text = await watch.recording.report("json");
    const now = keyed(readReport(JSON.parse(text)));
    const changes = changesBetween(watch.before, now);
    watch.before = now;
    if (now.size === 0) return { capture: null, changes: ["The page has no such connection."] };
    const capture = await this.#captures.read(watch.url, piecesOf(text));
    return { capture: capture.number, changes };
  }

  async end(number: number): Promise<void> {
    const watch = this.#open.get(number);
    this.#open.delete(number);
    clearTimeout(watch?.timer);
    await watch?.recording.close();
  }

  /** Closes all. */
  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((number) => this.end(number)));
  }

  #forget(number: number): NodeJS.Timeout {
    return setTimeout(() => void this.end(number), FORGOTTEN_MS).unref();
  }
}

function keyed({ connections }: Report): ReadonlyMap<string, ReportConnection> {
  return new Map(connections.map((one) => [`${one.id} ${one.timing.createdAt ?? ""}`, one]));
}

/** What is told apart of a connection from one look to the next. */
function changesBetween(
  before: ReadonlyMap<string, ReportConnection>,
  now: ReadonlyMap<string, ReportConnection>,
): readonly string[] {
  const all = [...now].flatMap(([key, one]): string[] => {
    const old = before.get(key);
    if (old === undefined) return [`New: ${addressOf(one)}: ${verdictOf(one)}`];
    if (verdictOf(old) !== verdictOf(one))
      return [`${addressOf(one)}: ${verdictOf(one)} (was: ${headlineOf(old.verdict)})`];
    const [sent, received] = [moreOf(old, one, "sent"), moreOf(old, one, "received")];
    return sent + received === 0 ? [] : [`${addressOf(one)}: ${sent} more sent, ${received} more received.`];
  });
  const left = all.length - MOST_CHANGES;
  return left <= 0 ? all : [...all.slice(0, MOST_CHANGES), `And ${left} more.`];
}

function verdictOf({ verdict }: ReportConnection): string {
  return cut(`${headlineOf(verdict)}. ${verdict.sentence}`, 240);
}

function moreOf(old: ReportConnection, one: ReportConnection, way: "sent" | "received"): number {
  return (one.messages?.[way].count ?? 0) - (old.messages?.[way].count ?? 0);
}

async function start(url: string, clicks: readonly string[], signal: AbortSignal): Promise<Recording> {
  signal.throwIfAborted();
  const { EXTENSION, startRecording } = await loadRecording();
  const recording = await startRecording(url, EXTENSION, { keepLog: true, clicks });
  if (signal.aborted) {
    await recording.close();
    signal.throwIfAborted();
  }
  return recording;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new Refusal("The call was canceled."));
    });
  });
}
