/** One line of a script on a call stack; line and column count from 1, as editors do. Addresses and names are hostile text. */
export interface StackFrame {
  /** Empty for code that has no address. */
  readonly url: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly function: string | null;
}

/** Calls that ran in one go. */
export interface StackPart {
  /** What had scheduled them, in the browser's word: "setTimeout", "await"; null: the innermost part. */
  readonly asyncCause: string | null;
  /** Innermost first. */
  readonly frames: readonly StackFrame[];
}

/** The calls that led to a connection, innermost part first; bounded. */
export interface CallStack {
  readonly parts: readonly StackPart[];
  /** Whether there were more calls than are kept. */
  readonly isCut: boolean;
}

/** Number of calls that are kept of a stack. */
export const MOST_FRAMES = 64;

/** All calls of a stack, innermost first. */
export function framesOf(stack: CallStack | undefined): readonly StackFrame[] {
  return stack?.parts.flatMap(({ frames }) => frames) ?? [];
}

/**
 * The fuller one of two stacks of one connection.
 *
 * @returns one of the two objects themselves
 */
export function fullerStack(a: CallStack | undefined, b: CallStack | undefined): CallStack | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const difference = framesOf(a).length - framesOf(b).length;
  return difference > 0 || (difference === 0 && JSON.stringify(a) <= JSON.stringify(b)) ? a : b;
}
