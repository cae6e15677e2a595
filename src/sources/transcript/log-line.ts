import { isPrivateHost } from "../../upgrade/http/address.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { programOfAgent } from "../program.ts";
import { accessLine, unreadableLine } from "./access-log.ts";
import { balancerLine } from "./balancer-log.ts";
import { nginxErrorLine } from "./error-log.ts";
import { frameworkLine } from "./framework-log.ts";
import { AT_END, LONGEST, type ParsedLine } from "./parsed-line.ts";
import { tornadoLine, uvicornLine, websocketsLine } from "./python-status.ts";
import { routerLine } from "./router-log.ts";
import type { ServerWords } from "./server-words.ts";
import { isFile, isSocketPath } from "./target.ts";

/** Says of a path whether a refused request for it is taken for a handshake, although the line does not show that. */
export type IsTaken = (path: string) => boolean;

/**
 * Reads a line of a server's or proxy's log that reports a handshake: the combined format of nginx and Apache (Traefik and
 * Envoy write the same parts), HAProxy's, nginx's error log, uvicorn's.
 *
 * @param isTaken as said there; where the line is all there is, somebody wonders about it, whatever its path is
 * @returns null when it is not one
 */
export function logUpgrade(line: string, id: string, isTaken: IsTaken): Upgrade | null {
  const parsed = parsedLine(line);
  if (parsed === null) return null;
  const agent =
    /"((?:Mozilla|curl|Wget|Go-http|python|okhttp|PostmanRuntime)[^"]*)"/i.exec(line.slice(parsed.end))?.[1] ?? null;
  return parsedUpgrade(parsed, id, isTaken, agent);
}

function parsedLine(line: string): ParsedLine | null {
  if (line.length > LONGEST) return null;
  return (
    nginxErrorLine(line) ??
    uvicornLine(line) ??
    router(line) ??
    balancer(line) ??
    accessLine(line) ??
    unreadableLine(line) ??
    tornadoLine(line) ??
    framework(line) ??
    websocketsLine(line)
  );
}

/** The path of a request that was switched, or refused for not asking for that: others for it are handshakes as well. */
export function switchedPath(line: string): string | null {
  return switchedPathOf(parsedLine(line));
}

/** As `switchedPath`, of what was read already. */
export function switchedPathOf(parsed: ParsedLine | null): string | null {
  if (parsed === null || (parsed.status !== 101 && parsed.status !== 426)) return null;
  const path = pathOf(parsed.target);
  // Pages are served there too.
  return path === "/" || path === "" ? null : path;
}

/**
 * The upgrade, or the long poll, that a line of a log reports.
 *
 * @param isTaken as `logUpgrade` takes it
 * @param agent the request's `User-Agent`; null: the line does not say
 * @returns null for an ordinary request
 */
export function parsedUpgrade(parsed: ParsedLine, id: string, isTaken: IsTaken, agent: string | null): Upgrade | null {
  // Engine.IO's other transport: an ordinary request, although its path is that of the WebSocket.
  if (POLL.test(parsed.target)) return pollOf(upgradeOf(id, parsed, null));
  if (parsed.method === "POST") return null;
  const isHandshake =
    (isTaken(pathOf(parsed.target)) && !isFile(parsed.target) && !isAnsweredAsUsual(parsed)) ||
    parsed.status === 101 ||
    parsed.status === 426 ||
    /^wss?:/i.test(parsed.target) ||
    isSocketPath(withoutHost(parsed.target));
  return isHandshake ? upgradeOf(id, parsed, agent) : null;
}

/** Pages are asked for and redirected all day: nothing in such a line speaks for a handshake. */
function isAnsweredAsUsual({ status }: ParsedLine): boolean {
  return status !== null && status >= 200 && status < 400;
}

