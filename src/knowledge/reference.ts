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

/**
 * A reference into Chromium's own source, for what no standard decides.
 *
 * @param path the file below the root of the source tree
 */
export function chromium(path: string): Reference {
  return {
    text: `Chromium: ${path.replace(/^.*\//, "")}`,
    url: `https://chromium.googlesource.com/chromium/src/+/main/${path}`,
  };
}

/** Every `net::ERR_…` code with its number and meaning. */
export const netErrors: Reference = chromium("net/base/net_error_list.h");

/** The registry of subprotocol names (RFC 6455 §11.5). */
export const subprotocolRegistry: Reference = {
  text: "IANA WebSocket Subprotocol Name Registry",
  url: "https://www.iana.org/assignments/websocket/websocket.xhtml#subprotocol-name",
};

/** The registry of close codes (RFC 6455 §11.7). */
export const closeCodeRegistry: Reference = {
  text: "IANA WebSocket Close Code Number Registry",
  url: "https://www.iana.org/assignments/websocket/websocket.xhtml#close-code-number",
};

/** Server-sent events. */
export const SSE: Reference = {
  text: "WHATWG HTML: server-sent events",
  url: "https://html.spec.whatwg.org/multipage/server-sent-events.html",
};

/** WebTransport. */
export const WEBTRANSPORT: Reference = { text: "W3C: WebTransport", url: "https://www.w3.org/TR/webtransport/" };
