import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import type { PendingWords } from "../explanation/pending.ts";

/** What the Network panel prints for a WebSocket, and why. */
export const socketPending: PendingWords = {
  open: (upgrade) => ({
    plain: isExtendedConnect(upgrade) ? OPEN_HTTP2 : upgrade.response === null ? OPEN_BEFORE : OPEN,
    engineer: OPEN_ENGINEER,
  }),
  requested: () => ({ plain: REQUESTED, engineer: REQUESTED_ENGINEER }),
  queued: () => ({ plain: QUEUED, engineer: QUEUED_ENGINEER }),
  failed: ({ request }) =>
    request === null
      ? { plain: NEVER_SENT, engineer: NEVER_SENT_ENGINEER }
      : { title: "Why the Network panel says Finished", plain: REFUSED, engineer: REFUSED_ENGINEER },
  // What had reached the network before it was refused does have a row.
  blocked: ({ createdAt, request, seenBy }) =>
    createdAt !== null && request === null && !seenBy.network
      ? { title: "Why the Network panel does not list it", plain: BLOCKED, engineer: BLOCKED_ENGINEER }
      : null,
};

const OPEN =
  "The server responded with `101 Switching Protocols`: from then on this is a WebSocket, not a request that will finish. The browser keeps it open on purpose, so its time never ends.";
const OPEN_HTTP2 =
  "The server responded with `200` to a WebSocket request over HTTP/2 or HTTP/3: from then on this is a WebSocket, not a request that will finish. The browser keeps it open on purpose, so its time never ends.";
const OPEN_BEFORE =
  "This connection was open before it could be watched. A WebSocket is not a request that will finish: the browser keeps it open on purpose, so its time never ends.";
const OPEN_ENGINEER =
  "The Network panel's Time column shows the time from the request to the end of the response. An open WebSocket has no end yet, so there is no duration, and the column prints `Pending`. The Status column says more: `101` means that the handshake is done ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)). When the connection closes, the column shows how long it lived.";
const REQUESTED =
  "The browser has sent its request and is waiting for the response. That is normal for a moment, but not after a few seconds. Until a response comes, there is no time to show, so DevTools says Pending.";
const REQUESTED_ENGINEER =
  "DNS, TCP and TLS are done, and the handshake request is on the wire. Status shows `(pending)`, Time `Pending`. Chromium gives up 240 seconds after it began to connect; until then, further handshakes to the same IP address wait behind this one ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)).";
const QUEUED =
  "The page has asked for the connection, but the browser has not sent the request yet: it is still finding or reaching the server, or it is waiting for another handshake to the same address to finish.";
const QUEUED_ENGINEER =
  "No handshake request was seen: name resolution, TCP, TLS or a proxy tunnel is in progress, or another handshake to the same IP address has no response yet. Browsers open only one at a time per address ([RFC 6455 §4.1](https://www.rfc-editor.org/rfc/rfc6455#section-4.1)). These cases look the same from here.";
const NEVER_SENT =
  "This one is over: it failed before its request was sent. DevTools has no start time for it, so it cannot show a duration, and keeps showing Pending.";
const NEVER_SENT_ENGINEER =
  "A duration needs the time of the request, and there was none. Status says `Finished` even though nothing finished, because DevTools does not mark a failed handshake as failed.";
const REFUSED =
  "The Network panel prints Finished, without a code, for a WebSocket whose handshake failed. It did not open; the reason is in the browser's message.";
const REFUSED_ENGINEER =
  "Chromium reports no response for a refused handshake: DevTools does not get the status, headers and body of the response. It only gets the error text, which contains the status if there was one.";
const BLOCKED =
  "The Network panel lists requests that go to the network. The browser refused this connection before that, so it has no row there; the console has the browser's message.";
const BLOCKED_ENGINEER =
  "The refusal comes before the handshake, so Chromium never announces a request to DevTools. A console entry reports it, and the page gets an exception or an `error` event.";
