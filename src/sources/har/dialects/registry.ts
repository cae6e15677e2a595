import { browsertime } from "./browsertime.ts";
import { charles } from "./charles.ts";
import type { Dialect } from "./dialect.ts";
import { fiddler } from "./fiddler.ts";
import { httpToolkit } from "./http-toolkit.ts";
import { insomnia } from "./insomnia.ts";
import { mitmproxy } from "./mitmproxy.ts";
import { playwright } from "./playwright.ts";
import { proxyman } from "./proxyman.ts";
import { webPageTest } from "./webpagetest.ts";

/** Tools whose HARs differ from Chrome's. Of all others HAR 1.2 and Chrome's additions are read. */
export const dialects: readonly Dialect[] = [
  playwright,
  httpToolkit,
  mitmproxy,
  charles,
  fiddler,
  proxyman,
  insomnia,
  browsertime,
  webPageTest,
];

/**
 * The dialect of a file.
 *
 * @param creator `log.creator.name`; empty: not known (yet)
 */
export function dialectOf(creator: string): Dialect | null {
  return creator === "" ? null : (dialects.find((dialect) => dialect.creator.test(creator)) ?? null);
}

/** The dialect of an entry whose file's creator is not known (yet). */
export function dialectOfEntry(entry: unknown): Dialect | null {
  return dialects.find((dialect) => dialect.isOf?.(entry) === true) ?? null;
}
