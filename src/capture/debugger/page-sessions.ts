import type { Child } from "../../sources/cdp/targets.ts";
import type { Target } from "../../upgrade/observation.ts";
import type { DebugSession } from "./debug-session.ts";

/** Delay before the end of a worker or frame is reported, in milliseconds: a navigation ends them just before it is announced. */
const NAVIGATION_MS = 250;

/** What is asked of one session. */
type PageSession = Pick<DebugSession, "start" | "stop" | "end" | "pause" | "event">;

/** The sessions with one page, under null, and with its frames and workers, under the names of their sessions. */
export class PageSessions {
  readonly #make: (sessionId: string | null, target: Target) => PageSession;
  readonly #isAlive: (targetId: string) => Promise<boolean>;
  readonly #sessions = new Map<string | null, PageSession>();
  readonly #children = new Map<string, Child>();
  /** Sessions that ended a moment ago, by what may be a navigation. */
  #gone: PageSession[] = [];

  /**
   * @param make a session that is not started yet
   * @param isAlive whether a target is still there, whoever watches it; rejects when the browser does not tell
   */
  constructor(
    make: (sessionId: string | null, target: Target) => PageSession,
    isAlive: (targetId: string) => Promise<boolean>,
  ) {
    this.#make = make;
    this.#isAlive = isAlive;
  }

  /** Whether a frame or worker is debugged, by its target's id (CDP `Target.TargetID`). */
  hasTarget(targetId: string): boolean {
    return [...this.#children.values()].some((child) => child.targetId === targetId);
  }

  get(sessionId: string | null): PageSession | undefined {
    return this.#sessions.get(sessionId);
  }

  /** @throws Error in Chrome's words, when the session cannot be started */
  async openPage(): Promise<void> {
    await this.#open(null, "page");
  }

  /** A frame or worker has come. */
  openChild(child: Child): void {
    this.#children.set(child.sessionId, child);
    // A worker may be gone before the response comes: nothing is lost by that.
    this.#open(child.sessionId, child.target, child.isHeld).catch(() => undefined);
  }

  /** A child session ended: with what it was about, or because for the browser it no longer belongs to this page. */
  closeChild(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    const child = this.#children.get(sessionId);
    this.#sessions.delete(sessionId);
    this.#children.delete(sessionId);
    if (session === undefined) return;
    session.stop();
    if (child?.target === "service-worker") {
      this.#isAlive(child.targetId).then(
        (alive) => (alive ? session.pause() : session.end("target-gone")),
        () => session.pause(),
      );
      return;
    }
    this.#gone.push(session);
    setTimeout(() => {
      if (this.#gone.includes(session)) session.end("target-gone");
      this.#gone = this.#gone.filter((one) => one !== session);
    }, NAVIGATION_MS);
  }

  /** The page was left: what ended with it a moment ago is ended by the navigation, not for itself. */
  navigated(): void {
    this.#gone = [];
  }

  stop(): void {
    for (const session of this.#sessions.values()) session.stop();
    this.#sessions.clear();
    this.#children.clear();
    this.#gone = [];
  }

  async #open(sessionId: string | null, target: Target, isHeld = false): Promise<void> {
    this.#sessions.get(sessionId)?.stop();
    const session = this.#make(sessionId, target);
    this.#sessions.set(sessionId, session);
    await session.start(isHeld);
  }
}
