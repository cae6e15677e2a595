/** Where a statement can be read: the standard's or product's own page. */
export interface Reference {
  /** As an engineer would cite it: "RFC 6455 §4.1", "nginx: WebSocket proxying". */
  readonly text: string;
  /** https only. */
  readonly url: string;
}

/**
 * A reference into an RFC.
 *
 * @param number the RFC's number
 * @param section without the sign, for instance "4.1"
 */
export function rfc(number: number, section: string): Reference {
  return { text: `RFC ${number} §${section}`, url: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}` };
}
