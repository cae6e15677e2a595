import type { Store } from "../../../src/store/store.ts";
import type { Observation } from "../../../src/upgrade/observation.ts";
import close1011 from "../../recordings/cdp/close-1011.jsonl?raw";
import contentSecurityPolicy from "../../recordings/cdp/content-security-policy.jsonl?raw";
import graphqlWs from "../../recordings/cdp/graphql-ws.jsonl?raw";
import h2Echo from "../../recordings/cdp/h2-echo.jsonl?raw";
import haproxyRight from "../../recordings/cdp/haproxy-right.jsonl?raw";
import live from "../../recordings/cdp/live.jsonl?raw";
import nameNotResolved from "../../recordings/cdp/name-not-resolved.jsonl?raw";
import nginxDown from "../../recordings/cdp/nginx-down.jsonl?raw";
import nginxNoUpgrade from "../../recordings/cdp/nginx-no-upgrade.jsonl?raw";
import nginxRight from "../../recordings/cdp/nginx-right.jsonl?raw";
import noAnswerYet from "../../recordings/cdp/no-answer-yet.jsonl?raw";
import reconnectLoop from "../../recordings/cdp/reconnect-loop.jsonl?raw";
import subprotocol from "../../recordings/cdp/subprotocol.jsonl?raw";
import vite from "../../recordings/cdp/vite.jsonl?raw";
import worker from "../../recordings/cdp/worker.jsonl?raw";
import { parseLines, type RecordedLine } from "../../recordings/recorded-lines.ts";
import { observationsOf } from "../../recordings/replay.ts";
import { of } from "./fixtures.ts";

const [SECOND, MINUTE] = [1000, 60_000];

/** A recording, how long ago it began, and every how many milliseconds its messages came again since. */
type Part = readonly [name: string, recording: string, ago: number, again?: number];

/** A page as it is in daily work, put together of recordings of the lab: most is well, some waits, some was refused. */
const PARTS: readonly Part[] = [
  ["live", live, 14 * MINUTE, 1400],
  ["worker", worker, 14 * MINUTE, 7 * SECOND],
  ["vite", vite, 12 * MINUTE],
  ["graphql", graphqlWs, 131 * SECOND, 9 * SECOND],
  ["h2", h2Echo, 128 * SECOND],
  ["balanced", haproxyRight, 2 * MINUTE, 3 * SECOND],
  ["ended", close1011, 95 * SECOND],
  ["subprotocol", subprotocol, 90 * SECOND],
  ["loop", reconnectLoop, 75 * SECOND],
  ["right", nginxRight, 61 * SECOND, 2 * SECOND],
  ["refused", nginxNoUpgrade, 60 * SECOND],
  ["down", nginxDown, 45 * SECOND],
  ["waits", noAnswerYet, 31 * SECOND],
  ["blocked", contentSecurityPolicy, 30 * SECOND],
  ["gone", nameNotResolved, 20 * SECOND],
];

/** The lab's addresses, and those that a reader knows such things by. */
const HOSTS: readonly (readonly [recorded: string, shown: string])[] = [
  ["127.0.0.1:8001", "app.example.com"],
  ["127.0.0.1:8002", "quotes.example.net"],
  ["127.0.0.1:8004", "metrics.example.org"],
  ["127.0.0.1:8009", "sync.example.com"],
  ["127.0.0.1:8014", "realtime.example.com"],
  ["127.0.0.1:8015", "feed.example.com"],
  ["127.0.0.1:8016", "graphql.example.com"],
  ["127.0.0.1:8017", "localhost:5173"],
  ["no-such-host.invalid", "staging.example.com"],
];

/**
 * The page of the pictures.
 *
 * @param now epoch milliseconds
 */
export function recorded(now: number): Store {
  const store = of(
    PARTS.flatMap((part) => observed(part, now)),
    now,
  );
  store.page.url.value = "http://app.example.com/app";
  store.page.poll([], [], now);
  return store;
}

function observed([name, recording, ago, again]: Part, now: number): readonly Observation[] {
  const text = HOSTS.reduce((all, [was, is]) => all.replaceAll(was, is), recording);
  const { header, lines } = parseLines(text);
  const by = now - ago - (lines[0]?.at ?? 0);
  const shifted = lines.map((line) => later(line, by));
  const messages = shifted.filter((line) => "method" in line && /FrameSent|FrameReceived/.test(line.method));
  if (again !== undefined) {
    for (let after = again; ago - after > SECOND; after += again)
      shifted.push(...messages.map((one) => repeated(one, after)));
  }
  const recordedAt = new Date(now).toISOString();
  // Each browser counts its connections from one.
  return observationsOf({ header: { ...header, recordedAt }, lines: shifted, har: null }).map((one) => ({
    ...one,
    sourceId: `${name}:${one.sourceId}`,
  }));
}

/** All of a recording at another time; the browser's monotonic clock, which began at some time, is as it was. */
function later(line: RecordedLine, by: number): RecordedLine {
  const at = line.at + by;
  if (!("method" in line)) return { ...line, at };
  const entry: unknown = isObject(line.params) ? Reflect.get(line.params, "entry") : undefined;
  const params = isObject(entry)
    ? { ...Object(line.params), entry: moved(entry, "timestamp", by * SECOND) }
    : moved(line.params, "wallTime", by);
  return { ...line, at, params };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function repeated(line: RecordedLine, after: number): RecordedLine {
  const at = line.at + after;
  return "method" in line ? { ...line, at, params: moved(line.params, "timestamp", after) } : { ...line, at };
}

function moved(params: unknown, key: string, by: number): unknown {
  if (!isObject(params)) return params;
  const value: unknown = Reflect.get(params, key);
  return typeof value === "number" ? { ...params, [key]: value + by / SECOND } : params;
}
