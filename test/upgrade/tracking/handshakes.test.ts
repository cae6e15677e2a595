import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Logged, Observation } from "../../../src/upgrade/observation.ts";
import { stateOf } from "../../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../../src/upgrade/tracking/tracker.ts";
import type { State } from "../../../src/upgrade/upgrade.ts";
import { answered, closed, created, errorSeen, logged, requestSent, START, waiting } from "../observations.ts";

/** A key of its own for each connection: base64 of 16 bytes. */
const keyOf = (number: number) => `${String(number).padStart(22, "0")}==`;

const TEXT = "Error during WebSocket handshake: Unexpected response code: 403";
const GIVEN_UP = "WebSocket is closed before the connection is established.";

type Step = "create" | "send" | "accept" | "refuse" | "give up" | "close";

/** What the sources tell, beside the steps of the page. */
type Turn = "poll" | "stale poll" | "finished" | "deliver";

interface Socket {
  readonly number: number;
  readonly url: string;
  /** Over HTTP/2 a request has no key. */
  readonly overHttp2: boolean;
  state: State | null;
  sentAt: number | null;
  error: Logged["error"];
}

/** What the next step of a handshake may be. */
const NEXT: Readonly<Record<Step, readonly (State | null)[]>> = {
  create: [null],
  send: ["queued"],
  accept: ["requested"],
  refuse: ["requested"],
  "give up": ["queued"],
  close: ["open"],
};

/** The page, its network and both sources, each telling in its own time. */
class Scene {
  readonly sockets: Socket[] = [];
  #now = START;
  #news: Observation[] = [];

  step(step: Step, which: number): void {
    this.#now += 20;
    if (step === "create") {
      const number = this.sockets.length;
      const url = `wss://app.example/${which % 2}`;
      this.sockets.push({ number, url, overHttp2: which % 5 === 4, state: "queued", sentAt: null, error: null });
      this.#news.push(created(`d${number}`, this.#now, url));
      return;
    }
    const able = this.sockets.filter(({ state }) => NEXT[step].includes(state));
    const socket = able[which % Math.max(1, able.length)];
    if (socket === undefined) return;
    const sourceId = `d${socket.number}`;
    const key = socket.overHttp2 ? null : keyOf(socket.number);
    const monotonicSeconds = this.#now / 1000;
    if (step === "send") {
      socket.state = "requested";
      socket.sentAt = this.#now + 0.4;
      this.#news.push(requestSent(sourceId, key, socket.sentAt));
    } else if (step === "accept") {
      socket.state = "open";
      this.#news.push(answered(sourceId, key === null ? 200 : 101, this.#now));
    } else if (step === "close") {
      socket.state = "closed";
      this.#news.push(closed(sourceId, this.#now));
    } else {
      socket.state = "failed";
      const message = step === "refuse" ? TEXT : GIVEN_UP;
      // The log dates what was never sent by the monotonic clock alone.
      socket.error =
        step === "refuse"
          ? { message, at: this.#now, monotonicSeconds: null }
          : { message, at: null, monotonicSeconds };
      this.#news.push(
        errorSeen(sourceId, message, monotonicSeconds + 0.001, this.#now),
        closed(sourceId, this.#now + 1),
      );
    }
  }

  /** What the debugger has told since. */
  news(): Observation[] {
    return this.#news.splice(0);
  }

  entryOf(socket: Socket): Logged {
    const { number, url, overHttp2, state, sentAt, error } = socket;
    const isOver = state === "closed" || state === "failed";
    const ends = { url, error, finished: isOver ? (true as const) : null, finishedAt: isOver ? this.#now : null };
    if (sentAt === null) return waiting(`n${number}`, { ...ends, at: this.#now });
    const isOpen = state === "open" || state === "closed";
    const response = isOpen ? { status: overHttp2 ? 200 : 101, statusText: "", headers: [] } : null;
    const startedAt = Math.floor(sentAt);
    return logged(`n${number}`, overHttp2 ? null : keyOf(number), { ...ends, at: this.#now, startedAt, response });
  }

  log(): Logged[] {
    return this.sockets.map((socket) => this.entryOf(socket));
  }

  get now(): number {
    return this.#now;
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom<Step>("create", "send"), fc.nat(9)) },
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom<Step>("accept", "refuse", "give up", "close"), fc.nat(9)) },
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom<Turn>("poll", "stale poll", "finished", "deliver"), fc.nat(9)) },
);

/** The states of what is listed, per URL, sorted. */
function listed(tracker: ConnectionTracker): string[] {
  return [...tracker.upgrades.values()].map((upgrade) => `${upgrade.url} ${stateOf(upgrade)}`).sort();
}

function truth({ sockets }: Scene): string[] {
  return sockets.map(({ url, state }) => `${url} ${state}`).sort();
}

describe("handshakes that wait, are answered and refused in any order", () => {
  it("are one row each, in DevTools' log alone and with the debugger, whoever tells first", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, isLive) => {
        const scene = new Scene();
        const tracker = new ConnectionTracker();
        let last: Logged[] = [];
        for (const [kind, which] of steps) {
          if (kind === "deliver") {
            if (isLive) tracker.observe(scene.news());
          } else if (kind === "poll" || kind === "stale poll") {
            // A poll that began before the last one's news is told now.
            tracker.poll(kind === "poll" ? scene.log() : last, scene.now);
            last = scene.log();
            // What the log tells before the debugger does may be a row of its own until the debugger has told.
            if (isLive) tracker.observe(scene.news());
            expect(tracker.upgrades.size).toBeLessThanOrEqual(scene.sockets.length);
          } else if (kind === "finished") {
            const over = scene.sockets.filter(({ state }) => state === "closed" || state === "failed");
            const socket = over[which % Math.max(1, over.length)];
            if (socket !== undefined) tracker.observe([scene.entryOf(socket)]);
          } else {
            scene.step(kind, which);
          }
        }
        if (isLive) tracker.observe(scene.news());
        tracker.poll(scene.log(), scene.now);
        expect(listed(tracker)).toEqual(truth(scene));
        const seenBy = [...tracker.upgrades.values()].map((upgrade) => upgrade.seenBy);
        for (const by of seenBy) expect(by).toEqual({ debugger: isLive, network: true });
      }),
      { numRuns: 1000 },
    );
  });
});
