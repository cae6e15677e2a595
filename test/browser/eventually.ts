/**
 * Asks again until the response is right, or time is up; then the last response is returned to be judged. A question that cannot
 * be answered yet is asked again too. What takes long to answer is asked less often: whoever answers has more to do than that.
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  forMs = 10_000,
  everyMs = 100,
): Promise<T> {
  const until = Date.now() + forMs;
  for (;;) {
    const asked = Date.now();
    const isLast = asked >= until;
    try {
      const answer = await ask();
      if (isRight(answer) || isLast) return answer;
    } catch (error) {
      if (isLast) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(everyMs, Date.now() - asked)));
  }
}
