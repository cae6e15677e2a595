import { visibleText } from "../../knowledge/text.ts";
import { maskedValue } from "../../report/masking/masked-text.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";

/**
 * The handshake as lines of text. Over HTTP/2 there is no request line of this form: the pseudo-headers of RFC 8441 §4 stand for it.
 *
 * @param isMasked whether the kinds of secrets stand in their place, for what is pasted elsewhere
 * @returns request and response, null for what was not seen
 */
export function rawHandshake(
  upgrade: Upgrade,
  isMasked: boolean,
): { readonly request: string | null; readonly response: string | null } {
  const { request, response } = upgrade;
  const written = isMasked ? maskedValue : (_: string, value: string) => value;
  return {
    request: request === null ? null : [requestLine(upgrade, written), ...lines(request.headers, written)].join("\n"),
    response: response === null ? null : [statusLine(upgrade), ...lines(response.headers, written)].join("\n"),
  };
}

/** What of a header's value is written. */
type Written = (name: string, value: string) => string;

function requestLine(upgrade: Upgrade, written: Written): string {
  const address = addressOf(upgrade.url);
  const whole = address === null ? (upgrade.url ?? "") : address.httpUrl.replace(/^[a-z]+:\/\/[^/]*/i, "");
  const target = written(":path", whole);
  const method = isExtendedConnect(upgrade) ? `:method: CONNECT\n:protocol: websocket\n:path: ${target}` : null;
  return visible(method ?? `${upgrade.exchange?.method ?? "GET"} ${target} ${version(upgrade)}`);
}

function statusLine(upgrade: Upgrade): string {
  const { status = 0, statusText = "" } = upgrade.response ?? {};
  return isExtendedConnect(upgrade)
    ? `:status: ${status}`
    : visible(`${version(upgrade)} ${status} ${statusText}`.trimEnd());
}

/** Of an ordinary request the browser names the version; of a WebSocket it prints HTTP/1.1 whatever it was. */
function version({ exchange }: Upgrade): string {
  const protocol = exchange?.protocol ?? "http/1.1";
  return /^h[23]$/.test(protocol) ? `HTTP/${protocol.charAt(1)}` : protocol.toUpperCase();
}

function lines(headers: Headers, written: Written): string[] {
  return headers.map(([name, value]) => visible(`${name}: ${written(name, value)}`));
}

/** Each line made safe to read, line breaks of our own kept. */
function visible(text: string): string {
  return text.split("\n").map(visibleText).join("\n");
}
