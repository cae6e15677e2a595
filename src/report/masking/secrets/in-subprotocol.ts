import type { Found } from "./found.ts";
import { isPublicSubprotocol } from "./public-subprotocols.ts";
import { looksSecret } from "./shape.ts";

/** Prefixes that libraries write before a credential in a subprotocol: Kubernetes, Phoenix, OpenAI Realtime, AWS AppSync. */
const PREFIXES = [
  "base64url.bearer.authorization.k8s.io.",
  "base64url.bearer.phx.",
  "openai-insecure-api-key.",
  "header-",
] as const;

/** Any other name with a credential's word before a long rest: "bearer.…", "access_token-…". */
const NAMED = /^(.{0,60}?(?:bearer|token|auth|authorization|api-?key|jwt|secret|session)[.\-_:|=~])(.{8,})$/i;

/** A subprotocol that announces that the next one is the credential: Deepgram `token, <key>`, and the like. */
const ANNOUNCES = /^(token|bearer|jwt|auth|authorization|access[-_]?token|api[-_]?key|apikey|session|ticket)$/i;

/** Longer than any name that people choose. */
const LONGEST_NAME = 32;

/**
 * Finds credentials in a Sec-WebSocket-Protocol value: browsers let a page set no other header, so many put them there.
 *
 * @param value the field value, as offered or as chosen
 */
export function secretsInSubprotocol(value: string): Found[] {
  const names = [...value.matchAll(/[^,\s]+/g)].map((match) => ({ start: match.index, name: match[0] }));
  const isStreamlit = names[0]?.name === "streamlit";
  return names.flatMap(({ start, name }, i): Found[] => {
    if (isPublicSubprotocol(name)) return [];
    const before = names[i - 1]?.name ?? "";
    const prefix =
      PREFIXES.find((known) => name.startsWith(known) && name.length > known.length) ?? NAMED.exec(name)?.[1];
    if (prefix !== undefined) return [secret(start + prefix.length, name.slice(prefix.length))];
    const isCredential =
      // Streamlit sends its token second and the id of its last session third.
      (isStreamlit && (i === 1 || i === 2)) ||
      ANNOUNCES.test(before) ||
      name.length > LONGEST_NAME ||
      looksSecret(name);
    return isCredential ? [secret(start, name)] : [];
  });
}

function secret(start: number, value: string): Found {
  return { start, end: start + value.length, value, kind: "token", part: null };
}
