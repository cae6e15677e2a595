import { visibleText } from "../../../knowledge/text.ts";
import { announcedInPath } from "./announced.ts";
import { percentDecoded } from "./decoded.ts";
import { type Found, matchesOf, shifted } from "./found.ts";
import { isSecretParameter } from "./names.ts";
import { looksSecret, randomRuns, UUID } from "./shape.ts";

/** RFC 3986 appendix B. */
const PARTS = /^([a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/dis;

/** SockJS: `/<prefix>/<3-digit server>/<session>/<transport>`; who knows the session can take it over. */
const SOCKJS_SESSION = /\/\d{3}\/([^/]+)\/(?:websocket|xhr\w*|eventsource|htmlfile|jsonp\w*)$/dg;

/** The name of a parameter is foreign text: a preview shows this much of it. */
const LONGEST_NAME = 40;

/**
 * Finds secrets in a URL, absolute or relative: user information, query and fragment parameters by name and by shape, and
 * random path segments.
 *
 * @param url one URL and nothing else
 */
export function secretsInUrl(url: string): Found[] {
  const match = PARTS.exec(url);
  if (match === null) return [];
  const at = (group: number): number => match.indices?.[group]?.[0] ?? 0;
  const [, scheme, authority, path = "", query, fragment] = match;
  // The content of the resource itself: it may hold anything.
  if (/^data:$/i.test(scheme ?? "")) return whole(url.slice(at(3)), "data", "content", at(3));
  return [
    ...(authority === undefined ? [] : shifted(inUserInfo(authority), at(2))),
    ...shifted(inPath(path), at(3)),
    ...(query === undefined ? [] : shifted(inPairs(query, "query"), at(4))),
    ...(fragment === undefined ? [] : shifted(inFragment(fragment), at(5))),
  ];
}

function inUserInfo(authority: string): Found[] {
  const end = authority.lastIndexOf("@");
  if (end <= 0) return [];
  const value = authority.slice(0, end);
  const colon = value.indexOf(":");
  const [user, password] = colon < 0 ? [value, ""] : [value.slice(0, colon), value.slice(colon + 1)];
  const inner = [
    ...(password === "" ? [] : [{ value: percentDecoded(password), kind: "password" }]),
    // Some services take their key as the user.
    ...(looksSecret(user) ? [{ value: user, kind: "token" }] : []),
  ];
  return [{ start: 0, end, value, kind: "userinfo", part: "user information", inner }];
}

function inPath(path: string): Found[] {
  const part = "path";
  const runs = randomRuns(path).map(({ start, value }) => ({
    start,
    end: start + value.length,
    value,
    kind: "path",
    part,
  }));
  const matrix = [...path.matchAll(/;([^/]*)/dg)].flatMap((match) =>
    shifted(inPairs(match[1] ?? "", "path parameter"), match.index + 1),
  );
  return [
    ...matchesOf(path, UUID, 1, "path", part),
    ...matchesOf(path, SOCKJS_SESSION, 1, "path", part),
    ...announcedInPath(path),
    ...runs,
    ...matrix,
  ];
}

/** `&` alone separates (WHATWG URL, application/x-www-form-urlencoded): a `;` belongs to the value. */
function inPairs(text: string, part: string): Found[] {
  return [...text.matchAll(/[^&]+/g)].flatMap(({ 0: pair, index }): Found[] => {
    const equals = pair.indexOf("=");
    const name = equals < 0 ? "" : percentDecoded(pair.slice(0, equals));
    const value = pair.slice(equals + 1);
    if (!isSecretParameter(name) && !looksSecret(percentDecoded(value))) return [];
    return whole(value, "token", `${part} ${visibleText(name).slice(0, LONGEST_NAME)}`.trim(), index + equals + 1);
  });
}

function inFragment(fragment: string): Found[] {
  return fragment.includes("=") ? inPairs(fragment, "fragment") : inPath(fragment);
}

function whole(value: string, kind: string, part: string, start: number): Found[] {
  return value === "" ? [] : [{ start, end: start + value.length, value, kind, part }];
}
