import { visibleText } from "../../knowledge/text.ts";
import { maskedText } from "../../report/masking/masked-text.ts";

/** Longest details, in characters: a stack may be endless. */
const MOST = 4000;

/**
 * What somebody can paste into a report of a fault of the panel: no data of the page, and no secret.
 *
 * @param error whatever was thrown
 * @param where the part of the panel
 * @param about the tool and the browser, with their versions
 */
export function faultDetails(error: unknown, where: string, about: string): string {
  const [name, message, stack] =
    error instanceof Error ? [error.name, error.message, error.stack ?? ""] : ["Error", String(error), ""];
  // Engines begin the stack with the message, or do not.
  const frames = stack.split("\n").filter((line) => /^\s*at |@/.test(line));
  const words = maskedText(message).split("\n").map(visibleText).join("\n");
  return [about, `In: ${where}`, `${name}: ${words}`, ...frames.map((frame) => maskedText(frame))]
    .join("\n")
    .slice(0, MOST);
}
