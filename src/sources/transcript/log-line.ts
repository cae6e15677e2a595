import { newExchange } from "../../upgrade/http/exchange.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { programOfAgent } from "../program.ts";
import { accessLine, unreadableLine } from "./access-log.ts";
import { nginxErrorLine } from "./error-log.ts";
import { LONGEST, type ParsedLine } from "./parsed-line.ts";
import { tornadoLine, uvicornLine, websocketsLine } from "./python-status.ts";
import { routerLine } from "./router-log.ts";
import type { ServerWords } from "./server-words.ts";
import { isFile, isSocketPath } from "./target.ts";

/**
 * Reads a line of a server's or proxy's log that tells of a handshake: the combined format of nginx and Apache (Traefik and
 * Envoy write the same parts), HAProxy's, nginx's error log, uvicorn's.
 *
 * @param isAlone whether the line is all there is: then somebody wonders about it, whatever its path is
 * @returns null when it is none
 */
export function logUpgrade(line: string, id: string, isAlone: boolean): Upgrade | null {
  if (line.length > LONGEST) return null;
  const parsed =
    nginxErrorLine(line) ??
    uvicornLine(line) ??
    router(line) ??
    accessLine(line) ??
    unreadableLine(line) ??
    tornadoLine(line) ??
    websocketsLine(line);
  if (parsed === null) return null;
  // Engine.IO's other transport: an ordinary request, although its path is that of the WebSocket.
  if (POLL.test(parsed.target)) return pollOf(upgradeOf(id, parsed, null));
  if (parsed.method === "POST") return null;
  const isHandshake =
    (isAlone && !isFile(parsed.target)) ||
    parsed.status === 101 ||
    parsed.status === 426 ||
    isSocketPath(parsed.target);
  if (!isHandshake) return null;
  const agent =
    /"((?:Mozilla|curl|Wget|Go-http|python|okhttp|PostmanRuntime)[^"]*)"/i.exec(line.slice(parsed.end))?.[1] ?? null;
  return upgradeOf(id, parsed, agent);
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
  const client = programOfAgent(agent) ?? (agent === null || isGone ? "The client" : null);
  return {
    ...newUpgrade(id),
    url: urlOf(parsed.host, parsed.target),
    request:
      parsed.method === null
        ? null
        : {
            // A log tells one header of many: a list of it alone would say that the others were not sent.
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
            at: null,
          },
    error: isGone ? { message: String(parsed.status), at: null, monotonicSeconds: null } : null,
    ended: parsed.isEnd === true ? "closed" : null,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    ...(client === null ? {} : { client }),
  };
}

function router(line: string): ParsedLine | null {
  const parsed = routerLine(line);
  return parsed === null ? null : { ...parsed, version: null, end: line.length };
}

/** The upgrade that a server's own words alone tell of. */
export function wordsUpgrade({ status, words, target }: ServerWords, id: string): Upgrade {
  return upgradeOf(
    id,
    { method: "GET", target: target ?? "/", version: null, status, host: null, words, end: 0 },
    null,
  );
}

/** A log names no scheme, and most name no host. */
function urlOf(host: string | null, target: string): string | null {
  if (/^(?:wss?|https?):\/\//i.test(target)) return target.replace(/^http/i, "ws");
  if (host === null) return null;
  const url = `${host.endsWith(":443") ? "wss" : "ws"}://${host}${target}`;
  return URL.canParse(url) ? url : null;
}
