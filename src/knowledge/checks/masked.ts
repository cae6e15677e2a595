/** Placeholders that people and tools put in a value's place before they share a file. */
const STAND_IN =
  /redact|mask|remov|hidden|secret|censor|\*{3}|…|\.{3}|^\s*$|^<.*>$|^\[.*\]$|^\(.*\)$|^[xX#.*-]{2,}={0,2}$/i;

/**
 * Whether a value of a file is one that somebody put in the place of the real one. Only where it cannot be a real one: keys and
 * accept values are base64 (RFC 6455 §11.3.1, §11.3.3), which none of these is.
 */
export function isStandIn(value: string): boolean {
  if (/^x{2,}={0,2}$/i.test(value.trim())) return true;
  return STAND_IN.test(value) && !/^[A-Za-z0-9+/]{22,}={0,2}$/.test(value.trim());
}
