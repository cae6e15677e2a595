import leven from "leven";
import { addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { withEncodedLabels } from "../contract/labels.ts";
import { bareOf, type EndpointPattern, isLike, patternOf } from "./endpoint-pattern.ts";
import type { EndpointRules, Expectations } from "./expectations.ts";

/** Something that was expected and is not so. */
export interface Unmet {
  /** The endpoint as the file has it. */
  readonly endpoint: string;
  readonly rule: keyof EndpointRules;
  /** One sentence. */
  readonly sentence: string;
  /** The connection that shows it best; null: there is none. */
  readonly connection: ReportConnection | null;
}

/** What of the expectations a report does not meet, in the order of the file. */
export function unmetBy({ connections }: Report, { endpoints }: Expectations): readonly Unmet[] {
  return Object.entries(endpoints).flatMap(([endpoint, expected]) => {
    const pattern = patternOf(endpoint);
    const own = connections.filter(({ url }) => isOf(url, pattern));
    return judged(own, expected).map((one) => ({ endpoint, ...one }));
  });
}

/** Endpoints that no connection of a report belongs to: their expectations say nothing, except that one must open. */
export function unusedIn({ connections }: Report, { endpoints }: Expectations): readonly string[] {
  return Object.keys(endpoints).filter((endpoint) => {
    const pattern = patternOf(endpoint);
    return !connections.some(({ url }) => isOf(url, pattern));
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

function judged(own: readonly ReportConnection[], expected: EndpointRules): Found[] {
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

/** A file need not say when it opened. What ended before its response came is closed too, where it is no WebSocket. */
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

/** A log may have the status alone. */
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