/** A proxy may log the whole address: a host called `ws` or `live` says nothing of the path. */
function withoutHost(target: string): string {
  return target.replace(/^(?:https?|wss?):\/\/[^/?#]{1,300}/i, "");
}

/** The path alone. */
function pathOf(target: string): string {
  return withoutHost(target).replace(/[?#].*$/s, "");
}

/** Long polls by their path: Engine.IO's, and SockJS' below server and session. */
const POLL = /[?&]transport=polling\b|\/\d{3}\/[^/?]{1,80}\/xhr(?:_streaming|_send)?(?:$|\?)/i;

function pollOf(upgrade: Upgrade): Upgrade {
  const isGone = upgrade.response === null;
  const exchange = newExchange(upgrade.request?.method ?? "GET", null);
  const end = isGone ? "canceled" : "finished";
  return { ...upgrade, kind: "long-poll", exchange: { ...exchange, end }, error: null, ended: "closed" };
}

function upgradeOf(id: string, parsed: ParsedLine, agent: string | null): Upgrade {
  const isGone = parsed.isClientGone === true;
  const said = isGone ? String(parsed.status).padStart(3, "0") : parsed.failure;
  const client =
    parsed.failure !== undefined
      ? "nginx"
      : (programOfAgent(agent) ?? (agent === null || isGone ? "The client" : null));
  const url = urlOf(parsed.host, parsed.target);
  const path = pathOf(parsed.target);
  return {
    ...newUpgrade(id),
    url,
    ...(url === null && parsed.method !== null && path.startsWith("/") ? { path } : {}),
    request:
      parsed.method === null
        ? null
        : {
            // A log has one header of many: a list of it alone would say that the others were not sent.
            headers: [],
            at: null,
            method: parsed.method,
            ...(parsed.version === null ? {} : { httpVersion: parsed.version.replace(/^([23])\.0$/, "$1") }),
          },
    requestsSent: 1,
    response:
      parsed.status === null || isGone
        ? null
        : {
            status: parsed.status,
            statusText: "",
            headers: [],
            ...(parsed.words === null ? {} : { logLine: parsed.words }),
            ...(parsed.isStatusInferred === true ? { isStatusInferred: true as const } : {}),
            at: null,
          },
    error: said === undefined ? null : { message: said, at: null, monotonicSeconds: null },
    ended: parsed.isEnd === true ? "closed" : null,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    ...(client === null ? {} : { client }),
    ...(url !== null && isSchemeGuessed(parsed) ? { isSchemeGuessed: true as const } : {}),
  };
}

/** A line that states neither a scheme nor a port does not say whether TLS was in use. */
function isSchemeGuessed({ host, target }: ParsedLine): boolean {
  if (/^[a-z]+:\/\//i.test(target) || host === null || /:\d+$/.test(host)) return false;
  return !isPrivateHost(host.replace(/^\[|\]$/g, ""));
}

function balancer(line: string): ParsedLine | null {
  const parsed = balancerLine(line);
  return parsed === null
    ? null
    : { ...parsed, host: null, words: parsed.isEnd ? AT_END : parsed.words, end: line.length - parsed.rest.length };
}

function framework(line: string): ParsedLine | null {
  const parsed = frameworkLine(line);
  // An ordinary handler may take as long.
  if (parsed?.isEnd === true && !isSocketPath(parsed.target)) return null;
  return parsed === null ? null : { ...parsed, version: null, host: null, end: line.length };
}

function router(line: string): ParsedLine | null {
  const parsed = routerLine(line);
  return parsed === null ? null : { ...parsed, version: null, end: line.length };
}

/** The upgrade that a server's own words alone report. */
export function wordsUpgrade({ status, words, target }: ServerWords, id: string): Upgrade {
  const said = { method: "GET", target: target ?? "", version: null, status, host: null, words, end: 0 };
  return upgradeOf(id, { ...said, isStatusInferred: true }, null);
}

/** A log names no scheme, and most name no host. */
function urlOf(host: string | null, target: string): string | null {
  if (/^(?:wss?|https?):\/\//i.test(target)) return target.replace(/^http/i, "ws");
  if (host === null) return null;
  const url = `${host.endsWith(":443") ? "wss" : "ws"}://${host}${target}`;
  return URL.canParse(url) ? url : null;
}
