import { Store } from "../../../src/store/store.ts";
import { messageOf } from "../../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../../src/upgrade/direction.ts";
import { acceptOf } from "../../../src/upgrade/http/accept.ts";
import type { Headers } from "../../../src/upgrade/http/headers.ts";
import type { MessageObserved, Observation, Target } from "../../../src/upgrade/observation.ts";
import { type RequestStory, requestSeen } from "../../docs/samples/requests.ts";
import { browserRequest, OFFERED_EXTENSIONS, told, withoutKey } from "../../story.ts";

const HOST = "app.example.com";

/** The browser's headers that nothing depends on. */
const ORDINARY: Headers = [
  ["Pragma", "no-cache"],
  ["Cache-Control", "no-cache"],
  [
    "User-Agent",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  ],
  ["Accept-Encoding", "gzip, deflate, br, zstd"],
  ["Accept-Language", "en-GB,en;q=0.9"],
];

/** One made-up connection, told as the browser would tell it. */
class Story {
  readonly observations: Observation[] = [];
  readonly #ref: string;
  readonly #key: string;
  readonly #url: string;

  constructor(sourceId: string, url: string, number: number) {
    this.#ref = sourceId;
    this.#url = url;
    const bytes = Array.from({ length: 16 }, (_, i) => (Math.floor(number / 256 ** (i % 3)) + i * 11) % 256);
    this.#key = btoa(String.fromCharCode(...bytes));
  }

  created(at: number, target: Target = "page"): this {
    const initiator = { url: `https://${HOST}/assets/app.js`, line: 212, column: 17, function: "connect" };
    return this.#tell(told.created({ ...this.#seen(at), url: this.#url, initiator, target }));
  }

