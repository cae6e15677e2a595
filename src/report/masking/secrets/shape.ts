import { withoutEndSigns } from "../../formats/outline/end-signs.ts";

/** The shortest encoding of a JSON object that says which algorithm signed. */
const SHORTEST_HEADER = 8;

/** RFC 9562 §4. */
export const UUID = /((?<![0-9A-Fa-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9A-Fa-f]))/dgi;

/** The shortest run of base64url or hexadecimal that may be taken for a secret by its shape. */
const SHORTEST = 20;

const RUN = /[A-Za-z0-9_+~-]{20,}={0,2}/g;

/** Largest share of a random text that looks like words by chance. */
const MOST_WORDS = 0.4;

/**
 * Whether a run of letters and digits looks drawn at random: few letter runs that could be words, or letters and digits
 * mixed again and again. Names such as `graphql-transport-ws` or `quarterly-report-2026` are not.
 *
 * @param run one run of the base64 or base64url alphabet
 */
export function isRandom(run: string): boolean {
  if (run.length < SHORTEST) return false;
  const letters = run.replace(/[^A-Za-z]/g, "").length;
  const digits = run.replace(/[^0-9]/g, "").length;
  if (letters < 4) return digits >= SHORTEST;
  if ((run.match(/[A-Za-z](?=[0-9])|[0-9](?=[A-Za-z])/g) ?? []).length >= 4) return true;
  const words = run.match(/[A-Z]?[a-z]{4,}|[A-Z]{4,}/g) ?? [];
  if (words.some((word) => /[bcdfghjklmnpqrstvwxz]{6,}/i.test(word))) return true;
  return words.join("").length / letters < MOST_WORDS;
}

/**
 * The JWTs of a text (RFC 7519 §3: base64url parts with dots between; the first encodes a JSON object, so it begins with
 * `eyJ`). Whole runs are looked at, because a pattern would take quadratic time on hostile text.
 */
export function jwtsIn(text: string): { readonly start: number; readonly value: string }[] {
  return [...text.matchAll(/[\w.-]+/g)].flatMap(({ 0: run, index }) => {
    for (let start = run.indexOf("eyJ"), dot = 0; start >= 0; start = run.indexOf("eyJ", start + 1)) {
      if (dot < start) dot = run.indexOf(".", start);
      if (dot < 0) break;
      if (dot - start < SHORTEST_HEADER) continue;
      const value = withoutEndSigns(run.slice(start));
      return value.includes(".") ? [{ start: index + start, value }] : [];
    }
    return [];
  });
}

/** The random-looking runs of a text, with their offsets. */
export function randomRuns(text: string): { readonly start: number; readonly value: string }[] {
  return [...text.matchAll(RUN)]
    .map((match) => ({ start: match.index, value: match[0] }))
    .filter(({ value }) => isRandom(value));
}

/** Whether any part of a value has the shape of a secret: a JWT, a UUID, or 20 and more random characters. */
export function looksSecret(value: string): boolean {
  return jwtsIn(value).length > 0 || value.search(UUID) >= 0 || randomRuns(value.replaceAll("/", "_")).length > 0;
}
