/**
 * Version of HTTP that carried a request. "http/2+": an extended CONNECT (RFC 8441, RFC 9220), which looks the same over HTTP/2
 * and HTTP/3.
 */
export type Transport = "http/1.1" | "http/2" | "http/3" | "http/2+";

/**
 * The transport that a source names.
 *
 * @param version "h2", "h3", "http/1.1" as browsers write it, or "2", "1.1" as start lines have it; null or absent: not reported
 * @returns null when it is not reported, or not a version that is known
 */
export function namedTransport(version: string | null | undefined): Transport | null {
  const found = /^(?:http\/|h)?([123])(?:\.\d)?$/i.exec(version ?? "")?.[1];
  if (found === undefined) return null;
  return found === "1" ? "http/1.1" : found === "2" ? "http/2" : "http/3";
}
