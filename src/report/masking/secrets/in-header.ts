import type { Found, Inner } from "./found.ts";
import { secretsInChallenge } from "./in-challenge.ts";
import { secretsInSubprotocol } from "./in-subprotocol.ts";
import { secretsInUrl } from "./in-url.ts";
import { isSecretHeader, isSecretName } from "./names.ts";
import { randomRuns, UUID } from "./shape.ts";

/** Random by nature and no secret: handshake nonces, and the ids that a vendor's support or a log search asks for. */
const KEPT = new RegExp(
  `^(${[
    "sec-websocket-(key|accept)",
    "cf-ray|x-amz-cf-id|x-amz-id-2|x-amz-apigw-id|x-azure-ref|fly-request-id|x-vercel-id|rndr-id",
    "([a-z]+-)*(request|correlation|trace)-?id",
    "traceparent|etag|if-none-match|via|x-served-by",
    // What the URL shows too.
    "host|:authority|x-forwarded-host",
    // Its values are true and *.
    "access-control-.*",
  ].join("|")})$`,
);

const COOKIE = /^cookie2?$/;
const SET_COOKIE = /^set-cookie2?$/;
const CREDENTIALS = /^(proxy-)?authorization$|^(x-)?authentication$|^(proxy-)?authentication-info$/;
const CHALLENGE = /^(proxy|www)-authenticate$/;
const ADDRESS = /^(location|content-location|referer|origin|:path|x-(original|rewrite|forwarded)-(url|uri|path))$/;

/** A header whose value may stay although it looks random: `Sec-WebSocket-Key`, `cf-ray` and other request ids. */
export function isKeptHeader(name: string): boolean {
  return KEPT.test(name.toLowerCase());
}

/**
 * Finds the secrets of one header field.
 *
 * @param name the field name; case is ignored (RFC 9110 §5.1)
 * @param value its value; several lines may be joined by line feeds, as CDP and HAR join them
 */
export function secretsInHeader(name: string, value: string): Found[] {
  const lower = name.toLowerCase();
  if (isKeptHeader(lower)) return [];
  if (COOKIE.test(lower)) return inCookies(value, /[^;\n]+/g);
  // RFC 6265 §4.1.1: the first pair is the cookie; the attributes after it are no secret.
  if (SET_COOKIE.test(lower)) return inCookies(value, /(?<=^|\n)[^;\n]+/g);
  if (CREDENTIALS.test(lower)) return inCredentials(value);
  if (CHALLENGE.test(lower)) return secretsInChallenge(value);
  if (lower === "sec-websocket-protocol") return secretsInSubprotocol(value);
  if (ADDRESS.test(lower)) return secretsInUrl(value);
  if (isSecretHeader(lower) && value.trim() !== "") return [whole(value, "token", 0)];
  const runs = randomRuns(value).map(({ start, value: run }) => whole(run, "token", start));
  return [...runs, ...[...value.matchAll(UUID)].map((match) => whole(match[0], "token", match.index))];
}

/** Keeps the names; a label carries the name too when it has nothing in it that could be read as a mark. */
function inCookies(value: string, pairs: RegExp): Found[] {
  return [...value.matchAll(pairs)].flatMap(({ 0: pair, index }): Found[] => {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, equals)).trim();
    const content = pair
      .slice(equals + 1)
      .trim()
      .replace(/^"|"$/g, "");
    if (content === "") return [];
    const start = index + equals + 1 + pair.slice(equals + 1).indexOf(content);
    return [whole(content, /^[\w.-]{1,40}$/.test(name) ? `cookie ${name}` : "cookie", start)];
  });
}

/** Keeps the scheme (RFC 9110 §11.4); what has no scheme is masked whole. */
function inCredentials(value: string): Found[] {
  const start = /^\s*(?:[\w!#$%&'*+.^`|~-]+\s+(?=\S))?/.exec(value)?.[0].length ?? 0;
  const rest = value.slice(start).trimEnd();
  if (rest === "") return [];
  const scheme = value.slice(0, start).trim().toLowerCase();
  const inner = scheme === "basic" ? passwordOf(rest) : parametersOf(rest);
  return [{ ...whole(rest, "authorization", start), inner }];
}

/** RFC 7617 §2: base64 of user and password with a colon between. */
function passwordOf(credentials: string): Inner[] {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credentials) || credentials.length % 4 === 1) return [];
  const bytes = Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0));
  const text = new TextDecoder().decode(bytes);
  const colon = text.indexOf(":");
  return colon < 0
    ? []
    : [
        { value: text, kind: "userinfo" },
        { value: text.slice(colon + 1), kind: "password" },
      ];
}

/** The values of `name=value` parameters that are secret by themselves, such as the signature of AWS Signature Version 4. */
function parametersOf(credentials: string): Inner[] {
  return [...credentials.matchAll(/(?<![\w-])([\w-]{1,60})="?([^",\s]{8,})"?/g)].flatMap(([, name = "", value = ""]) =>
    isSecretName(name) || /^(response|nonce|cnonce|opaque)$/i.test(name) ? [{ value, kind: "authorization" }] : [],
  );
}

function whole(value: string, kind: string, start: number): Found {
  return { start, end: start + value.length, value, kind, part: null };
}
