import type { Observation } from "../../../src/upgrade/observation.ts";
import { browserRequest, RESPONSE, told } from "../../story.ts";

const HOST = "app.example.com";

/** A connection as the browser reports it; moments in epoch milliseconds. */
interface Connection {
  readonly sourceId: string;
  readonly path: string;
  readonly from: number;
  /** Absent: it never opened. */
  readonly openedAt?: number;
  /** Absent: it goes on. */
  readonly to?: number;
  /** What the browser said of its failure. */
  readonly error?: string;
}

/** Observations of connections, without messages. */
export function seen(connections: readonly Connection[]): Observation[] {
  return connections.flatMap(({ sourceId, path, from, openedAt, to, error }) => {
    const at = (moment: number) => ({ sourceId: sourceId, at: moment });
    return [
      told.created({ ...at(from), url: `wss://${HOST}${path}` }),
      told.sent({ ...at(from + 5), headers: browserRequest(HOST).filter(([name]) => name !== "Sec-WebSocket-Key") }),
      ...(openedAt === undefined ? [] : [told.answered(at(openedAt), 101, RESPONSE, "Switching Protocols")]),
      ...(to === undefined || error === undefined ? [] : [told.error({ ...at(to), message: error })]),
      ...(to === undefined ? [] : [told.closed(at(to + (error === undefined ? 0 : 1)))]),
    ];
  });
}

/** Some that stay open, as any page has them. */
const steady = (now: number): Connection[] =>
  ["/live", "/chat", "/presence"].map((path, i) => ({
    sourceId: `s${i}`,
    path,
    from: now - 380_000 + i * 700,
    openedAt: now - 379_900 + i * 700,
  }));

/** A client that is refused and tries again every ten seconds, beside others that are fine. */
export function loop(now: number): Observation[] {
  const attempts = Array.from({ length: 30 }, (_, i): Connection => {
    const from = now - 305_000 + i * 10_000;
    const error = "Error during WebSocket handshake: Unexpected response code: 502";
    return { sourceId: `l${i}`, path: "/notifications", from, to: from + 60, error };
  });
  return seen([...steady(now), ...attempts]);
}

/** Seven connections, six of which end in the same moment, and come again within seconds. */
export function drop(now: number): Observation[] {
  const at = now - 140_000;
  const paths = ["/live", "/chat", "/presence", "/cursor", "/prices", "/alerts"];
  const before = paths.map((path, i): Connection => {
    const from = now - 390_000 + i * 17_000;
    return { sourceId: `d${i}`, path, from, openedAt: from + 70, to: at + i * 40 };
  });
  const after = paths.map((path, i): Connection => {
    const from = at + 4000 + i * 900;
    return { sourceId: `a${i}`, path, from, openedAt: from + 80 };
  });
  const other: Connection = { sourceId: "o", path: "/other", from: now - 300_000, openedAt: now - 299_900 };
  return seen([...before, other, ...after]);
}

/** A connection that is cut every 60 s and opened again, beside others that are fine. */
export function cut(now: number): Observation[] {
  const lives = Array.from({ length: 6 }, (_, i): Connection => {
    const from = now - 340_000 + i * 62_000;
    const to = from + 60_080;
    return { sourceId: `c${i}`, path: "/feed", from, openedAt: from + 80, ...(to < now ? { to } : {}) };
  });
  return seen([...steady(now), ...lives]);
}

/** Thousands of connections of every kind, most of them over. */
export function crowd(now: number, count: number): Observation[] {
  const long = count * 100;
  return seen(
    Array.from({ length: count }, (_, i): Connection => {
      const from = now - long + i * 100;
      const common = { sourceId: `m${i}`, path: `/feed/${i}`, from };
      if (i % 7 === 3) return { ...common, to: from + 20, error: "net::ERR_CONNECTION_REFUSED" };
      if (i % 11 === 5) return i > count - 40 ? common : { ...common, openedAt: from + 3000, to: from + 9000 };
      return i % 3 === 0 ? { ...common, openedAt: from + 30 } : { ...common, openedAt: from + 30, to: from + 9000 };
    }),
  );
}
