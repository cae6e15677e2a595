import { framesOf, type StackFrame } from "../../upgrade/call-stack.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { libraryOf } from "./library.ts";

/**
 * The line of the page's own that opened a connection: the innermost call that is not in a library as far as addresses say.
 *
 * @returns the innermost line of all where each is in a library; null where no script is known
 */
export function openingLine({ stack, initiator }: Pick<Upgrade, "stack" | "initiator">): StackFrame | null {
  return framesOf(stack).find(({ url }) => url !== "" && libraryOf(url) === null) ?? initiator;
}

/** The library that opened a connection for the page, by the address of its script; null: none is known. */
export function usedLibrary({ stack, initiator }: Pick<Upgrade, "stack" | "initiator">): string | null {
  const frames = stack === undefined ? (initiator === null ? [] : [initiator]) : framesOf(stack);
  for (const { url } of frames) {
    const library = libraryOf(url);
    if (library !== null) return library;
  }
  return null;
}
