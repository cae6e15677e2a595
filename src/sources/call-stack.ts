import * as v from "valibot";
import { type CallStack, framesOf, MOST_FRAMES, type StackFrame, type StackPart } from "../upgrade/call-stack.ts";
import type { Created } from "../upgrade/observation.ts";

/**
 * The decoder of call stacks: CDP `Runtime.StackTrace`, which DevTools writes into HAR files as well. Whatever cannot be read of one
 * is not known, and takes nothing else with it.
 */
const Count = v.fallback(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31))), null);
const Frame = v.object({
  functionName: v.fallback(v.string(), ""),
  url: v.fallback(v.string(), ""),
  lineNumber: Count,
  columnNumber: Count,
});
const Part = v.object({
  description: v.fallback(v.string(), ""),
  callFrames: v.fallback(v.array(v.unknown()), []),
  parent: v.optional(v.unknown()),
});

/** Number of async parts that are read of a stack: DevTools asks for 32. */
const MOST_PARTS = 32;

/** Most characters of an address (a `data:` URL has no end of its own), of a name, and of all of a stack. */
const [MOST_OF_URL, MOST_OF_NAME, MOST_OF_ALL] = [2048, 200, 32_768];

/**
 * Reads a call stack with its async parents, bounded.
 *
 * @param outside not trusted
 * @returns null when no call can be read
 */
export function callStackOf(outside: unknown): CallStack | null {
  const parts: StackPart[] = [];
  let [frames, characters, isCut] = [0, 0, false];
  let next = outside;
  // No recursion: a file may nest them without end.
  for (let depth = 0; next !== undefined && next !== null; depth++) {
    const parsed = v.safeParse(Part, next);
    if (!parsed.success) break;
    if (depth === MOST_PARTS || isCut) {
      isCut = true;
      break;
    }
    const { description, callFrames, parent } = parsed.output;
    const read: StackFrame[] = [];
    for (const call of callFrames) {
      const frame = frameOf(call);
      if (frame === null) continue;
      characters += frame.url.length + (frame.function?.length ?? 0);
      if (frames === MOST_FRAMES || characters > MOST_OF_ALL) {
        isCut = true;
        break;
      }
      frames += 1;
      read.push(frame);
    }
    if (read.length > 0)
      parts.push({ asyncCause: depth === 0 ? null : description.slice(0, MOST_OF_NAME), frames: read });
    next = parent;
  }
  return parts.length === 0 ? null : { parts, isCut };
}

/** Who opened a connection. */
export type CalledBy = Pick<Created, "initiator" | "stack">;

/**
 * Who opened it, by its call stack: the innermost line that has an address, and the whole stack where there is one.
 *
 * @param outside not trusted
 */
export function calledBy(outside: unknown): CalledBy {
  const stack = callStackOf(outside);
  if (stack === null) return { initiator: null };
  return { initiator: framesOf(stack).find(({ url }) => url !== "") ?? null, stack };
}

/** CDP counts from 0, people from 1. */
function frameOf(outside: unknown): StackFrame | null {
  const parsed = v.safeParse(Frame, outside);
  if (!parsed.success) return null;
  const { functionName, url, lineNumber, columnNumber } = parsed.output;
  return {
    url: url.slice(0, MOST_OF_URL),
    line: lineNumber === null ? null : lineNumber + 1,
    column: columnNumber === null ? null : columnNumber + 1,
    function: functionName === "" ? null : functionName.slice(0, MOST_OF_NAME),
  };
}
