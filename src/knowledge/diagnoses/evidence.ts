import { isMessageAlone } from "../../upgrade/state.ts";
import { statusOfResponse } from "../checks/finding.ts";
import { closeEvidence } from "../close-codes/words.ts";
import { duration, visibleText } from "../text.ts";
import { asker } from "./asker.ts";
import { isClientGone } from "./browser-message.ts";
import { askedPath, attemptsInMinute, netCode, requestHeader, responseAfter, schemeOf, statusOf } from "./case.ts";
import type { Case } from "./diagnosis.ts";

const LONGEST = 120;

/** The policy that refused stands at the end of long words. */
const LONGEST_BLOCKED = 300;

/** What the browser or the response said, as one line of evidence. */
export function saidEvidence(seen: Case): string {
  const status = statusOf(seen);
  const { error, blocked, response } = seen.upgrade;
  const isStated = seen.failure.kind === "status" || response?.status === status;
  if (status !== null && isStated)
    return response === null ? `status ${status} of the response` : statusOfResponse({ ...response, status });
  // Words of the browser's that name no status stand for it (docs/chromium.md#handshake-texts).
  const meant = status === null ? "" : `, its words for status ${status}`;
  const code = netCode(seen);
  if (code !== null && seen.upgrade.client === undefined) return `the browser's message: net::${code}${meant}`;
  if (response?.httpVersion === "0.9") return "no status line: the response was read as HTTP/0.9";
  if (error === null && seen.failure.kind === "header") return "status 101 of the response in the file";
  if (blocked !== null) return blockedEvidence(blocked.message, seen.upgrade);
  if (error === null) return closeEvidence(seen.upgrade)[0] ?? sentEvidence(seen);
  return error.message.trim() === ""
    ? "the browser's error text is empty"
    : `${speaker(seen)}'s message: ${short(error.message)}${meant}`;
}

/**
 * Who says what no rule knows: a file may be of Safari or of a proxy, whose words are their own.
 */
export function speaker({ upgrade, failure }: Case): string {
  if (isClientGone(upgrade)) return "the log";
  if (upgrade.client !== undefined) return asker(upgrade);
  return upgrade.fromFile && failure.kind === "other" ? "the file" : "the browser";
}

/** As `sayer`, at the beginning of a sentence. */
export function Speaker(seen: Case): string {
  const name = speaker(seen);
  return seen.upgrade.client ?? name.replace(/^t/, "T");
}

/** The console's words for a connection that the browser refused, without the URLs in them: those may hold secrets. */
export function blockedEvidence(message: string, { url, client }: Pick<Case["upgrade"], "url" | "client">): string {
  const who = client ?? "the browser";
  const words = message.replaceAll(url ?? "''", "…").replace(/'[a-z][a-z0-9+.-]*:\/\/[^']*'/gi, "'…'");
  return words.trim() === "" ? `${who} gave no error text` : `${who}'s message: ${short(words, LONGEST_BLOCKED)}`;
}

/** Whether the request went out, as one line of evidence; of a message alone, the message: it does not say. */
export function sentEvidence(seen: Case): string {
  const { upgrade } = seen;
  if (isMessageAlone(upgrade) && upgrade.error !== null) return saidEvidence(seen);
  // Firefox logs the request that it will send (docs/firefox.md#pending).
  if (upgrade.client === "Firefox" && upgrade.response === null) return "the handshake was begun";
  return upgrade.request === null ? "no handshake request was seen" : "the handshake request was sent";
}

/** Which scheme, host and port the URL asks for; empty when there is no URL. */
export function addressEvidence(seen: Case): string[] {
  const { address, upgrade } = seen;
  if (address === null) return [];
  if (upgrade.isSchemeGuessed) return [`address ${visibleText(address.host)}`];
  const scheme = address.scheme === "other" ? "" : `${schemeOf(seen)}://`;
  return [`address ${scheme}${visibleText(address.host)}, port ${address.port}`];
}

/** The path that was asked for, without its query (which may hold secrets); empty when it is not known. */
export function pathEvidence(seen: Case): string[] {
  const path = askedPath(seen);
  return path === null ? [] : [`path ${short(path)}`];
}

/** The page's address without path and query; empty when it is not known. */
export function pageEvidence({ page }: Case): string[] {
  if (page === null || page.scheme === "other") return [];
  return [`page at ${page.scheme === "wss" ? "https" : "http"}://${visibleText(page.authority)}`];
}

/** How long the response took; empty when it is not known. */
export function timingEvidence(seen: Case): string[] {
  const elapsed = responseAfter(seen);
  return elapsed === null ? [] : [`${duration(elapsed)} after the request was sent`];
}

/** A request header with its value; empty when it was not seen. */
export function requestEvidence(seen: Case, name: string): string[] {
  const value = requestHeader(seen, name);
  return value === null ? [] : [`request header ${name}: ${short(value)}`];
}

/** Many attempts in a minute; empty when there were none. */
export function repeatEvidence(seen: Pick<Case, "upgrade" | "attempts">): string[] {
  const attempts = attemptsInMinute(seen);
  return attempts === 0 ? [] : [`${attempts} other ${attempts === 1 ? "attempt" : "attempts"} in the minute before`];
}

function short(text: string, longest = LONGEST): string {
  const visible = visibleText(text);
  return visible.length > longest ? `${visible.slice(0, longest)}…` : visible;
}
