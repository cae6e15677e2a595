import { duration } from "../../knowledge/text.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import type { ReportConnection } from "../contract/format.ts";
import type { EndpointRules } from "./expectations.ts";
import { endOfSight, isCut, lifeOf, seenOpenFor, wasOpen } from "./seen-open.ts";

/** What of one endpoint is not as expected, or could not be checked. */
export interface Found {
  readonly rule: keyof EndpointRules;
  /** One sentence. */
  readonly sentence: string;
  /** The connection that shows it best; null: there is none. */
  readonly connection: ReportConnection | null;
  /** false: the report does not show whether it is so. */
  readonly wasChecked: boolean;
}

/**
 * What of the rules of one endpoint its connections do not meet, and what they cannot show: what was expected and could not be
 * checked is not known to be so, and a build that passed would say that it is.
 *
 * @param own the endpoint's connections; of none, only that one must open is judged
 */
export function judge(own: readonly ReportConnection[], expected: EndpointRules): readonly Found[] {
  if (own.length === 0) {
    const sentence = "No connection was attempted.";
    return expected.opens === true ? [{ rule: "opens", sentence, connection: null, wasChecked: true }] : [];
  }
  return [
    ...judgeOpens(own, expected),
    ...judgeSubprotocol(own, expected),
    ...judgeStaysOpen(own, expected),
    ...judgeReconnects(own, expected),
    ...judgeFailures(own, expected),
  ];
}

function judgeOpens(own: readonly ReportConnection[], { opens }: EndpointRules): readonly Found[] {
  const open = own.find(wasOpen) ?? null;
  if (opens === true && open === null) {
    const connection = own.find(hasFailed) ?? own[0] ?? null;
    return [{ rule: "opens", sentence: "No connection was opened.", connection, wasChecked: true }];
  }
  if (opens !== false) return [];
  if (open !== null) {
    return [{ rule: "opens", sentence: "A connection was opened, and none may.", connection: open, wasChecked: true }];
  }
  const undecided = own.find(isUndecided);
  const sentence =
    "Whether none opens could not be checked: of a connection neither a response nor a failure was recorded.";
  return undecided === undefined ? [] : [{ rule: "opens", sentence, connection: undecided, wasChecked: false }];
}

function judgeSubprotocol(own: readonly ReportConnection[], { subprotocol, opens }: EndpointRules): readonly Found[] {
  if (subprotocol === undefined) return [];
  const opened = own.filter(wasOpen);
  if (opened.length === 0) return opens === undefined ? noneOpened("subprotocol", "The subprotocol", own) : [];
  const name = (text: string | null) => (text === null ? "no subprotocol" : `the subprotocol ${text}`);
  const other = opened.find((one) => hasResponseHeaders(one) && subprotocolOf(one) !== subprotocol);
  const connection = other ?? opened.find((one) => !hasResponseHeaders(one));
  if (connection === undefined) return [];
  const got =
    other === undefined ? "and the headers of the response were not recorded" : `and got ${name(subprotocolOf(other))}`;
  const sentence = `Expected ${name(subprotocol)}, ${got}.`;
  return [{ rule: "subprotocol", sentence, connection, wasChecked: other !== undefined }];
}

function judgeStaysOpen(own: readonly ReportConnection[], { staysOpenFor, opens }: EndpointRules): readonly Found[] {
  if (staysOpenFor === undefined) return [];
  const early = own.filter((one) => isCut(one) && (lifeOf(one) ?? 0) < staysOpenFor);
  const cut = early.find((one) => lifeOf(one) !== null) ?? early[0];
  if (cut !== undefined) {
    const life = lifeOf(cut);
    const what =
      life === null ? "A connection was cut, and when was not recorded;" : `A connection was cut after ${life} ms, and`;
    const sentence = `${what} ${staysOpenFor} ms were expected.`;
    return [{ rule: "staysOpenFor", sentence, connection: cut, wasChecked: life !== null }];
  }
  const what = `Whether a connection stays open for ${duration(staysOpenFor)}`;
  const [longest] = own.filter(wasOpen).toSorted((one, other) => seenOr0(other) - seenOr0(one));
  if (longest === undefined) return opens === undefined ? noneOpened("staysOpenFor", what, own) : [];
  // One that was seen for long enough is enough: others may have begun just before the recording ended.
  if (seenOr0(longest) >= staysOpenFor) return [];
  const sentence = `${what} could not be checked: ${endOfSight(longest, duration)}.`;
  return [{ rule: "staysOpenFor", sentence, connection: longest, wasChecked: false }];
}

function judgeReconnects(own: readonly ReportConnection[], { reconnects }: EndpointRules): readonly Found[] {
  if (reconnects !== false) return [];
  const last = own.find(({ attempts }) => attempts !== null);
  if (last !== undefined) {
    const sentence = `It was attempted ${last.attempts?.count ?? 0} times, one after the other.`;
    return [{ rule: "reconnects", sentence, connection: last, wasChecked: true }];
  }
  // Which came after which, only their beginnings show.
  const undated = own.filter(({ timing }) => timing.createdAt === null && timing.requestSentAt === null);
  const connection = undated.find(
    ({ url, file }) => own.filter((one) => one.url === url && one.file === file).length > 1,
  );
  const sentence =
    "Whether its attempts came one after the other could not be checked: when they began was not recorded.";
  return connection === undefined ? [] : [{ rule: "reconnects", sentence, connection, wasChecked: false }];
}

function judgeFailures(own: readonly ReportConnection[], { failures }: EndpointRules): readonly Found[] {
  if (failures === undefined) return [];
  const failed = own.filter(hasFailed);
  const [first = null] = failed;
  if (failed.length > failures) {
    const sentence = `${connections(failed.length)} failed, and at most ${failures} may.`;
    return [{ rule: "failures", sentence, connection: first, wasChecked: true }];
  }
  const undecided = own.filter(isUndecided);
  const [connection] = undecided;
  if (connection === undefined || failed.length + undecided.length <= failures) return [];
  const sentence = `Whether at most ${failures} fail could not be checked: ${connections(failed.length)} failed, and of ${undecided.length} neither a response nor a failure was recorded.`;
  return [{ rule: "failures", sentence, connection, wasChecked: false }];
}

/** Where a rule says that one must open, or that none may, that says it already. */
function noneOpened(rule: Found["rule"], what: string, own: readonly ReportConnection[]): readonly Found[] {
  const sentence = `${what} could not be checked: no connection was opened.`;
  return [{ rule, sentence, connection: own.find(hasFailed) ?? own[0] ?? null, wasChecked: false }];
}

function connections(amount: number): string {
  return amount === 1 ? "1 connection" : `${amount} connections`;
}

function hasFailed({ verdict }: ReportConnection): boolean {
  return verdict.level === "failed";
}

/** Still on its way, or recorded without what became of it. */
function isUndecided({ state, verdict }: ReportConnection): boolean {
  return (state === "queued" || state === "requested") && verdict.level !== "failed";
}

function seenOr0(one: ReportConnection): number {
  return seenOpenFor(one) ?? 0;
}

/** A log may have the status alone. */
function hasResponseHeaders({ handshake: { response } }: ReportConnection): boolean {
  return response !== null && response.headers.length > 0;
}

function subprotocolOf({ handshake: { response } }: ReportConnection): string | null {
  return response === null ? null : (headerValue(response.headers, "Sec-WebSocket-Protocol") ?? null);
}
