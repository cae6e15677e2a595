import { findProxies, PROXIES } from "./proxies.ts";

/** Has the proxies installed once, before two test files at a time ask Debian for them. */
export async function setup(): Promise<void> {
  // What is still missing is told by the tests that need it.
  await findProxies(PROXIES).catch(() => undefined);
}
