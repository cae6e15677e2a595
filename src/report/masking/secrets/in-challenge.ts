import type { Found } from "./found.ts";
import { isSecretName } from "./names.ts";
import { randomRuns, UUID } from "./shape.ts";

/** `name=value` and `name="value"` of RFC 9110 §11.2. */
const PARAMETER = /(?<![\w-])([\w-]{1,60})[ \t]?=[ \t]?(?:"([^"]*)"|([^\s",=]+))/dg;

/** A scheme with a blob instead of parameters: `Negotiate YII…` (RFC 4559 §4.1). */
const BLOB = /(?<![^\s,])[A-Za-z][\w-]{0,40} +([A-Za-z0-9+/._~-]{6,}={0,2})(?=[ \t]*(?:,|\n|$))/dg;

/** Made for one client, so that it can be recognized again (RFC 7616 §3.3). */
const FOR_ONE = /^(response|nonce|cnonce|opaque)$/i;

/**
 * Finds what is secret in `WWW-Authenticate` and `Proxy-Authenticate`: nonces, tokens, and whatever looks drawn at random. A
 * scheme and its realm, charset, scope and error are what the server asks for, and hold no secret.
 */
export function secretsInChallenge(value: string): Found[] {
  const named = [...value.matchAll(PARAMETER)].flatMap((match): Found[] => {
    const [, name = "", quoted, bare] = match;
    const text = quoted ?? bare ?? "";
    const start = match.indices?.[quoted === undefined ? 3 : 2]?.[0];
    const isSecret = text !== "" && (FOR_ONE.test(name) || isSecretName(name));
    return isSecret && start !== undefined ? [whole(text, start)] : [];
  });
  const blobs = [...value.matchAll(BLOB)].flatMap((match) => {
    const [start] = match.indices?.[1] ?? [];
    return start === undefined ? [] : [whole(match[1] ?? "", start)];
  });
  const runs = randomRuns(value).map(({ start, value: run }) => whole(run, start));
  return [...named, ...blobs, ...runs, ...[...value.matchAll(UUID)].map((match) => whole(match[0], match.index))];
}

function whole(value: string, start: number): Found {
  return { start, end: start + value.length, value, kind: "authorization", part: null };
}
