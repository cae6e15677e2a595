import { AT_END, type ParsedLine } from "./parsed-line.ts";
import { pythonLine } from "./python-log.ts";
import { isSocketPath } from "./target.ts";

/** A request line in quotation marks, as every server's log has it; a status stands after it or, with HAProxy, before. */
const REQUEST = /"(GET|HEAD|CONNECT|POST) (\S+) HTTP\/(\d(?:\.\d)?)"/;
const AFTER = /^\s+(\d{3})\b(?: [A-Z][\w ]*)?(?:\s|$)/;
const HAPROXY = /\s(\S+) [-\d/+]+ (\d{3}) [\d+-]+ \S+ \S+ ([-A-Za-z]{4}) \d+\/\d+\/\d+\/\d+\/\+?\d+ /;
/** Envoy's response flags (Envoy: access logging, %RESPONSE_FLAGS%) stand between the status and the sizes. */
const ENVOY_FLAGS = /^\s+\d{3} ([A-Z]{2,5}(?:,[A-Z]{2,5})*) (?:\S+ (?:"[^"]*" )?)?\S*/;
const ENVOY_DETAILS = /^\s+\d{3} \S+ ([a-z_]{6,60})(?:\{[^}]{0,200}\})? - "/;

/** Reads a line of the access log of nginx, Apache, Traefik, Envoy, HAProxy or a server that writes as they do; null: it is not one. */
export function accessLine(line: string): ParsedLine | null {
  const match = REQUEST.exec(line);
  if (match === null) return null;
  const [whole, method = "GET", target = "/", version = null] = match;
  const end = match.index + whole.length;
  const rest = line.slice(end);
  const status = AFTER.exec(rest)?.[1];
  if (status !== undefined) {
    const python = isSocketPath(target) ? pythonLine(line, target) : null;
    const told = python?.isEnd === true ? 101 : Number(status);
    const isEnd =
      python?.isEnd ?? (told === 101 && (ENVOY.test(rest) || isOfProxy(line.slice(0, match.index), target)));
    const words = python?.words ?? envoyWords(rest) ?? (isEnd ? AT_END : null);
    const isClientGone = GONE.test(rest);
    return { method, target, version, status: told, host: null, words, end, isEnd, isClientGone };
  }
  const [, server = "", told, state = ""] = HAPROXY.exec(line) ?? [];
  if (told === undefined) return null;
  const words = haproxyWords(server, state);
  // A plus sign stands where `option logasap` had the line written before the end (HAProxy: configuration manual §8.2.3).
  const isEnd = told === "101" && !/ \d+(?:\/\d+){3}\/\+\d+ 101 /.test(line);
  return {
    method,
    target,
    version,
    status: Number(told),
    host: null,
    words: words ?? (isEnd ? AT_END : null),
    end,
    isEnd,
  };
}

/** nginx's status for a client that went away (nginx: src/http/ngx_http_request.h); Traefik has the same. Nothing was sent. */
const GONE = /^\s+499(?:\s+(?:0|-)(?:\s|$)|\s*$)/;

/** Flags, perhaps details (Istio), then two sizes and a duration: after the time, which was taken off as any log's is. */
const ENVOY = /^\s+101 - (?:\S{1,60} - "[^"]{0,200}" )?\d+ \d+ \d+ /;

/**
 * Whether a line is in the format of nginx and Apache, or was one of Traefik's: as Envoy, they write it when the connection
 * has ended. Servers in other languages leave the time zone out, or write when the handshake is over.
 */
function isOfProxy(before: string, target: string): boolean {
  return (
    /\[\d\d\/[A-Z][a-z]{2}\/\d{4}(?::\d\d){3} [+-]\d{4}\] $/.test(before) ||
    (before === "" && /^https?:\/\//.test(target))
  );
}

/** What HAProxy logs in the place of a request that it could not read (HAProxy: configuration manual §8.2.3). */
const UNREADABLE = /"<BADREQ>"\s*$/;

/** Reads a line of HAProxy about a request that it could not read; null: it is not one. */
export function unreadableLine(line: string): ParsedLine | null {
  const [, , status, state = ""] = UNREADABLE.test(line) ? (HAPROXY.exec(line) ?? []) : [];
  if (status === undefined) return null;
  const words = `termination state ${state}, <BADREQ>`;
  const end = line.length;
  return { method: null, target: "", version: null, status: Number(status), host: null, words, end };
}

function envoyWords(rest: string): string | null {
  const details = ENVOY_DETAILS.exec(rest)?.[1];
  const flags = ENVOY_FLAGS.exec(rest)?.[1];
  if (flags === undefined && details === undefined) return null;
  return [flags === undefined ? "" : `response flags ${flags}`, details ?? ""].filter((part) => part !== "").join(", ");
}

/** HAProxy's two letters of how a session ended (HAProxy: configuration manual §8.5); dashes: as it should. */
function haproxyWords(server: string, state: string): string | null {
  if (state.startsWith("--")) return null;
  return `termination state ${state}${server.endsWith("/<NOSRV>") ? ", no server" : ""}`;
}
