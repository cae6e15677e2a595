/** Query parameters that libraries renew with each attempt: Engine.IO's `sid` and `t`, and one-time tickets. */
const RENEWED: readonly string[] = ["sid", "t"];

/** SignalR's `id`, and others of its kind: a word or a number in `id` names a thing, a long random text a session. */
const SESSION = /^(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9_-]{16,}$/;

/**
 * What a URL asks for: the URL without what is renewed with every attempt, so that two attempts at one thing have one endpoint.
 *
 * @param url absolute; what is none is its own endpoint
 */
export function endpointOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  for (const [name, value] of [...parsed.searchParams]) {
    const isSession = name === "id" && SESSION.test(value);
    if (isSession || RENEWED.includes(name) || isTokenLike(name, value)) parsed.searchParams.delete(name);
  }
  return parsed.href;
}

/**
 * Whether a query parameter holds a token, by its name or as a JSON Web Token by its shape (RFC 7519 §3).
 *
 * @param value decoded
 */
export function isTokenLike(name: string, value: string): boolean {
  return /(token|ticket|jwt)$/i.test(name) || /^eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/.test(value);
}
