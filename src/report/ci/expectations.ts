import leven from "leven";
import * as v from "valibot";
import { addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { withEncodedLabels } from "../contract/labels.ts";
import { bareOf, type EndpointPattern, isLike, patternOf } from "./endpoint-pattern.ts";

const TIME = 'a time such as "500ms", "30s", "5m" or "1h"';
const COUNT = "a whole number, 0 or more";
const SHAPE = 'it must be an object such as { "endpoints": { "/live": { "opens": true } } }';

/** A length of time as the file has it: "500ms", "30s", "5m", "1h". */
const Duration = v.pipe(v.string(TIME), v.regex(/^\d{1,6}(?:ms|s|m|h)$/, TIME), v.transform(millisecondsOf));

/** What is expected of the connections of one endpoint; what is left out is not asked. */
const Endpoint = v.strictObject({
  /** At least one connection was opened. */
  opens: v.optional(v.boolean("true or false")),
  /** The subprotocol of every open one; null: none. */
  subprotocol: v.optional(v.nullable(v.string("a name, or null for none"))),
  /** None of them was cut, or closed with an error, within this time. */
  staysOpenFor: v.optional(Duration),
  /** false: no attempts one after the other. */
  reconnects: v.optional(v.literal(false, "false, or left out")),
  /** At most so many failed. */
  failures: v.optional(v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(0, COUNT))),
});

const Expectations = v.strictObject({
  $schema: v.optional(v.string()),
  endpoints: v.record(v.string(), Endpoint, "an object with a key for each endpoint"),
});

/** Expectations by endpoint: a host with its path, or a path alone; `*` stands for any characters but a slash, `**` for any. */
export type Expectations = v.InferOutput<typeof Expectations>;

type Issue = v.InferIssue<typeof Expectations>;

/** Something that was expected and is not so. */
export interface Unmet {
  /** The endpoint as the file has it. */
  readonly endpoint: string;
  readonly rule: keyof v.InferOutput<typeof Endpoint>;
  /** One sentence. */
  readonly sentence: string;
  /** The connection that shows it best; null: there is none. */
  readonly connection: ReportConnection | null;
}

/**
 * Reads the text of `upgrades.config.json`.
 *
 * @throws Error in one line that names the place, and what is near where a name is not known
 */
export function readExpectations(text: string): Expectations {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`it is not JSON: ${jsonFault(error, text)}`);
  }
  // Without this check a list passes as an object that lacks its key.
  if (
    Array.isArray(json) ||
    (typeof json === "object" && json !== null && "endpoints" in json && Array.isArray(json.endpoints))
  )
    throw new Error(SHAPE);
  const unusable = unusableIn(json);
  if (unusable !== null) throw new Error(`no endpoint can have the name ${unusable}: name a host or a path`);
  const parsed = v.safeParse(Expectations, json);
  if (parsed.success) {
    if (Object.keys(parsed.output.endpoints).length > 0) return parsed.output;
    throw new Error("endpoints has no endpoint in it, so nothing is expected: name one, or leave --expect out");
  }
  throw new Error(wrongIn(parsed.issues));
}

