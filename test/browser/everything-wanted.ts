import type { Report, ReportConnection } from "../../src/report/contract/format.ts";

/** One thing that a page opens, and what becomes of it. */
export interface Wanted {
  readonly name: string;
  readonly kind: ReportConnection["kind"];
  /** null: the page, or a frame in its process. */
  readonly target: string | null;
  readonly state: ReportConnection["state"];
  /** How many of that name there are in all. */
  readonly times?: number;
  /** Whether no server ever hears of it. */
  readonly unheard?: boolean;
}

type Rest = Pick<Wanted, "times" | "unheard">;

const socket = (name: string, target: string, state: Wanted["state"], rest: Rest = {}): Wanted => ({
  name,
  kind: "websocket",
  target,
  state,
  ...rest,
});

/** Everything that a page can open. */
export const WANTED: readonly Wanted[] = [
  socket("before", "page", "open"),
  socket("page", "page", "open"),
  socket("same-site-frame", "iframe", "open"),
  socket("cross-site-frame", "iframe", "open"),
  socket("nested-frame", "iframe", "open"),
  socket("worker", "worker", "open"),
  socket("nested-worker", "worker", "open"),
  socket("shared-worker", "shared-worker", "open"),
  socket("service-worker", "service-worker", "open"),
  socket("http2", "page", "open"),
  socket("closed-by-page", "page", "closed"),
  socket("closed-by-server", "page", "closed"),
  socket("series", "page", "closed", { times: 3 }),
  socket("refused", "page", "failed"),
  socket("blocked", "worker", "blocked", { unheard: true }),
  { name: "event-stream", kind: "event-stream", target: "page", state: "open" },
  { name: "ended-stream", kind: "event-stream", target: "page", state: "closed" },
  { name: "streaming-fetch", kind: "streaming-fetch", target: "page", state: "open" },
  { name: "long-poll", kind: "long-poll", target: "page", state: "requested" },
  { name: "answered-poll", kind: "long-poll", target: "page", state: "closed" },
  { name: "webtransport", kind: "webtransport", target: null, state: "failed", unheard: true },
];

/** What of a report has that name (`?name=…` in its address). */
export function named({ connections }: Report, name: string): readonly ReportConnection[] {
  return connections.filter(({ url }) => url !== null && new URL(url).searchParams.get("name") === name);
}
