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
  return creator === "" ? null : (dialects.find((dialect) => dialect.creator.test(creator)) ?? null);
}

/** The dialect of an entry whose file's creator is not known (yet). */
export function dialectOfEntry(entry: unknown): Dialect | null {
  return dialects.find((dialect) => dialect.isOf?.(entry) === true) ?? null;
}
