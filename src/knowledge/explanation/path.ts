import { countOf } from "../../upgrade/counts/messages.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { isExtendedConnect } from "../../upgrade/kinds/websocket.ts";
import { areMessagesKnown, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../checks/check.ts";
import { failureOf } from "../diagnoses/browser-message.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import { duration, number, visibleText } from "../text.ts";
import type { Context, Hop, Way } from "./explanation.ts";

/** Longest path in the drawing; the whole one stands in the Handshake tab. */
const LONGEST_PATH = 40;

/** The drawing of the handshake's way: who left evidence on it, the request, the response, the open line. */
export function way(
  upgrade: Upgrade,
  context: Context,
  intermediaries: readonly IntermediaryResult[],
  checks: readonly CheckResult[],
): Way {
  const hops = intermediaries
    .filter(({ confidence }) => confidence !== "possible")
    .map(({ id, name, evidence }): Hop => ({ id, name, evidence }));
  return {
    hops: [
      { id: "browser", name: upgrade.client ?? "Browser", evidence: [] },
      ...hops,
      { id: "server", name: "Server", evidence: [] },
    ],
    request: request(upgrade),
    answer: answer(upgrade, checks),
    line: line(upgrade, context.now),
  };
}

function request(upgrade: Upgrade): string | null {
  if (upgrade.request === null) return null;
  const path = visibleText(addressOf(upgrade.url)?.path ?? "");
  const short = path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
  if (isExtendedConnect(upgrade)) return `CONNECT ${short} · :protocol websocket`;
  const { method = "GET", headers } = upgrade.request;
  const asked = upgrade.client === undefined ? "websocket" : headerValue(headers, "Upgrade");
  return `${method} ${short}${asked === null ? "" : ` · Upgrade: ${visibleText(asked).slice(0, LONGEST_PATH)}`}`;
}

function answer(upgrade: Upgrade, checks: readonly CheckResult[]): Way["answer"] {
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

function line(upgrade: Upgrade, now: number): Way["line"] {
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
  const after = from === null || upgrade.closedAt === null ? "" : ` after ${duration(upgrade.closedAt - from)}`;
  const lived = `closed${after}${upgrade.close === null ? "" : ` · code ${upgrade.close.code}`}`;
  return { text: countOf(messagesOf(upgrade)) === 0 ? lived : `${lived} · ${counts}`, live: false };
}
