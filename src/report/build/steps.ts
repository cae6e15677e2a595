/**
 * Work in steps: between two of them the caller may do something else. Each step returns how many connections it has
 * finished with, which may be none.
 */
export type Steps<T> = Generator<number, T, undefined>;

/** Does all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
