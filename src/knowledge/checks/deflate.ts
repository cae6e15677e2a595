import type { Extension } from "../../upgrade/http/extensions.ts";
import { bytes, code, type Words } from "../text.ts";

/** RFC 7692 §7: the only registered compression of messages, and the only extension that Chromium accepts. */
export const DEFLATE = "permessage-deflate";

const FLAGS: readonly string[] = ["server_no_context_takeover", "client_no_context_takeover"];
const WINDOWS: readonly string[] = ["server_max_window_bits", "client_max_window_bits"];

/** RFC 7692 §7.1.2: 8 to 15, no leading zero. */
const WINDOW_BITS = /^(?:[89]|1[0-5])$/;

/**
 * What is wrong with one permessage-deflate entry by itself (RFC 7692 §7.1).
 *
 * @param isOffer only an offer may have `client_max_window_bits` without a value (§7.1.2.2)
 * @returns the first fault in words, or null
 */
export function deflateFault({ parameters }: Extension, isOffer: boolean): Words | null {
  const seen = new Set<string>();
  for (const [name, value] of parameters) {
    if (!FLAGS.includes(name) && !WINDOWS.includes(name))
      return `permessage-deflate has a parameter that RFC 7692 does not define: ${code(name)}.`;
    if (seen.has(name)) return `permessage-deflate has the parameter ${code(name)} twice.`;
    seen.add(name);
    if (FLAGS.includes(name)) {
      if (value !== null) return `${code(name)} takes no value, but has ${code(value)}.`;
    } else if (value === null) {
      if (!isOffer || name === "server_max_window_bits") return `${code(name)} needs a value from 8 to 15.`;
    } else if (!WINDOW_BITS.test(value)) {
      return `${code(name)} must be a number from 8 to 15, but is ${code(value)}.`;
    }
  }
  return null;
}

/**
 * What is wrong with an accepted permessage-deflate against one offer of it.
 *
 * @returns the first fault in words, or null when the response fits the offer
 */
export function deflateMismatch(accepted: Extension, offer: Extension): Words | null {
  if (has(offer, "server_no_context_takeover") && !has(accepted, "server_no_context_takeover"))
    return "The request asks for `server_no_context_takeover`, but the response does not agree to it.";
  const asked = bitsOf(offer, "server_max_window_bits");
  const agreed = bitsOf(accepted, "server_max_window_bits");
  if (asked !== null && (agreed === null || agreed > asked))
    return `The request asks for \`server_max_window_bits\` of at most ${asked}; the response does not agree to that.`;
  if (!has(accepted, "client_max_window_bits")) return null;
  if (!has(offer, "client_max_window_bits"))
    return "The response has `client_max_window_bits`, which the request did not offer.";
  const most = bitsOf(offer, "client_max_window_bits");
  const given = bitsOf(accepted, "client_max_window_bits");
  if (most !== null && given !== null && given > most)
    return `The response sets \`client_max_window_bits\` to ${given}, more than the ${most} that was offered.`;
  return null;
}

/**
 * One parameter of permessage-deflate in words.
 *
 * @param isOffer whether it stands in the request (an offer) or in the response (what was agreed)
 */
export function deflateParameter(name: string, value: string | null, isOffer: boolean): Words {
  const label = code(value === null ? name : `${name}=${value}`);
  const valid = value !== null && WINDOW_BITS.test(value);
  const size = valid ? bytes(2 ** Number(value)) : null;
  switch (name) {
    case "server_no_context_takeover":
      return `${label}: the server ${isOffer ? "is asked to start" : "starts"} each message with an empty window. ${LESS}`;
    case "client_no_context_takeover":
      return `${label}: the browser ${isOffer ? "says that it may start" : "starts"} each message with an empty window. ${LESS}`;
    case "server_max_window_bits":
      if (size === null) return `${label}: needs a number from 8 to 15 here.`;
      return isOffer
        ? `${label}: the server is asked to compress with a window of at most 2^${value} = ${size}.`
        : `${label}: the server compresses with a window of at most 2^${value} = ${size}.`;
    case "client_max_window_bits":
      if (value === null && isOffer) return `${label}: the server may set a smaller window for what the browser sends.`;
      if (size === null) return `${label}: needs a number from 8 to 15 here.`;
      return isOffer
        ? `${label}: the browser will compress with a window of at most 2^${value} = ${size}.`
        : `${label}: the browser must compress with a window of at most 2^${value} = ${size}.`;
    default:
      return `${label}: RFC 7692 defines no such parameter.`;
  }
}

const LESS = "That uses less memory and compresses less.";

function has({ parameters }: Extension, name: string): boolean {
  return parameters.some(([other]) => other === name);
}

function bitsOf({ parameters }: Extension, name: string): number | null {
  const value = parameters.find(([other]) => other === name)?.[1] ?? null;
  return value === null ? null : Number(value);
}
