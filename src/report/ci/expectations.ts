import leven from "leven";
import * as v from "valibot";

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
  /** None of them was cut, or closed with an error, within this time, and at least one was seen open for so long. */
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

/** What is expected of the connections of one endpoint. */
export type EndpointRules = v.InferOutput<typeof Endpoint>;

type Issue = v.InferIssue<typeof Expectations>;

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

const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

function millisecondsOf(text: string): number {
  const [, amount = "0", unit = "ms"] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  return Number(amount) * (unit === "s" || unit === "m" || unit === "h" ? UNITS[unit] : UNITS.ms);
}
