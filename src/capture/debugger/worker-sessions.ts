import type { Target } from "../../upgrade/observation.ts";
import { type DebugSession, NO_BODIES } from "./debug-session.ts";
import { CHROME_DEBUGGER, type DebuggerApi } from "./debugger-api.ts";
import type { Send } from "./page-sockets.ts";
import { workerKind } from "./worker-search.ts";

/** What is asked of one session. */
type WorkerSession = Pick<DebugSession, "start" | "stop" | "end" | "event">;

/** The sessions with workers that belong to no tab, by target id (CDP `Target.TargetID`). */
export class WorkerSessions {
  readonly #make: (target: Target, send: Send) => WorkerSession;
  readonly #debugger: DebuggerApi;
  readonly #sessions = new Map<string, WorkerSession>();
  /** What workers said whose kind is being asked, by target id. */
  readonly #early = new Map<string, [method: string, params: unknown][]>();

  /** @param make a session that is not started yet */
  constructor(make: (target: Target, send: Send) => WorkerSession, api: DebuggerApi = CHROME_DEBUGGER) {
    this.#make = make;
    this.#debugger = api;
  }

  has(targetId: string): boolean {
    return this.#sessions.has(targetId);
  }

  /** The targets of all sessions. */
  get targets(): readonly string[] {
    return [...this.#sessions.keys()];
  }

  /**
   * The background has attached to one. Its network is heard from now on, and told as soon as its kind is known: a worker that
   * just began answers that only when it has its script.
   *
   * @param isWanted is asked when its kind is known: whether it is to be debugged after all
   */
  async open(targetId: string, isWanted: () => boolean): Promise<void> {
    if (this.#early.has(targetId) || !isWanted()) return;
    const early: [string, unknown][] = [];
    this.#early.set(targetId, early);
    const send: Send = (method, params) => this.#debugger.sendCommand({ targetId }, method, { ...params });
    try {
      const network = send("Network.enable", NO_BODIES);
      const target = await workerKind(send);
      await network;
      if (this.#early.get(targetId) !== early) return;
      if (!isWanted()) return void (await send("Network.disable", undefined));
      const session = this.#make(target, send);
      this.#sessions.set(targetId, session);
      session.start().catch(() => this.#sessions.delete(targetId));
      for (const [method, params] of early) session.event(method, params);
    } finally {
      if (this.#early.get(targetId) === early) this.#early.delete(targetId);
    }
  }

  /** Takes one CDP event. */
  event(targetId: string, method: string, params: unknown): void {
    if (method === "Inspector.targetCrashed") this.end(targetId);
    else if (this.#early.has(targetId)) this.#early.get(targetId)?.push([method, params]);
    else this.#sessions.get(targetId)?.event(method, params);
  }

  /** It is gone, and its sockets with it. */
  end(targetId: string): void {
    const session = this.#sessions.get(targetId);
    this.release(targetId);
    session?.end("target-gone");
  }

  /** Nothing is heard of it any more, though it lives on. */
  release(targetId: string): void {
    this.#sessions.get(targetId)?.stop();
    this.#sessions.delete(targetId);
    this.#early.delete(targetId);
  }

  stop(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#sessions.clear();
    this.#early.clear();
  }
}
