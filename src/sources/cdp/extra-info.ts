import type { Headers } from "../../upgrade/http/headers.ts";
import type { Response } from "../../upgrade/observation.ts";
import type { TrackedRequest } from "./tracked-request.ts";

/** Maximum number of requests whose network events are kept until the page's process reports them. */
const MOST_EARLY = 256;

/** Maximum number of refused requests whose response is waited for: it comes at once, if at all. */
const MOST_AWAITING = 64;

/** What the network reported before the page's process did. */
interface EarlyEvent {
  readonly sent: Headers | null;
  readonly received: Response | null;
}

const NOTHING: EarlyEvent = { sent: null, received: null };

/**
 * Puts events in order. The network reports a request's headers and response (CDP `Network.…ExtraInfo`) separately,
 * which may be faster or slower than that of the events of the page's process.
 */
export class ExtraInfo {
  readonly #early = new Map<string, EarlyEvent>();
  readonly #awaiting = new Map<string, TrackedRequest>();

  /** Keeps what the network reported about a request that the page's process has not reported. */
  keep(id: string, news: Partial<EarlyEvent>): void {
    this.#early.set(id, { ...(this.#early.get(id) ?? NOTHING), ...news });
    bound(this.#early, MOST_EARLY);
  }

  /** Gives what was kept for a request, and forgets it. */
  take(id: string): EarlyEvent {
    const early = this.#early.get(id) ?? NOTHING;
    this.#early.delete(id);
    return early;
  }

  /** Keeps a request whose response the page may not have: the network may report it later (docs/chromium.md#refused-requests). */
  withhold(request: TrackedRequest): void {
    this.#awaiting.set(request.id, request);
    bound(this.#awaiting, MOST_AWAITING);
  }

  /** Gives a request whose response was withheld, and forgets it; null when it is not one. */
  takeAwaiting(id: string): TrackedRequest | null {
    const request = this.#awaiting.get(id) ?? null;
    this.#awaiting.delete(id);
    return request;
  }

  /** Forgets everything. */
  clear(): void {
    this.#early.clear();
    this.#awaiting.clear();
  }
}

/** Lets the oldest go when there is one too many. */
function bound(map: Map<string, unknown>, most: number): void {
  const oldest = map.keys().next();
  if (map.size > most && !oldest.done) map.delete(oldest.value);
}
