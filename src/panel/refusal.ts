import { t } from "../view/text.ts";

/** Chrome's words for a page that no extension may debug. */
const RESTRICTED = /Cannot (access|attach)|extensions gallery|Cannot navigate/i;
const POLICY = /restricted by policy/i;
const UNAVAILABLE = /not available/i;

/**
 * Says in the user's words why Chrome refused to attach; words that are new to us are passed on as they are.
 *
 * @param message Chrome's own message, sometimes JSON from the protocol
 */
export function refusalText(message: string): string {
  if (POLICY.test(message)) return t("refusedPolicy");
  if (RESTRICTED.test(message)) return t("refusedRestricted");
  if (UNAVAILABLE.test(message)) return t("refusedUnavailable");
  return t("refusedOther", message);
}

/**
 * Whether Chrome refused because of the page that the tab shows, and would not for another one.
 *
 * @param message Chrome's own message
 */
export function isRestriction(message: string): boolean {
  return !POLICY.test(message) && RESTRICTED.test(message);
}

/** Schemes whose pages DevTools hides from every extension. */
const RESTRICTED_PAGES =
  /^(?:chrome|chrome-untrusted|chrome-error|chrome-search|chrome-extension|devtools|edge|isolated-app):/i;

/**
 * Whether a page is one of the browser's own or another extension's, into which no extension may look.
 *
 * @param url the page's
 */
export function isRestrictedPage(url: string): boolean {
  return RESTRICTED_PAGES.test(url);
}
