import type { Target } from "../../upgrade/observation.ts";
import type { DebugSession } from "./debug-session.ts";
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
   * The background has attached to one.
   *
   * @param isWanted is asked when its kind is known: whether it is to be debugged after all
   */
  async open(targetId: string, isWanted: () => boolean): Promise<void> {
    const send: Send = (method, params) => this.#debugger.sendCommand({ targetId }, method, { ...params });
    const target = await workerKind(send);
    if (!isWanted()) return;
    const session = this.#make(target, send);
    this.#sessions.set(targetId, session);
    session.start().catch(() => this.#sessions.delete(targetId));
  }

  /** Takes one CDP event. */
  event(targetId: string, method: string, params: unknown): void {
    if (method === "Inspector.targetCrashed") this.end(targetId);
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
  }

  stop(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#sessions.clear();
  }
}
