import { type Headers, hasHeader } from "../../upgrade/http/headers.ts";
import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import { isMessageAlone, wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { failureOf } from "../diagnoses/browser-message.ts";
import type { Side } from "../headers/header.ts";
import type { Words } from "../text.ts";

/**
 * The headers of one side, when that side was observed.
 *
 * @returns null when nothing is known of them; a record with no header at all is an incomplete record, not a bare message
 */
export function headersOf(upgrade: Upgrade, side: Side): Headers | null {
  const headers = (side === "request" ? upgrade.request : upgrade.response)?.headers;
  return headers === undefined || headers.length === 0 ? null : headers;
}

/**
 * Whether the handshake went over HTTP/2 or HTTP/3, also when it was refused. Chromium then prints a request without
 * Sec-WebSocket-Key (docs/chromium.md#extended-connect). A file of another tool may have left the key out, so it must say more.
 */
export function isOverHttp2(upgrade: Upgrade): boolean {
  if (upgrade.kind !== "websocket") return false;
  const version = upgrade.request?.httpVersion ?? upgrade.response?.httpVersion;
  if (version !== undefined) return !version.startsWith("1");
  if (upgrade.request?.method !== undefined) return false;
  if (isExtendedConnect(upgrade)) return true;
  const headers = headersOf(upgrade, "request");
  if (headers === null || hasHeader(headers, "Sec-WebSocket-Key") || upgrade.response?.status === 101) return false;
  return hasHeader(headers, ":protocol") || !upgrade.fromFile || upgrade.error !== null;
}

/** Whether the response that was seen switches protocols: 101, or 200 over HTTP/2 and HTTP/3. */
export function hasSwitched(upgrade: Upgrade): boolean {
  return upgrade.response?.status === 101 || (upgrade.response?.status === 200 && isOverHttp2(upgrade));
}

/**
 * Whether a header may only be missing, or wrong, because the record of its side breaks off: before it, or within it.
 *
 * @param name of a header that was not found, or whose value was found wanting
 */
export function mayBeCutOff(upgrade: Upgrade, side: Side, name: string): boolean {
  const record = side === "request" ? upgrade.request : upgrade.response;
  if (record?.isCut !== true) return false;
  const last = record.headers.at(-1)?.[0] ?? "";
  return !hasHeader(record.headers, name) || last.toLowerCase() === name.toLowerCase();
}

/** Why a header is not judged that may have been cut off. */
export const CUT_OFF: Words = "The record breaks off within these headers, so this one is not known.";

/** Why the headers of the request cannot be judged. */
export function unseenRequest(upgrade: Upgrade): Words {
  if (upgrade.request !== null) return "The record of the request has no headers.";
  if (isMessageAlone(upgrade)) return "The message does not say what was sent.";
  if (wasOpened(upgrade)) return "Its request was not seen: the connection was opened before it could be watched.";
  if (upgrade.error !== null || upgrade.ended !== null) return "It ended, and no handshake request was seen.";
  return "No handshake request has been seen yet.";
}

/** Why the headers of the response cannot be judged. */
export function unseenResponse(upgrade: Upgrade): Words {
  if (upgrade.response !== null) return "The record of the response has no headers.";
  if (wasOpened(upgrade)) return "The browser accepted a response before it could be watched; it was not seen.";
  if (upgrade.client === "Firefox" && upgrade.error === null)
    return upgrade.ended === null ? "No response has been seen yet." : "It ended, and no response was seen.";
  const failure = failureOf(upgrade);
  if (upgrade.client !== undefined)
    return failure.kind === "status"
      ? "The message does not show the headers of the response."
      : "The record contains no response to this handshake.";
  if (failure.kind === "hidden")
    return "The browser gave no reason, and it does not show the headers of a failed handshake.";
  if (failure.kind === "status" || failure.kind === "header")
    return "The browser does not show the headers of a response that it refused.";
  if (failure.kind !== "none") return "The handshake failed, and the browser shows no response to it.";
  if (upgrade.ended !== null) return "It ended, and no response was seen.";
  if (upgrade.fromFile) return "The file contains no response to this handshake.";
  return upgrade.request === null ? unseenRequest(upgrade) : "No response has been seen yet.";
}

/**
 * A missing Cookie row proves nothing: DevTools learns of a socket's cookies only under conditions of the browser's own
 * (docs/chromium.md#extended-connect). Said wherever a reader could conclude otherwise.
 */
export const COOKIES_MAY_BE_HIDDEN: Words =
  "Chrome may hide cookies from DevTools: where no `Cookie` row is shown, cookies may have been sent anyway.";

/** What holds for a line that Chromium prints over HTTP/2 and HTTP/3 and never sends. */
export const NEVER_SENT: Words =
  "The browser shows this line, but it was not sent: HTTP/2 and HTTP/3 forbid it (RFC 8441 §5).";
