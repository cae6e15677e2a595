import { clients } from "./clients.ts";
import type { Dialect } from "./dialect.ts";
import { drivers } from "./drivers.ts";
import { proxies } from "./proxies.ts";

/** Tools whose HARs differ from Chrome's. Of all others HAR 1.2 and Chrome's additions are read. */
export const dialects: readonly Dialect[] = [...drivers, ...proxies, ...clients];

/**
 * The dialect of a file.
 *
 * @param creator `log.creator.name`; empty: not known (yet)
 */
export function dialectOf(creator: string): Dialect | null {
  return creator === "" ? null : (dialects.find(({ creators }) => creators.some((one) => isBy(one, creator))) ?? null);
}

/** The dialect of an entry whose file's creator is not known (yet). */
export function dialectOfEntry(entry: unknown): Dialect | null {
  return dialects.find((dialect) => dialect.isOf?.(entry) === true) ?? null;
}

/** Whether a name is the one asked for, or that and more words: "Charles Proxy", "mitmproxy har_dump". */
function isBy(one: string, creator: string): boolean {
  return creator.toLowerCase().startsWith(one.toLowerCase()) && !/\w/.test(creator.charAt(one.length));
}