  sent(at: number, extra: Headers = [], withKey = true): this {
    const request = browserRequest(HOST, ...ORDINARY, OFFERED_EXTENSIONS, ...extra);
    const own: Readonly<Record<string, string>> = { Host: new URL(this.#url).host, "Sec-WebSocket-Key": this.#key };
    const headers = request.map(([name, value]) => [name, own[name] ?? value] as const);
    return this.#tell(told.sent({ ...this.#seen(at), headers: withKey ? headers : withoutKey(headers) }));
  }

  switched(at: number, extra: Headers = []): this {
    const headers: Headers = [
      ["Upgrade", "websocket"],
      ["Connection", "Upgrade"],
      ["Sec-WebSocket-Accept", acceptOf(this.#key)],
      ["Sec-WebSocket-Extensions", "permessage-deflate"],
      ["Date", "Sat, 28 Nov 2026 10:00:00 GMT"],
      ...extra,
    ];
    return this.#tell(told.answered(this.#seen(at), 101, headers, "Switching Protocols"));
  }

  answered(at: number, status: number, headers: Headers): this {
    return this.#tell(told.answered(this.#seen(at), status, headers));
  }

  message(at: number, direction: Direction, data: string, opcode = 1): this {
    return this.#tell(messageSeen(this.#ref, at, direction, data, opcode));
  }

  failed(at: number, message: string): this {
    return this.#tell(told.error({ ...this.#seen(at), message })).closed(at + 1);
  }

  /** The page's close event. */
  closedBy(at: number, code: number, reason: string, wasClean: boolean): this {
    return this.#tell(told.closedBy({ ...this.#seen(at), code, reason, wasClean }));
  }

  blocked(at: number): this {
    const directive = "connect-src 'self'";
    const message = `Connecting to '${this.#url}' violates the following Content Security Policy directive: "${directive}". The action has been blocked.`;
    const by = "content-security-policy";
    return this.#tell(told.blocked({ ...this.#seen(at), url: this.#url, by, message, directive }));
  }

  closed(at: number): this {
    return this.#tell(told.closed(this.#seen(at)));
  }

  #seen(at: number) {
    return { sourceId: this.#ref, at };
  }

  #tell(observation: Observation): this {
    this.observations.push(observation);
    return this;
  }
}

function messageSeen(sourceId: string, at: number, direction: Direction, data: string, opcode = 1): MessageObserved {
  return told.message({ sourceId, at }, messageOf(at, direction, opcode, data));
}

/**
 * A morning's work of a page: an open feed, Socket.IO, one that waits, one refused behind nginx, a closed hot-reload socket, one
 * over HTTP/2 in a worker, one older than the capture, one whose host is gone.
 *
 * @param now epoch milliseconds
 */
export function usual(now: number): Store {
  const store = new Store();
  store.now.value = now;
  store.page.url.value = `https://${HOST}/`;
  const nginx: Headers = [["Server", "nginx/1.24.0"]];

  const opened = now - 842_000;
  const live = new Story("1", `wss://${HOST}/live?room=42`, 1)
    .created(opened - 78)
    .sent(opened - 42)
    .switched(opened, nginx);
  for (let i = 0; i < 4312; i++) {
    const at = opened + ((842_000 - 3100) * i) / 4311 + 900 * Math.sin(i * 1.7) * (i % 4311 === 0 ? 0 : 1);
    live.message(Math.min(at, now - 3000), "received", "x".repeat(24 + ((i * 7919) % 230)));
    if (i % 431 === 200) live.message(at + 5, "sent", '{"type":"ack"}');
  }

  const polled = now - 131_000;
  const socketIo = new Story("2", `wss://${HOST}/socket.io/?EIO=4&transport=websocket`, 2)
    .created(polled - 90)
    .sent(polled - 61)
    .switched(polled, nginx);
  socketIo.message(polled + 4, "received", '0{"sid":"x","upgrades":[],"pingInterval":25000,"pingTimeout":20000}');
  socketIo.message(polled + 6, "sent", "40").message(polled + 22, "received", '40{"sid":"y"}');
  for (let at = polled + 25_000; at < now; at += 25_000) {
    socketIo.message(at, "received", "2").message(at + 2, "sent", "3");
  }
  for (let i = 0; i < 24; i++)
    socketIo.message(polled + 3000 + i * 4900, i % 3 === 0 ? "received" : "sent", `42["m",${i}]`);

  const waiting = new Story("3", "wss://quotes.example.net/prices", 3).created(now - 31_400).sent(now - 31_000);

  const refused = new Story("4", `wss://${HOST}/chat`, 4)
    .created(now - 60_100)
    .sent(now - 60_080)
    .failed(now - 60_000, "Error during WebSocket handshake: Unexpected response code: 400");

  const hot = new Story("5", "ws://localhost:5173/?token=abc", 5)
    .created(now - 700_020)
    .sent(now - 700_010, [["Sec-WebSocket-Protocol", "vite-hmr"]])
    .switched(now - 700_000, [["Sec-WebSocket-Protocol", "vite-hmr"]]);
  for (let i = 0; i < 14; i++) hot.message(now - 699_900 + i * 800, "received", '{"type":"update"}');
  hot.message(now - 699_000, "sent", '{"type":"ping"}').message(now - 690_000, "sent", '{"type":"ping"}');
  hot.closed(now - 688_000).closedBy(now - 688_000, 1001, "Vite restarts \u202e", true);

  const http2 = new Story("6", `wss://${HOST}/graphql`, 6)
    .created(now - 840_100, "worker")
    .sent(now - 840_040, [["Sec-WebSocket-Protocol", "graphql-transport-ws"]], false)
    .answered(now - 840_000, 200, [
      ["sec-websocket-protocol", "graphql-transport-ws"],
      ["server", "cloudflare"],
      ["cf-ray", "8f1d2c3b4a5e6f70-FRA"],
    ]);
  for (let i = 0; i < 118; i++) http2.message(now - 839_900 + i * 7100, "received", '{"type":"next"}');
  for (let i = 0; i < 4; i++) http2.message(now - 839_950 + i * 9, "sent", "q".repeat(900), 2);

  const gone = new Story("7", "wss://staging.internal.test:8443/events", 7)
    .created(now - 20_000)
    .failed(now - 19_400, "Error in connection establishment: net::ERR_NAME_NOT_RESOLVED");

  const attempts = [0, 1000, 3000, 7000, 15_000, 31_000, 61_000].map((after, i) => {
    const at = now - 75_000 + after;
    const story = new Story(`n${i}`, `wss://push.example.com/notifications?t=${i}`, 20 + i).created(at).sent(at + 20);
    if (i === 6) return story.switched(at + 70);
    if (i % 2 === 0) return story.failed(at + 90, "Error during WebSocket handshake: Unexpected response code: 502");
    return story
      .switched(at + 60)
      .closedBy(at + 800, 1006, "", false)
      .closed(at + 801);
  });
  const policy = new Story("csp", "wss://metrics.example.org/collect", 40).blocked(now - 30_000);

  store.page.observe(
    [...attempts, policy, live, socketIo, waiting, refused, hot, http2, gone].flatMap(
      ({ observations }) => observations,
    ),
  );

  const older: Observation[] = [];
  for (let i = 0; i < 40; i++) older.push(messageSeen("old", now - 58_000 + i * 1400, "received", "tick"));
  store.page.observe(older);
  store.page.poll([], [], now);
  const page: Headers = [...nginx, ["Content-Type", "text/html"]];
  store.page.hostResponses.add([{ url: `https://${HOST}/`, status: 200, headers: page }]);
  return store;
}

/** The usual ones, and what else stays pending beside them. */
export function kinds(now: number): Store {
  const store = usual(now);
  const monotonicSeconds = Array.from({ length: 90 }, (_, i) => 500 + i * 640);
  const answer = {
    status: 200,
    headers: [
      ["Content-Type", "text/event-stream"],
      ["Cache-Control", "no-cache"],
    ],
  } as const;
  const stories: readonly (readonly [ago: number, story: RequestStory])[] = [
    [
      60_000,
      { id: "e1", kind: "event-stream", url: `https://${HOST}/events`, answer, messages: monotonicSeconds, body: 2430 },
    ],
    [41_000, { id: "e2", kind: "event-stream", url: `https://${HOST}/notifications`, answer }],
    [9000, { id: "e3", kind: "event-stream", url: `http://${HOST}/activity`, sentAt: null }],
    [12_000, { id: "p1", kind: "long-poll", url: `https://${HOST}/updates` }],
    [8000, { id: "p2", kind: "long-poll", url: `https://${HOST}/socket.io/?EIO=4&transport=polling&t=x` }],
    [
      26_000,
      {
        id: "s1",
        kind: "streaming-fetch",
        url: `https://${HOST}/completion`,
        method: "POST",
        answer,
        pieces: monotonicSeconds.slice(0, 40),
      },
    ],
    [90_000, { id: "t1", kind: "webtransport", url: `https://${HOST}/transport`, establishedAt: 80 }],
    [
      70_000,
      {
        id: "t2",
        kind: "webtransport",
        url: `https://${HOST}:4433/media`,
        end: { end: "failed", at: 900, message: "net::ERR_QUIC_PROTOCOL_ERROR.QUIC_NETWORK_IDLE_TIMEOUT" },
      },
    ],
    [
      65_000,
      {
        id: "e4",
        kind: "event-stream",
        url: `https://${HOST}/feed`,
        answer: { status: 200, headers: [["Content-Type", "text/html"]] },
        end: { end: "finished", at: 40 },
      },
    ],
  ];
  for (const [ago, story] of stories) store.page.observe(requestSeen(story, now - ago));
  store.settings.value = { ...store.settings.value, otherPending: true };
  return store;
}

/** Ten thousand upgrades, to scroll through. */
export function many(now: number): Store {
  const store = new Store();
  store.now.value = now;
  const observations: Observation[] = [];
  for (let i = 0; i < 10_000; i++) {
    const at = now - (10_000 - i) * 100;
    const story = new Story(`m${i}`, `wss://${HOST}/feed/${i}`, i).created(at).sent(at + 5);
    if (i % 7 === 3) story.failed(at + 20, "Error during WebSocket handshake: Unexpected response code: 503");
    else {
      story.switched(at + 30);
      for (let n = 0; n < i % 9; n++)
        story.message(Math.min(now, at + 100 + n * 900), n % 2 === 0 ? "received" : "sent", "hello");
      if (i % 3 === 0) story.closed(at + 9000);
    }
    observations.push(...story.observations);
  }
  store.page.observe(observations);
  return store;
}

/** What was observed, as of now. */
export function of(observations: readonly Observation[], now: number): Store {
  const store = new Store();
  store.now.value = now;
  store.page.url.value = `https://${HOST}/`;
  store.page.observe(observations);
  return store;
}
