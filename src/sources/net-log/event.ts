import * as v from "valibot";
import type { Headers } from "../../upgrade/http/headers.ts";

const Names = v.record(v.string(), v.number());
/** What the numbers of a log mean: types, phases and errors differ from version to version. */
export const Constants = v.object({
  logEventTypes: Names,
  logSourceType: Names,
  netError: v.fallback(Names, {}),
  timeTickOffset: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite()),
  clientInfo: v.fallback(v.object({ name: v.fallback(v.string(), ""), version: v.fallback(v.string(), "") }), {
    name: "",
    version: "",
  }),
});

const Params = v.looseObject({});
/** One event of a log, by a source such as a request or a socket. */
export const Event = v.object({
  type: v.number(),
  phase: v.fallback(v.number(), 0),
  time: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite()),
  source: v.object({ id: v.number(), type: v.number() }),
  params: v.fallback(v.optional(Params, {}), {}),
});

export type Constant = v.InferOutput<typeof Constants>;
export type NetEvent = v.InferOutput<typeof Event>;

/** The phase of an event that ends what an earlier one began (chromium: net/log/net_log_event_type.h). */
export const PHASE_END = 2;

/** A parameter of an event that is text; null: it has none. */
export function textOf({ params }: NetEvent, key: string): string | null {
  const text: unknown = params[key];
  return typeof text === "string" ? text : null;
}

/** The other source that an event names: a job, a socket. */
export function dependencyOf({ params }: NetEvent): number | null {
  const parsed = v.safeParse(v.object({ source_dependency: v.object({ id: v.number() }) }), params);
  return parsed.success ? parsed.output.source_dependency.id : null;
}

/** The header lines of an event; empty: it has none. */
export function linesOf({ params }: NetEvent): string[] {
  const lines: unknown = params["headers"];
  return Array.isArray(lines) ? lines.filter((line) => typeof line === "string") : [];
}

/** Headers out of lines "name: value"; the names of HTTP/2's own fields begin with a colon. */
export function headersOf(lines: readonly string[]): Headers {
  return lines.flatMap((line) => {
    const colon = line.indexOf(":", 1);
    return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  });
}
