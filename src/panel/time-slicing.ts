import type { Steps } from "../report/build/steps.ts";

/** Longest time for which work holds the thread before others have it, in milliseconds: two frames. */
const TURN_MS = 32;

/**
 * Does work in time slices.
 *
 * @param signal stops it between two turns
 * @param yieldToMain lets others have the thread; it is told how many connections are done with
 * @throws what the signal was aborted with
 */
export async function inTimeSlices<T>(
  steps: Steps<T>,
  signal: AbortSignal,
  yieldToMain: (done: number) => Promise<void>,
): Promise<T> {
  let done = 0;
  let began = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    done += step.value;
    if (performance.now() - began < TURN_MS) continue;
    await yieldToMain(done);
    signal.throwIfAborted();
    began = performance.now();
  }
}

/** Lets everything else that waits for the thread go first. No timer does it: those of a hidden panel are slowed down. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
