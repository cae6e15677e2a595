import { countOf } from "../../upgrade/counts/messages.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import { timeBetween } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { failureOf } from "../diagnoses/browser-message.ts";
import type { Findings, Path } from "../explanation/explanation.ts";
import { LONGEST_PATH, type PathParts, shortPath } from "../explanation/path.ts";
import { duration, number, visibleText } from "../text.ts";

/** What a WebSocket puts into the drawing of its path. */
export const socketPath: PathParts = {
  client: ({ client }) => client ?? "Browser",
  request,
  response,
  line,
};

function request(upgrade: Upgrade): string | null {
  if (upgrade.request === null) return null;
  const short = shortPath(upgrade);
  if (isExtendedConnect(upgrade)) return `CONNECT ${short} · :protocol websocket`;
  const { method = "GET", headers } = upgrade.request;
  const asked = upgrade.client === undefined ? "websocket" : headerValue(headers, "Upgrade");
  return `${method} ${short}${asked === null ? "" : ` · Upgrade: ${visibleText(asked).slice(0, LONGEST_PATH)}`}`;
}

function response({ upgrade, checks }: Findings): Path["answer"] {
  const failure = failureOf(upgrade);
  if (failure.kind === "status") return { text: `${failure.status} instead of 101`, good: false };
  if (failure.kind === "header")
    return { text: `101, but its ${HEADER_NAMES[failure.header]} breaks a rule`, good: false };
  if (upgrade.response === null) return null;
  const accept = checks.find(({ id }) => id === "accept")?.outcome;
  const verified = accept === "pass" ? " · accept verified ✓" : accept === "fail" ? " · accept is wrong ✕" : "";
  const phrase = upgrade.response.status === 101 ? "101 Switching Protocols" : String(upgrade.response.status);
  return { text: `${phrase}${verified}`, good: accept !== "fail" };
}

const HEADER_NAMES = {
  upgrade: "Upgrade header",
  connection: "Connection header",
  accept: "Sec-WebSocket-Accept header",
  subprotocol: "subprotocol",
  extensions: "extension list",
} as const;

function line(upgrade: Upgrade, now: number): Path["line"] {
  const state = stateOf(upgrade);
  if (state !== "open" && state !== "closed") return null;
  const { sent, received } = messagesOf(upgrade);
  const counts = areMessagesKnown(upgrade)
    ? `↑ ${number(sent.count)} · ↓ ${number(received.count)} message${sent.count + received.count === 1 ? "" : "s"}`
    : "messages not recorded";
  const from = upgrade.response?.at ?? null;
  if (state === "open") {
    const age = from === null ? "open" : `open for ${duration(now - from)}`;
    return { text: upgrade.fromFile ? counts : `${age} · ${counts}`, live: !upgrade.fromFile };
  }
  const lasted = timeBetween(from, upgrade.closedAt);
  const after = lasted === null ? "" : ` after ${duration(lasted)}`;
  const lived = `closed${after}${upgrade.close === null ? "" : ` · code ${upgrade.close.code}`}`;
  return { text: countOf(messagesOf(upgrade)) === 0 ? lived : `${lived} · ${counts}`, live: false };
}
