/**
 * The URL of a tab, asked of the browser and not of the page. Needs no session and no further permission.
 *
 * @param tabId the inspected tab
 * @returns null when the browser does not tell
 */
export async function pageUrl(tabId: number): Promise<string | null> {
  const { debugger: api } = chrome;
  if (api === undefined) return null;
  const targets = await api.getTargets();
  return targets.find((target) => target.tabId === tabId && target.type === "page")?.url ?? null;
}
