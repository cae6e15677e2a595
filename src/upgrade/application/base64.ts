/**
 * Some bytes of base64 (RFC 4648 §4), without decoding the rest of it.
 *
 * @param from number of bytes before them
 * @param count most of them
 * @returns fewer at the end, none of what is no base64
 */
export function bytesIn(base64: string, from: number, count: number): number[] {
  const start = Math.floor(from / 3) * 4;
  const end = Math.ceil((from + count) / 3) * 4;
  try {
    const bytes = Array.from(atob(base64.slice(start, end)), (byte) => byte.charCodeAt(0));
    return bytes.slice(from % 3, (from % 3) + count);
  } catch {
    return [];
  }
}