/** What is wrong with a JSON text, and where: V8 gives the position in characters, and not always. */
function jsonFault(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, position] = /\bat position (\d+)/.exec(message) ?? [];
  const at = position === undefined ? (/\bend of JSON/.test(message) ? text.length : null) : Number(position);
  const what = message.replace(/ (?:in JSON )?at position \d+.*$/s, "");
  if (at === null) return message;
  const before = text.slice(0, at).split("\n");
  return `${what}, line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** A name that every object of JavaScript has already: the parser would leave its expectations out without a word. */
function unusableIn(json: unknown): string | null {
  const endpoints: unknown = typeof json === "object" && json !== null ? Reflect.get(json, "endpoints") : null;
  if (typeof endpoints !== "object" || endpoints === null) return null;
  return ["__proto__", "constructor", "prototype"].find((name) => Object.hasOwn(endpoints, name)) ?? null;
}

/** Endpoints that no connection of a report belongs to: their expectations say nothing, except that one must open. */
export function unusedIn({ connections }: Report, { endpoints }: Expectations): readonly string[] {
  return Object.keys(endpoints).filter((endpoint) => {
    const pattern = patternOf(endpoint);
    return !connections.some(({ url }) => isOf(url, pattern));
  });
}

/** A name that is not known explains most of what is missing. */
function wrongIn(issues: readonly [Issue, ...Issue[]]): string {
  const issue = issues.find(({ type, expected }) => type === "strict_object" && expected === "never") ?? issues[0];
  const path = (issue.path ?? []).map(({ key }) => String(key));
  const key = path.at(-1);
  // Of the keys, only endpoints have names that are free.
  const [, endpoint] = path;
  const where = endpoint === undefined || path.length < 2 ? "" : `endpoint ${JSON.stringify(endpoint)}: `;
  if (key === undefined) return 'it must be an object such as { "endpoints": { "/live": { "opens": true } } }';
  if (issue.type !== "strict_object") return `${where}${key} must be ${issue.message}, not ${issue.received}`;
  if (issue.expected !== "never") {
    return path.length === 2 ? `${where}its rules must be an object` : `it has no key ${issue.expected}`;
  }
  const known = Object.keys(where === "" ? Expectations.entries : Endpoint.entries).filter(
    (name) => name !== "$schema",
  );
  const near = known.find((name) => leven(key, name) <= 3);
  const meant = near === undefined ? "" : ` Did you mean ${near}?`;
  return `${where}there is no ${where === "" ? "key" : "rule"} ${key}.${meant} Known: ${known.join(", ")}`;
}

/** What of the expectations a report does not meet, in the order of the file. */
export function unmetBy({ connections }: Report, { endpoints }: Expectations): readonly Unmet[] {
  return Object.entries(endpoints).flatMap(([endpoint, expected]) => {
    const pattern = patternOf(endpoint);
    const own = connections.filter(({ url }) => isOf(url, pattern));
    return judged(own, expected).map((one) => ({ endpoint, ...one }));
  });
}

/** Connections whose failure an expectation allows, and whose expectation is met: they are as expected. */
export function expectedIn(report: Report, expectations: Expectations): ReadonlySet<ReportConnection> {
  const unmet = unmetBy(report, expectations);
  const allowing = Object.entries(expectations.endpoints).filter(
    ([endpoint, { opens, failures = 0 }]) =>
      (opens === false || failures > 0) && !unmet.some((one) => one.endpoint === endpoint),
  );
  const patterns = allowing.map(([endpoint]) => patternOf(endpoint));
  return new Set(report.connections.filter(({ url }) => patterns.some((pattern) => isOf(url, pattern))));
}

/** Address of a connection of the report that is nearest to an endpoint that no connection belongs to; null: none is near. */
export function nearestTo(endpoint: string, { connections }: Report): string | null {
  const bare = bareOf(endpoint);
  const seen = connections.flatMap(({ url }) => {
    const address = addressOf(url === null ? null : withEncodedLabels(url));
    return address === null ? [] : [bare.startsWith("/") ? address.path : address.authority + address.path];
  });
  const near = [...new Set(seen)].slice(0, MOST_COMPARED).map((name) => ({ name, steps: leven(bare, name) }));
  const [best] = near.sort((one, other) => one.steps - other.steps);
  return best !== undefined && best.steps <= Math.max(3, bare.length / 3) ? best.name : null;
}

/** Addresses that are compared with an endpoint by their letters. */
const MOST_COMPARED = 500;

type Found = Omit<Unmet, "endpoint">;

function judged(own: readonly ReportConnection[], expected: v.InferOutput<typeof Endpoint>): Found[] {
  const failed = own.filter(({ verdict }) => verdict.level === "failed");
  const found: Found[] = [];
  const add = (rule: Found["rule"], sentence: string, connection: ReportConnection | null) =>
    void found.push({ rule, sentence, connection });
  if (expected.opens === true && !own.some(wasOpen)) {
    const [first] = failed;
    add(
      "opens",
      own.length === 0 ? "No connection was attempted." : "No connection was opened.",
      first ?? own[0] ?? null,
    );
  }
  if (expected.opens === false) {
    const open = own.find(wasOpen);
    if (open !== undefined) add("opens", "A connection was opened, and none may.", open);
  }
  if (expected.subprotocol !== undefined) {
    const { subprotocol } = expected;
    const name = (text: string | null) => (text === null ? "no subprotocol" : `the subprotocol ${text}`);
    const opened = own.filter(wasOpen);
    const other =
      opened.find((one) => hasResponseHeaders(one) && subprotocolOf(one) !== subprotocol) ??
      opened.find((one) => !hasResponseHeaders(one));
    if (other !== undefined) {
      const got = hasResponseHeaders(other)
        ? `and got ${name(subprotocolOf(other))}`
        : "and the headers of the response were not recorded";
      add("subprotocol", `Expected ${name(subprotocol)}, ${got}.`, other);
    }
  }
  const { staysOpenFor } = expected;
  if (staysOpenFor !== undefined) {
    const isEarly = (one: ReportConnection) => isCut(one) && (lifeOf(one) ?? 0) < staysOpenFor;
    const early = own.filter(isEarly);
    const cut = early.find((one) => lifeOf(one) !== null) ?? early[0];
    if (cut !== undefined) {
      const life = lifeOf(cut);
      const what =
        life === null
          ? "A connection was cut, and when was not recorded;"
          : `A connection was cut after ${life} ms, and`;
      add("staysOpenFor", `${what} ${staysOpenFor} ms were expected.`, cut);
    }
  }
  if (expected.reconnects === false) {
    const last = own.find(({ attempts }) => attempts !== null);
    if (last !== undefined) {
      add("reconnects", `It was attempted ${last.attempts?.count ?? 0} times, one after the other.`, last);
    }
  }
  if (expected.failures !== undefined && failed.length > expected.failures) {
    const count = failed.length === 1 ? "1 connection" : `${failed.length} connections`;
    add("failures", `${count} failed, and at most ${expected.failures} may.`, failed[0] ?? null);
  }
  return found;
}

/** A file need not tell when it opened. What ended before its response came is closed too, where it is no WebSocket. */
function wasOpen({ kind, state, timing, handshake, messages }: ReportConnection): boolean {
  if (state === "open" || timing.openedAt !== null) return true;
  const hadMessages = (messages?.sent.count ?? 0) + (messages?.received.count ?? 0) > 0;
  return state === "closed" && (factsOf(kind).counts === "messages" || handshake.response !== null || hadMessages);
}

/** Milliseconds from its opening to its end; where only the sending of its request is known, from there. null: not known. */
function lifeOf({ timing: { openMs, requestSentAt, closedAt } }: ReportConnection): number | null {
  if (openMs !== null || requestSentAt === null || closedAt === null) return openMs;
  return Math.max(0, Date.parse(closedAt) - Date.parse(requestSentAt));
}

/** A log may tell the status alone. */
function hasResponseHeaders({ handshake: { response } }: ReportConnection): boolean {
  return response !== null && response.headers.length > 0;
}

/** Ended, and not in the ordinary way. */
function isCut(one: ReportConnection): boolean {
  return one.state === "closed" && wasOpen(one) && one.verdict.level !== "healthy";
}

function subprotocolOf({ handshake: { response } }: ReportConnection): string | null {
  return response === null ? null : (headerValue(response.headers, "Sec-WebSocket-Protocol") ?? null);
}

function isOf(url: string | null, pattern: EndpointPattern): boolean {
  const address = addressOf(url === null ? null : withEncodedLabels(url));
  return address !== null && [address.path, address.authority + address.path].some((text) => isLike(text, pattern));
}

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

function millisecondsOf(text: string): number {
  const [, amount = "0", unit = "ms"] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  return Number(amount) * (unit === "s" || unit === "m" || unit === "h" ? UNITS[unit] : UNITS.ms);
}
