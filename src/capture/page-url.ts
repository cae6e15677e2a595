import * as v from "valibot";
import browser from "webextension-polyfill";

/** What `inspectedWindow.eval` gives: the value, and an error in its place. */
const Evaluated = v.tupleWithRest([v.string()], v.unknown());

/**
 * The URL of the inspected tab. Chrome is asked for it, which needs no session and no further permission; where there is no
 * list of targets, as in Firefox, the page is.
 *
 * @param tabId the inspected tab
 * @returns null when neither says
 */
export async function pageUrl(tabId: number): Promise<string | null> {
  const { debugger: api } = chrome;
  if (api === undefined) return urlByPage();
  const targets = await api.getTargets();
  return targets.find((target) => target.tabId === tabId && target.type === "page")?.url ?? null;
}

async function urlByPage(): Promise<string | null> {
  const evaluated: unknown = await browser.devtools.inspectedWindow.eval("location.href").catch(() => null);
  const parsed = v.safeParse(Evaluated, evaluated);
  return parsed.success ? parsed.output[0] : null;
}
