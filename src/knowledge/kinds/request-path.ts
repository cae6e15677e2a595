import { countOf } from "../../upgrade/counts/messages.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { upgradeTokens } from "../../upgrade/http/upgrade-tokens.ts";
import { isRefusedStream, isWatchedOpen, isWithheld, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Hop, Way } from "../explanation/explanation.ts";
import type { IntermediaryResult } from "../intermediaries/intermediary.ts";
import { duration, number, visibleText } from "../text.ts";
import { nounOf } from "./kind-words.ts";

/** Longest path in the drawing; the whole one stands in the Handshake tab. */
const LONGEST_PATH = 40;

/** The drawing of a request's way. */
export function requestWay(upgrade: Upgrade, now: number, intermediaries: readonly IntermediaryResult[]): Way {
  const hops = intermediaries
    .filter(({ confidence }) => confidence !== "possible")
    .map(({ id, name, evidence }): Hop => ({ id, name, evidence }));
  const client = upgrade.kind === "other-upgrade" ? "Client" : "Browser";
  return {
    hops: [{ id: "browser", name: client, evidence: [] }, ...hops, { id: "server", name: "Server", evidence: [] }],
    request: request(upgrade),
    answer: answer(upgrade),
    line: line(upgrade, now),
  };
}

function request(upgrade: Upgrade): string | null {
  const { request: sent, exchange, kind, response } = upgrade;
  if (upgrade.blocked !== null || (sent === null && kind !== "webtransport")) return null;
  const path = visibleText(addressOf(upgrade.url)?.path ?? "");
  const short = path.length > LONGEST_PATH ? `${path.slice(0, LONGEST_PATH)}…` : path;
  const first = `${visibleText(exchange?.method ?? "GET")} ${short}`;
  if (kind === "webtransport") return `${first} · :protocol webtransport`;
  if (kind === "event-stream") return `${first} · Accept: text/event-stream`;
  if (kind !== "other-upgrade") return first;
  return `${first} · Upgrade: ${visibleText(upgradeTokens(sent?.headers ?? null, response).join(", "))}`;
}

function answer(upgrade: Upgrade): Way["answer"] {
  const { response, kind } = upgrade;
  if (response === null) return null;
  const type = headerValue(response.headers, "Content-Type");
  const text = `${response.status}${type === null ? "" : ` · ${visibleText(type)}`}`;
  return {
    text,
    good: !isRefusedStream(upgrade) && !isWithheld(upgrade) && (kind === "other-upgrade" || response.status < 400),
  };
}

function line(upgrade: Upgrade, now: number): Way["line"] {
  const state = stateOf(upgrade);
  if ((state !== "open" && state !== "closed") || upgrade.kind === "long-poll") return null;
  const total = countOf(messagesOf(upgrade));
  const noun = nounOf(upgrade);
  const counts =
    upgrade.kind === "webtransport" || total === 0 ? "" : ` · ↓ ${number(total)} ${noun}${total === 1 ? "" : "s"}`;
  const from = upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? null;
  const isLive = isWatchedOpen(upgrade);
  if (isLive) return { text: `open${from === null ? "" : ` for ${duration(now - from)}`}${counts}`, live: true };
  if (state === "open") return { text: `opened${counts}`, live: false };
  const after = from === null || upgrade.closedAt === null ? "" : ` after ${duration(upgrade.closedAt - from)}`;
  return { text: `ended${after}${counts}`, live: false };
}
