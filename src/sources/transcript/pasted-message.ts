import { addControls } from "../../upgrade/application/part.ts";
import { withControl } from "../../upgrade/application/read.ts";
import type { Message } from "../../upgrade/observation.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";

/** Longest line that is looked at, in characters. */
const LONGEST = 4000;

/**
 * How Pusher's client prints an error of the server's, or a close code with its reason (pusher-js: src/core/connection/connection.ts
 * and protocol/protocol.ts, getCloseError; pusher.ts has its logger write it as JSON).
 */
const PRINTED = /"type":"PusherError","data":\{"code":(\d{4}),"message":"([^"]{0,200})"\}/;

/** The message itself, whatever a program put before it: Pusher's, GraphQL's and Action Cable's. */
const ITSELF = /\{"(?:event":"pusher:error|type":"(?:connection_error|disconnect|reject_subscription))".{0,1000}\}/;

/**
 * Reads a message in which a server refuses what was asked for, pasted by itself: it shows that the WebSocket had opened.
 *
 * @param id name that the upgrade gets
 * @returns null for any other line, and for a message that refuses nothing
 */
export function messageUpgrade(line: string, id: string): Upgrade | null {
  if (line.length > LONGEST) return null;
  const data = messageIn(line);
  if (data === null) return null;
  const message: Message = { direction: "received", opcode: 1, size: null, digest: 0, at: Number.NaN };
  const application = addControls([], [withControl(message, data, true)]);
  if (!application.some(({ state }) => state === "refused" || state === "ended")) return null;
  return {
    ...newUpgrade(id),
    requestsSent: 1,
    response: { status: 101, statusText: "", headers: [], at: null },
    application,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    client: "The client",
  };
}

function messageIn(line: string): string | null {
  const [, code, words] = PRINTED.exec(line) ?? [];
  if (code !== undefined)
    return JSON.stringify({ event: "pusher:error", data: { code: Number(code), message: words } });
  return ITSELF.exec(line)?.[0] ?? null;
}
