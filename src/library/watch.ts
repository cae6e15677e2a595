import type { Report } from "../report/contract/format.ts";
import { reportOf } from "./index.ts";
import { type CdpSession, type Recorder, recordUpgrades } from "./recorder.ts";

/** What is needed of a page: Puppeteer's has `createCDPSession`, Playwright's a context with `newCDPSession` (Chromium only). */
export interface WatchedPage {
  url(): string;
  createCDPSession?(): Promise<CdpSession>;
  context?(): { newCDPSession?(page: never): Promise<CdpSession> };
}

const recorders = new WeakMap<object, Recorder>();

/**
 * Records the WebSockets of a page from now on, for `toHaveHealthySockets` and for a report. Call it before the page is
 * loaded: what was opened earlier is not seen. Of workers and of frames of other sites nothing is seen.
 *
 * @throws Error when the page has no session with its browser: only Chromium's has
 */
export async function watchSockets(page: WatchedPage): Promise<Recorder> {
  const known = recorders.get(page);
  if (known !== undefined) return known;
  const recorder = await recordUpgrades(await sessionOf(page));
  recorders.set(page, recorder);
  return recorder;
}

/**
 * The report of a page that is watched, masked.
 *
 * @throws Error when it is not watched
 */
export function socketReport(page: WatchedPage): Report {
  const recorder = recorders.get(page);
  if (recorder === undefined) {
    throw new Error("The sockets of this page are not watched: call watchSockets(page) before the page is loaded.");
  }
  return reportOf(recorder.reading(page.url()));
}

async function sessionOf(page: WatchedPage): Promise<CdpSession> {
  if (page.createCDPSession !== undefined) return page.createCDPSession();
  const context: { newCDPSession?(of: WatchedPage): Promise<CdpSession> } | undefined = page.context?.();
  if (context?.newCDPSession !== undefined) return context.newCDPSession(page);
  throw new Error("This page has no session with its browser: sockets can be watched in Chromium only.");
}
