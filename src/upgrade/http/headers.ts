/** One header field as it stood in the message: its name in the original spelling, and its value. */
export type Header = readonly [name: string, value: string];

/** Header fields in wire order, repeats kept (RFC 9110 §5.3: order and repetition carry meaning). */
export type Headers = readonly Header[];

/**
 * Every value that a header was given, in wire order.
 *
 * @param headers the header section to look in
 * @param name the field name; case is ignored (RFC 9110 §5.1)
 * @returns one entry per field line, empty when the header is absent
 */
export function headerValues(headers: Headers, name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  // Most names differ in length already: lower case is made of few.
  for (const [other, value] of headers) {
    if (other.length === wanted.length && other.toLowerCase() === wanted) values.push(value);
  }
  return values;
}

/**
 * The value of a header, repeated lines joined by a comma as RFC 9110 §5.2 defines.
 *
 * @returns the combined value, or null when the header is absent (an empty value is the empty string)
 */
export function headerValue(headers: Headers, name: string): string | null {
  const values = headerValues(headers, name);
  return values.length === 0 ? null : values.join(", ");
}

/** Whether at least one line of that name is there (case ignored: RFC 9110 §5.1). */
export function hasHeader(headers: Headers, name: string): boolean {
  return headerValues(headers, name).length > 0;
}

/** What the request of every handshake over HTTP/1.1 has (RFC 6455 §4.1, second list). */
export const HANDSHAKE_HEADERS = ["Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"] as const;
