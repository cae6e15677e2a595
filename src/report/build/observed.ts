import { quotableBody, quotableLogLine } from "../../knowledge/bodies/recognize.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import type { Part } from "../../upgrade/application/part.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { NetworkFacts } from "../../upgrade/network-facts.ts";
import { messagesOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { ReportObserved } from "../contract/format.ts";
import { isoTime } from "./time.ts";

/** The facts of an upgrade that stand nowhere else in its report. */
export function observedOf({ upgrade, intermediaries }: Explanation): ReportObserved {
  const { error, ended, blocked, snapshots, requestsSent, fromFile, unwatchedSince, seenBy, exchange } = upgrade;
  const { firstAt, lastDirection, longestGap } = messagesOf(upgrade);
  return {
    error: error && { message: error.message, at: isoTime(error.at) },
    ended,
    blocked,
    looks: snapshots.map((snapshot) => ({ ...snapshot, at: isoTime(snapshot.at) })),
    requestsSent,
    messages: { firstAt: isoTime(firstAt), lastDirection, longestGapMs: longestGap },
    fromFile,
    unwatchedSince: isoTime(unwatchedSince),
    seenBy,
    neighbours: joined(intermediaries.flatMap(({ hostResponse }) => hostResponse ?? [])),
    exchange: exchange && {
      method: exchange.method,
      by: exchange.by,
      protocol: exchange.protocol,
      end: exchange.end,
      ...(exchange.corsError === null ? {} : { corsError: exchange.corsError }),
      established: exchange.established,
      establishedAt: isoTime(exchange.establishedAt),
      body: {
        ...exchange.body,
        firstAt: isoTime(exchange.body.firstAt),
        lastAt: isoTime(exchange.body.lastAt),
      },
    },
    ...fromTranscript(upgrade),
    ...(upgrade.application.length === 0 ? {} : { application: upgrade.application.map(partOf) }),
  };
}

/** What only a transcript, another browser or another tool's file has; of a body no more than may be quoted. */
function fromTranscript(
  upgrade: Upgrade,
): Pick<
  ReportObserved,
  | "client"
  | "network"
  | "schemeGuessed"
  | "requestPath"
  | "method"
  | "httpVersion"
  | "responseHttpVersion"
  | "body"
  | "logLine"
  | "statusInferred"
  | "cut"
> {
  const { client, network, request, response, isSchemeGuessed, path } = upgrade;
  const body = quotableBody(upgrade);
  const logLine = quotableLogLine(upgrade);
  const cut = [
    ...(request?.isCut === true ? (["request"] as const) : []),
    ...(response?.isCut === true ? (["response"] as const) : []),
  ];
  return {
    ...(client === undefined ? {} : { client }),
    ...(network === undefined ? {} : { network: networkOf(network) }),
    ...(isSchemeGuessed === undefined ? {} : { schemeGuessed: isSchemeGuessed }),
    ...(path === undefined ? {} : { requestPath: path }),
    ...(request?.method === undefined ? {} : { method: request.method }),
    ...(request?.httpVersion === undefined ? {} : { httpVersion: request.httpVersion }),
    ...(response?.httpVersion === undefined ? {} : { responseHttpVersion: response.httpVersion }),
    ...(body === null ? {} : { body }),
    ...(logLine === null ? {} : { logLine }),
    ...(response?.isStatusInferred === undefined ? {} : { statusInferred: response.isStatusInferred }),
    ...(cut.length === 0 ? {} : { cut }),
  };
}

function networkOf({ certificate, ...facts }: NetworkFacts): NonNullable<ReportObserved["network"]> {
  if (certificate === undefined) return facts;
  const { validFrom, validTo, ...names } = certificate;
  return { ...facts, certificate: { ...names, validFrom: isoTime(validFrom), validTo: isoTime(validTo) } };
}

function partOf({ protocol, scope, key, state, reason, code, at, heartbeatMs, isSure }: Part) {
  return { protocol, scope, whole: key === 0, state, reason, code, at: isoTime(at), heartbeatMs, sure: isSure };
}

/** One response can show several products, each by other headers. */
function joined(hostResponses: readonly HostResponse[]): HostResponse[] {
  const byUrl = new Map<string, HostResponse>();
  for (const one of hostResponses) {
    const key = `${one.status} ${one.url}`;
    const before = byUrl.get(key)?.headers ?? [];
    const more = one.headers.filter(([name, value]) => !before.some(([n, v]) => n === name && v === value));
    byUrl.set(key, { ...one, headers: [...before, ...more] });
  }
  return [...byUrl.values()];
}
