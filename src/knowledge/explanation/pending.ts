import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import { stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { PendingReason } from "./explanation.ts";

/**
 * Why the Network panel prints "Pending" for this upgrade, or the other word that people stumble over: "Finished". What it
 * prints was read in its source and seen in Chromium 156.
 *
 * @returns null where its words need no explanation, and for a file, of which the panel prints nothing
 */
export function pendingReason(upgrade: Upgrade): PendingReason | null {
  if (upgrade.fromFile) return null;
  const title = "Why DevTools says Pending";
  switch (stateOf(upgrade)) {
    case "open":
      return {
        title,
        plain: isExtendedConnect(upgrade) ? OPEN_HTTP2 : upgrade.response === null ? OPEN_BEFORE : OPEN,
        engineer: OPEN_ENGINEER,
      };
    case "requested":
      return { title, plain: REQUESTED, engineer: REQUESTED_ENGINEER };
    case "queued":
      return { title, plain: QUEUED, engineer: QUEUED_ENGINEER };
    case "failed":
      return upgrade.request === null
        ? { title, plain: NEVER_SENT, engineer: NEVER_SENT_ENGINEER }
        : { title: "Why DevTools says Finished", plain: REFUSED, engineer: REFUSED_ENGINEER };
    case "blocked":
      // What had reached the network before it was refused does have a row.
      return upgrade.createdAt !== null && upgrade.request === null && !upgrade.seenBy.network
        ? { title: "Why the Network panel does not list it", plain: BLOCKED, engineer: BLOCKED_ENGINEER }
        : null;
    default:
      return null;
  }
}

const OPEN =
  "The server answered `101 Switching Protocols`: from then on this is a WebSocket, not a request that will finish. The browser keeps it open on purpose, so its time never ends.";
const OPEN_HTTP2 =
  "The server answered `200` to a WebSocket request over HTTP/2 or HTTP/3: from then on this is a WebSocket, not a request that will finish. The browser keeps it open on purpose, so its time never ends.";
const OPEN_BEFORE =
  "This connection was open before it could be watched. A WebSocket is not a request that will finish: the browser keeps it open on purpose, so its time never ends.";
const OPEN_ENGINEER =
  "The Network panel's Time column shows the time from the request to the end of the response. An open WebSocket has no end yet, so there is no duration, and the column prints `Pending`. The Status column tells more: `101` means that the handshake is done ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)). When the connection closes, the column shows how long it lived.";
const REQUESTED =
  "The browser has sent its request and waits for the response. For a moment that is normal; after a few seconds it is not. Until a response comes there is no time to show, so DevTools says Pending.";
const REQUESTED_ENGINEER =
  "DNS, TCP and TLS are done, and the handshake request is on the wire. Status shows `(pending)`, Time `Pending`. Chromium gives up 240 seconds after it began to connect; meanwhile further handshakes to the same IP address wait behind this one ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)).";
const QUEUED =
  "The page has asked for the connection, but the browser has not sent the request yet: it is still finding or reaching the server, or it waits for another handshake to the same address to end.";
const QUEUED_ENGINEER =
  "No handshake request was seen: name resolution, TCP, TLS or a proxy tunnel is under way, or another handshake to the same IP address is unanswered. Browsers open only one at a time for an address ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)). The three look alike from here.";
const NEVER_SENT =
  "This one is over: it failed before its request was sent. DevTools has no start time for it, so it cannot show a duration, and keeps showing Pending.";
const NEVER_SENT_ENGINEER =
  "A duration needs the time of the request, and there was none. Status says `Finished` though nothing was finished, because DevTools does not mark a failed handshake as failed.";
const REFUSED =
  "DevTools prints Finished, without a code, for a WebSocket whose handshake failed. It did not open; the reason is in the browser's message.";
const REFUSED_ENGINEER =
  "Chromium reports no response for a refused handshake: status, headers and body of the response are not given to DevTools. Only the error text is, and the status stands inside it when there was one.";
const BLOCKED =
  "The Network panel lists what goes to the network. The browser refused this connection before that, so it has no row there; the console has the browser's message.";
const BLOCKED_ENGINEER =
  "The refusal comes before the handshake, so Chromium never announces a request to DevTools. A console entry tells of it, and the page gets an exception or an `error` event.";
