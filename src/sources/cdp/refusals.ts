import * as v from "valibot";
import type { Blocked, BlockedBy } from "../../upgrade/observation.ts";

/** CDP `Network.BlockedReason` of what the page's process refuses before it asks the network (docs/chromium.md#refused-requests). */
const REASONS: ReadonlyMap<string, BlockedBy> = new Map([
  ["csp", "content-security-policy"],
  ["mixed-content", "mixed-content"],
  ["inspector", "blocked-by-client"],
  ["subresource-filter", "blocked-by-client"],
]);

/** The console's words, which come just before the network events; older wordings are kept beside today's. */
const RULES: readonly (readonly [by: BlockedBy, text: RegExp])[] = [
  [
    "content-security-policy",
    /^(?:Connecting|Refused to connect) to '(?<url>https?:[^']*)'.* violates the following Content Security Policy directive: "(?<directive>[^"]*)"/,
  ],
  [
    "mixed-content",
    /^Mixed Content: .* requested an insecure (?:resource|\S+ endpoint) '(?<url>http:[^']*)'\. This request has been blocked/,
  ],
];

const EntryParams = v.object({
  entry: v.object({ source: v.string(), text: v.string(), timestamp: v.number() }),
});

/** Maximum number of console messages that wait for the request they are about: of a `fetch` that a policy refuses, no network event comes. */
const MOST = 64;

/** Words belong to a request that was asked for within this time of them, in milliseconds. */
const NEAR_MS = 1000;

type Words = Pick<Blocked, "by" | "message" | "directive"> & { readonly url: string; readonly at: number };

/** Requests that the browser refused by itself: the network events name the rule, the console says it in words. */
export class Refusals {
  #waiting: readonly Words[] = [];

  /** Takes CDP `Log.entryAdded`; not trusted. */
  log(params: unknown): void {
    const event = v.safeParse(EntryParams, params);
    // The page's console repeats what its workers' own sessions report (docs/chromium.md#blocked-before-network).
    if (!event.success || event.output.entry.source === "worker") return;
    const { text, timestamp } = event.output.entry;
    for (const [by, pattern] of RULES) {
      const groups = pattern.exec(text)?.groups;
      if (groups === undefined) continue;
      const directive = groups["directive"] ?? null;
      const words = { by, message: text, directive, url: groups["url"] ?? "", at: timestamp };
      this.#waiting = [...this.#waiting, words].slice(-MOST);
      return;
    }
  }

  /**
   * Which rule refused a request before it went out.
   *
   * @param refused its name, its newest URL, where it lives, and when it ended
   * @param askedAt when that URL was asked for, epoch milliseconds
   * @param reason CDP `Network.loadingFailed.blockedReason`
   * @returns null when the reason is none of these; then the error's text says more
   */
  refusalOf(refused: Refused, askedAt: number, reason: string): Blocked | null {
    const by = REASONS.get(reason);
    if (by === undefined) return null;
    const words = this.#take(refused.url, askedAt, by);
    return emit(refused, by, words?.message ?? reason, words?.directive ?? null);
  }

  /** Forgets everything. */
  clear(): void {
    this.#waiting = [];
  }

  #take(url: string, at: number, by: BlockedBy): Words | null {
    // The console leaves the fragment out.
    const [plain = url] = url.split("#");
    const found = this.#waiting.find((one) => one.by === by && one.url === plain && Math.abs(one.at - at) < NEAR_MS);
    this.#waiting = this.#waiting.filter((one) => one !== found);
    return found ?? null;
  }
}

/** What is known of a request that was refused. */
type Refused = Pick<Blocked, "sourceId" | "url" | "target" | "initiator" | "at">;

function emit(refused: Refused, by: BlockedBy, message: string, directive: string | null): Blocked {
  const { sourceId, url, target, initiator, at } = refused;
  return { type: "blocked", sourceId, at, url, by, message, directive, initiator, target };
}
