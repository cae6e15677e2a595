import { type Control, control, type Readable } from "../control.ts";
import { reasonOf } from "../reason.ts";

/**
 * STOMP's connect, its response and its error (https://stomp.github.io/stomp-specification-1.2.html), also inside SockJS'
 * frames. Of the headers only `message` is read, and no body.
 */
export function stomp({ direction, text, json }: Readable): Control | null {
  const frame = text.startsWith("[") && Array.isArray(json) && typeof json[0] === "string" ? json[0] : text;
  if (direction === "sent") return /^(?:CONNECT|STOMP)\r?\n\S+:/.test(frame) ? control("stomp", "waiting", true) : null;
  if (/^CONNECTED\r?\n/.test(frame)) return control("stomp", "accepted", /\nversion:1\./.test(frame));
  if (!/^ERROR\r?\n\S+:/.test(frame)) return null;
  const head = frame.split(/\r?\n\r?\n/, 1)[0] ?? "";
  const message = /\nmessage:([^\r\n]*)/.exec(head)?.[1];
  return control("stomp", "refused", false, { reason: reasonOf(message?.replaceAll("\\c", ":")) });
}
