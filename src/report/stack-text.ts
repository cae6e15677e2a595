import { visibleText } from "../knowledge/text.ts";
import type { StackFrame } from "../upgrade/call-stack.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { maskedText } from "./masking/masked-text.ts";

/**
 * The call stack of a connection as text, to be pasted elsewhere, in the form of a JavaScript error's; secrets are masked.
 *
 * @returns null where no call is known
 */
export function stackText({ initiator, stack }: Pick<Upgrade, "initiator" | "stack">): string | null {
  if (stack === undefined) return initiator === null ? null : lineOf(initiator);
  const lines = stack.parts.flatMap(({ asyncCause, frames }) => [
    ...(asyncCause === null ? [] : [`    --- ${asyncCause === "" ? "async" : safe(asyncCause)} ---`]),
    ...frames.map(lineOf),
  ]);
  return [...lines, ...(stack.isCut ? ["    …"] : [])].join("\n");
}

function lineOf({ url, line, column, function: name }: StackFrame): string {
  const place = [addressOf(url), line, column].filter((part) => part !== null).join(":");
  return name === null ? `    at ${place}` : `    at ${safe(name)} (${place})`;
}

function addressOf(url: string): string {
  if (url === "") return "<anonymous>";
  // What follows is the script itself.
  return url.startsWith("data:") ? `${safe(url.slice(0, 100).split(",")[0] ?? "")},…` : safe(url);
}

function safe(text: string): string {
  return maskedText(visibleText(text));
}
