import * as v from "valibot";
import type { Logged } from "../../upgrade/observation.ts";

const Log = v.object({
  pages: v.fallback(
    v.array(v.fallback(v.nullable(v.object({ id: v.string(), startedDateTime: v.string() })), null)),
    [],
  ),
});
const Entry = v.object({ pageref: v.string() });
const DocumentType = v.object({ _resourceType: v.literal("document") });
const Milliseconds = v.fallback(v.number(), 0);
const Document = v.object({
  pageref: v.string(),
  _resourceType: v.literal("document"),
  startedDateTime: v.string(),
  timings: v.object({
    blocked: Milliseconds,
    dns: Milliseconds,
    connect: Milliseconds,
    send: Milliseconds,
    wait: Milliseconds,
  }),
});

/** The newest page of a log: HAR 1.2 `pages`, which DevTools numbers by its page loads. */
export interface PageLoad {
  readonly id: string;
  /** When the response of its document came, epoch milliseconds: about then it took the place of the page before. */
  readonly respondedAt: number;
}

/**
 * Finds the newest page of DevTools' log.
 *
 * @param har the `log` object of HAR 1.2; not trusted
 * @returns null where the log names no page: none was loaded since DevTools was opened, or it came out of the back/forward cache
 */
export function newestPageLoad(har: unknown, entries: readonly unknown[]): PageLoad | null {
  const log = v.safeParse(Log, har);
  if (!log.success) return null;
  const pages = log.output.pages.flatMap((page) => (page === null ? [] : [page]));
  // With DevTools' own Keep log on, the newest is not the last.
  const [newest] = pages.sort((a, b) => Date.parse(b.startedDateTime) - Date.parse(a.startedDateTime));
  if (newest === undefined) return null;
  for (const raw of entries) {
    const document = v.safeParse(Document, raw);
    if (!document.success || document.output.pageref !== newest.id) continue;
    const { startedDateTime, timings } = document.output;
    // HAR 1.2: −1 is what did not happen.
    const before = Object.values(timings).reduce((sum, part) => sum + Math.max(0, part), 0);
    return { id: newest.id, respondedAt: Date.parse(startedDateTime) + before };
  }
  return { id: newest.id, respondedAt: Date.parse(newest.startedDateTime) };
}

/** Whether an entry is a document, of the page or of a frame, whose scripts may connect. */
export function isDocument(raw: unknown): boolean {
  return v.is(DocumentType, raw);
}

/** The page of an entry (HAR 1.2 `pageref`); null: the log does not say, as of workers and of other sites' frames. */
export function pageOf(raw: unknown): string | null {
  const entry = v.safeParse(Entry, raw);
  return entry.success ? entry.output.pageref : null;
}

/**
 * Whether an entry is the new page's, after a navigation.
 *
 * @param page of the entry
 * @param load the new page's; null: the log does not say
 * @param since the time that then decides, epoch milliseconds
 */
export function isOfPageLoad(
  { startedAt }: Logged,
  page: string | null,
  load: PageLoad | null,
  since: number,
): boolean {
  if (load !== null && page !== null) return page === load.id;
  return startedAt !== null && startedAt >= (load?.respondedAt ?? since);
}
