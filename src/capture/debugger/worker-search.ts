import * as v from "valibot";
import type { Target } from "../../upgrade/observation.ts";
import { CHROME_DEBUGGER, type DebuggerApi } from "./debugger-api.ts";
import type { Send } from "./page-sockets.ts";

/** Interval of the search for shared workers, which no event announces, in milliseconds. */
const SEARCH_MS = 3000;

/** Delays of the looks after a worker's script was asked for, in milliseconds (docs/chromium.md#shared-worker-begins). */
const SOON_MS: readonly number[] = [0, 25, 75, 150];

const WorkerScope = v.object({ result: v.object({ value: v.string() }) });

/**
 * Looks for workers that belong to no tab. Shared workers are not auto-attached: those of the page's origin are taken for
 * the page's. Service workers mostly are; one that the browser did not attach is found here too.
 */
export class WorkerSearch {
  readonly #tabId: number;
  readonly #found: (targetId: string) => void;
  readonly #debugger: DebuggerApi;
  #timer: ReturnType<typeof setInterval> | null = null;
  /** Looks that are still to come after the last script was asked for. */
  #soon: ReturnType<typeof setTimeout>[] = [];

  /** @param found called with every worker of the page's origin at every search, also with known ones */
  constructor(tabId: number, found: (targetId: string) => void, api: DebuggerApi = CHROME_DEBUGGER) {
    this.#tabId = tabId;
    this.#found = found;
    this.#debugger = api;
  }

  /** Searches now and from time to time. */
  start(): Promise<void> {
    this.stop();
    this.#timer = setInterval(() => void this.search(), SEARCH_MS);
    return this.search();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#forgetSoon();
  }

  /** A page has asked for the script of a worker, which may be a shared one: what it says at once is to be heard. */
  searchSoon(): void {
    if (this.#timer === null) return;
    this.#forgetSoon();
    this.#soon = SOON_MS.map((delay) => setTimeout(() => void this.search(), delay));
  }

  async search(): Promise<void> {
    // A list that cannot be had now is asked for again at the next search.
    const targets = await this.#debugger.getTargets().catch(() => []);
    const origin = originOf(targets.find(({ tabId }) => tabId === this.#tabId)?.url ?? "");
    if (origin === null || this.#timer === null) return;
    for (const { id, type, url } of targets) if (type === "worker" && originOf(url) === origin) this.#found(id);
  }

  #forgetSoon(): void {
    for (const timer of this.#soon) clearTimeout(timer);
    this.#soon = [];
  }
}

/** The list of targets calls both kinds of worker the same; their global scopes do not. */
export async function workerKind(send: Send): Promise<Target> {
  const asked = await send("Runtime.evaluate", { expression: "self.constructor.name", returnByValue: true });
  const scope = v.safeParse(WorkerScope, asked);
  return scope.success && scope.output.result.value === "ServiceWorkerGlobalScope" ? "service-worker" : "shared-worker";
}

/**
 * Whether a target is still there, whoever watches it.
 *
 * @param targetId CDP `Target.TargetID`
 * @throws Error when the browser does not tell
 */
export async function isAlive(targetId: string, api: DebuggerApi = CHROME_DEBUGGER): Promise<boolean> {
  return (await api.getTargets()).some(({ id }) => id === targetId);
}

function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : "null";
  return origin === "null" ? null : origin;
}
