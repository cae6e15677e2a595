import type { Clock } from "./devtools-network.ts";
import type { Pace } from "./pace.ts";

/** Interval at which the log is polled while nothing else counts, in milliseconds. */
const PASSIVE_MS = 2000;

/** Interval while the debugger counts: the log is needed only for what the debugger does not say. */
const LIVE_MS = 10_000;

/** Delay after a reason to poll (a new connection of unknown origin, an end), in milliseconds. */
const SOON_MS = 300;

/** When the network log is polled next. All times are those of `Clock.passed`, in milliseconds. */
export class PollSchedule {
  readonly #pace: Pace;
  readonly #clock: Clock;
  readonly #isVisible: () => boolean;
  readonly #poll: () => void;
  #cancel: (() => void) | null = null;
  #due = 0;
  /** When the page last became likely to connect. */
  #burstFrom: number;
  #live = false;
  /** Time at which the last poll began. */
  #polledAt = Number.NEGATIVE_INFINITY;
  /** Time at which the log last reported anything by itself. */
  #heardAt = Number.NEGATIVE_INFINITY;
  /** How long the last poll took. */
  #took = 0;

  /**
   * @param isVisible whether the panel can be seen: while it cannot, no poll is made
   * @param poll called when a poll is due; it says by `began` and `ended` when it was made
   */
  constructor(pace: Pace, clock: Clock, isVisible: () => boolean, poll: () => void) {
    this.#pace = pace;
    this.#clock = clock;
    this.#isVisible = isVisible;
    this.#poll = poll;
    this.#burstFrom = clock.passed();
  }

  /** Says whether the debugger counts: then the log is needed less often. */
  setLive(live: boolean): void {
    this.#live = live;
    this.#next();
  }

  /**
   * Asks for a poll, since there is a reason for one.
   *
   * @param after the longest delay, in milliseconds, as far as the pace allows
   */
  soon(after = SOON_MS): void {
    this.#next(after, this.#pace.shareSoon);
  }

  /**
   * Asks for several polls within the next seconds: the page is likely to connect.
   *
   * @param from time since which it is
   */
  burst(from: number): void {
    this.#burstFrom = from;
    this.#next();
  }

  /** Notes that the log reported something by itself, and returns the time. */
  heard(): number {
    this.#heardAt = this.#clock.passed();
    return this.#heardAt;
  }

  /** Notes that a poll begins, and returns the time. */
  began(): number {
    this.#polledAt = this.#clock.passed();
    return this.#polledAt;
  }

  /**
   * Notes that a poll is over: a slow one is not repeated soon.
   *
   * @param began when it began
   */
  ended(began: number): void {
    this.#took = this.#clock.passed() - began;
    this.#next();
  }

  /** The next poll is the earliest that anybody asked for: a stream of reasons never puts it off. */
  #next(after = this.#live ? LIVE_MS : PASSIVE_MS, share = this.#pace.share): void {
    const now = this.#clock.passed();
    const due = now + Math.max(Math.min(after, this.#untilBurst(now)), this.#took * share);
    if (this.#cancel !== null) {
      if (due >= this.#due) return;
      this.#cancel();
    }
    this.#due = due;
    this.#cancel = this.#clock.after(due - now, () => {
      this.#cancel = null;
      const restless = this.#quietAt - this.#clock.passed();
      if (!this.#isVisible()) this.#next();
      else if (restless > 0) this.#next(restless, 0);
      else this.#poll();
    });
  }

  /** Delay until the next poll of the burst; infinite where none is left. The debugger reports by itself what begins. */
  #untilBurst(now: number): number {
    const next = this.#live ? undefined : this.#pace.burst.find((after) => this.#burstFrom + after > now);
    return next === undefined ? Number.POSITIVE_INFINITY : this.#burstFrom + next - now;
  }

  /** The time from which the log may be polled, as far as its own news go. */
  get #quietAt(): number {
    const { quietMs, patienceMs } = this.#pace;
    return Math.min(this.#heardAt + quietMs, this.#polledAt + patienceMs);
  }
}
