import type { Headers } from "../../../src/upgrade/http/headers.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { RESPONSE, type Story } from "../../story.ts";
import { HTTP2_REQUEST, REQUEST, upgradeOf } from "./scene.ts";

/** Made-up handshakes, right ones and wrong ones, for what a check or a header says of them. */
export function handshakes(): readonly Upgrade[] {
  return [...right(), ...wrongAnswers(), ...wrongRequests(), ...refused()].map(upgradeOf);
}

/** The headers of a message with some set again; null takes one out. */
function changed(base: Headers, changes: Readonly<Record<string, string | null>>): Headers {
  const kept = base.filter(([name]) => !(name in changes));
  const set = Object.entries(changes).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return [...kept, ...set];
}

const opened = (
  request: Readonly<Record<string, string | null>>,
  response: Readonly<Record<string, string | null>>,
) => ({
  headers: changed(REQUEST, request),
  answer: { headers: changed(RESPONSE, response) },
});

function right(): Story[] {
  return [
    opened({}, {}),
    opened({ "Sec-WebSocket-Protocol": "chat, superchat" }, { "Sec-WebSocket-Protocol": "chat" }),
    opened({}, { "Sec-WebSocket-Extensions": "permessage-deflate; server_no_context_takeover" }),
    { headers: HTTP2_REQUEST, answer: { status: 200, headers: [] } },
    opened({ Origin: "https://other.example" }, {}),
  ];
}

function wrongAnswers(): Story[] {
  return [
    opened({}, { Upgrade: null }),
    opened({}, { Upgrade: "h2c" }),
    opened({}, { Connection: null }),
    opened({}, { Connection: "keep-alive" }),
    opened({}, { "Sec-WebSocket-Accept": null }),
    opened({}, { "Sec-WebSocket-Accept": "bm90IHRoZSBhbnN3ZXIgdG8gaXQ=" }),
    opened({}, { "Sec-WebSocket-Protocol": "chat" }),
    opened({ "Sec-WebSocket-Protocol": "chat" }, {}),
    opened({ "Sec-WebSocket-Protocol": "chat" }, { "Sec-WebSocket-Protocol": "superchat" }),
    opened({}, { "Sec-WebSocket-Extensions": "x-webkit-deflate-frame" }),
    opened({ "Sec-WebSocket-Extensions": null }, { "Sec-WebSocket-Extensions": "permessage-deflate" }),
  ];
}

function wrongRequests(): Story[] {
  return [
    opened({ "Sec-WebSocket-Key": "c2hvcnQ=" }, {}),
    opened({ "Sec-WebSocket-Version": "8" }, {}),
    opened({ Origin: null }, {}),
    { headers: changed(REQUEST, { Upgrade: null, Connection: "keep-alive" }) },
  ];
}

function refused(): Story[] {
  const told = (message: string): Story => ({
    error: `Error during WebSocket handshake: ${message}`,
    errorAt: 60,
    closedAt: 61,
  });
  return [
    { sentAt: null },
    {},
    told("Unexpected response code: 404"),
    { ...told("Unexpected response code: 404"), headers: HTTP2_REQUEST },
    told("'Connection' header value must contain 'Upgrade'"),
    told("Incorrect 'Sec-WebSocket-Accept' header value"),
  ];
}
