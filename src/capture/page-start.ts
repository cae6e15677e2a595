import * as v from "valibot";
import browser from "webextension-polyfill";

/** What `inspectedWindow.eval` gives: the value, and an error in its place. */
const Evaluated = v.tupleWithRest([v.number()], v.unknown());

/**
 * The time at which the navigation to the page that is shown began, by the page's own clock.
 *
 * @returns epoch milliseconds; null when the page does not say, as an error page
 */
export async function pageStart(): Promise<number | null> {
  const evaluated: unknown = await browser.devtools.inspectedWindow.eval("performance.timeOrigin").catch(() => null);
  const parsed = v.safeParse(Evaluated, evaluated);
  return parsed.success ? parsed.output[0] : null;
}
