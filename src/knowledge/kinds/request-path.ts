import { countOf } from "../../upgrade/counts/messages.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { timeBetween } from "../../upgrade/lifetime.ts";
import { isRefusedStream, isWatchedOpen, isWithheld, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { Path } from "../explanation/explanation.ts";
import { type PathParts, shortPath } from "../explanation/path.ts";
import { duration, number, visibleText } from "../text.ts";
import type { Unit } from "./kind.ts";

/**
 * What a request puts into the drawing of its path.
 *
 * @param unitOf what is counted of what came; null: nothing
 * @param more what stands beside method and path
 */
export function requestPath(
  unitOf: (upgrade: Upgrade) => Unit | null,
  more: (upgrade: Upgrade) => string = () => "",
): PathParts {
  return {
    client: () => "Browser",
    request: (upgrade) =>
      upgrade.blocked !== null || upgrade.request === null ? null : requestLine(upgrade, more(upgrade)),
    response: ({ upgrade }) => response(upgrade, (upgrade.response?.status ?? 0) < 400),
    line: (upgrade, now) => line(upgrade, now, unitOf(upgrade)),
  };
}

/** Method and path, and what stands beside them. */
export function requestLine(upgrade: Upgrade, more: string): string {
  return `${visibleText(upgrade.exchange?.method ?? "GET")} ${shortPath(upgrade)}${more === "" ? "" : ` · ${more}`}`;
}

/** The response, with its type. */
export function response(upgrade: Upgrade, isGoodStatus: boolean): Path["answer"] {
  if (upgrade.response === null) return null;
  const { status, headers } = upgrade.response;
  const type = headerValue(headers, "Content-Type");
  const good = isGoodStatus && !isRefusedStream(upgrade) && !isWithheld(upgrade);
  return { text: `${status}${type === null ? "" : ` · ${visibleText(type)}`}`, good };
}

/** How long it is or was open, and how much came. */
export function line(upgrade: Upgrade, now: number, unit: Unit | null): Path["line"] {
  const state = stateOf(upgrade);
  if (state !== "open" && state !== "closed") return null;
  const total = countOf(messagesOf(upgrade));
  const counts = unit === null || total === 0 ? "" : ` · ↓ ${number(total)} ${unit}${total === 1 ? "" : "s"}`;
  const from = upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? null;
  if (isWatchedOpen(upgrade))
    return { text: `open${from === null ? "" : ` for ${duration(now - from)}`}${counts}`, live: true };
  if (state === "open") return { text: `opened${counts}`, live: false };
  const lasted = timeBetween(from, upgrade.closedAt);
  const after = lasted === null ? "" : ` after ${duration(lasted)}`;
  return { text: `ended${after}${counts}`, live: false };
}
