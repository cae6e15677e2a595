import { withoutEndSigns } from "../../formats/outline/end-signs.ts";
import type { Found } from "./found.ts";

/** A word that says that a secret is next, as in "invalid key …", and what may stand between: "token is '…", "key: …". */
const ANNOUNCES =
  /(?<![\w-])(password|passwd|passphrase|passcode|pwd|(?:api|access)[ _-]?(?:key|token)|apikey|key|token|secret|jwt|credentials?|session(?: ?id)?|sid|signature|ticket|cookie)(?: (?:is|was|id|value))?[ :'"(]{1,3}/gi;
const VALUE = /[^\s"'`<>(){},;]{6,}/y;

/** A person's own: whatever stands next and is no word of the sentence. */
const PASSWORD = /^pass|^pwd/i;

/** `Sec-WebSocket-Key` and `Sec-WebSocket-Accept`: base64 of 16 and of 20 bytes (RFC 6455 §4.1), and no secret. */
const NONCE = /^(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=)$/;

/** `channel-42`, `sha256`, `server2.example.com:443`: names that have a digit and are no secret. */
const NAME = /^[A-Z]?[a-z]+(?:[-_][a-z]+)*[-_]?v?\d{1,4}$|\.[a-z]{2,10}(?::\d+)?$/;

/** Shortest key that is told apart from a name, in characters. */
const SHORTEST_KEY = 8;

/** The secrets of a sentence that names them: in "password hunter2", "invalid key 74bf20…" it is the next word. */
export function announcedIn(text: string): Found[] {
  const found: Found[] = [];
  for (const { 0: whole, 1: name = "", index } of text.matchAll(ANNOUNCES)) {
    const start = index + whole.length;
    VALUE.lastIndex = start;
    const value = withoutEndSigns(VALUE.exec(text)?.[0] ?? "");
    const isSecret = PASSWORD.test(name) ? isMixed(value) : isKey(value);
    if (isSecret) found.push({ start, end: start + value.length, value, kind: "token", part: null });
  }
  return found;
}

/** The names of path segments whose next segment is their value: `/password/hunter2`. */
const SEGMENT =
  /(?<=\/)(password|passwd|passphrase|passcode|pwd|api[_-]?key|key|token|access[_-]?token|secret|jwt)\/([^/]{6,})/gi;

/** The secrets of a path that names them in the segment before. */
export function announcedInPath(path: string): Found[] {
  return [...path.matchAll(SEGMENT)].flatMap(({ 0: whole, 1: name = "", 2: value = "", index }): Found[] => {
    if (!(PASSWORD.test(name) ? isMixed(value) : isKey(value))) return [];
    const start = index + whole.length - value.length;
    return [{ start, end: start + value.length, value, kind: "path", part: "path" }];
  });
}

/** Words of a sentence have no digits. A URL is read by its parts. */
function isMixed(value: string): boolean {
  return value.length >= 6 && /[A-Za-z]/.test(value) && /\d/.test(value) && !value.includes("://");
}

function isKey(value: string): boolean {
  return value.length >= SHORTEST_KEY && isMixed(value) && !NONCE.test(value) && !NAME.test(value);
}
