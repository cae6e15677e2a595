import * as v from "valibot";
import type { Report } from "../../report/contract/format.ts";
import { addressOf } from "../../upgrade/http/address.ts";

/** What of one connection is counted. */
export interface Row {
  /** Host, port and path; see `endpointOf`. */
  readonly endpoint: string;
  readonly level: string;
  readonly diagnosis: string | null;
  /** Ids of the products that left a mark. */
  readonly products: readonly string[];
  /** The browser's name and version. */
  readonly browser: string | null;
  /** Day of its beginning in UTC, "2026-11-29"; of the report when that is not known. */
  readonly day: string | null;
}

const Text = v.nullish(v.string(), null);

/** The keys of an NDJSON line that are counted; another version of the tool may have more. */
const Line = v.object({
  report_generated_at: v.string(),
  browser: Text,
  url: Text,
  level: v.string(),
  diagnosis: Text,
  intermediaries: v.optional(v.array(v.string()), []),
  created_at: Text,
  request_sent_at: Text,
});

/**
 * One line of an NDJSON report.
 *
 * @returns null when it is not one
 */
export function rowOfLine(line: string): Row | null {
  const parsed = v.safeParse(Line, parsedJson(line));
  if (!parsed.success) return null;
  const { url, level, diagnosis, intermediaries, browser, created_at, request_sent_at, report_generated_at } =
    parsed.output;
  const day = dayOf(created_at ?? request_sent_at ?? report_generated_at);
  return { endpoint: endpointOf(url), level, diagnosis, products: intermediaries, browser, day };
}

/** The rows of a report of any other kind. */
export function* rowsOf({ connections, tool, generatedAt }: Report): Generator<Row> {
  for (const { url, verdict, diagnosis, intermediaries, timing } of connections) {
    yield {
      endpoint: endpointOf(url),
      level: verdict.level,
      diagnosis: diagnosis?.id ?? null,
      products: intermediaries.map(({ id }) => id),
      browser: tool.browser,
      day: dayOf(timing.createdAt ?? timing.requestSentAt ?? generatedAt),
    };
  }
}

/** A segment of a path that names one of many, or may be a secret: a number, hexadecimal digits, a long word with a digit in it. */
const VARIABLE = /^(?:\d+|[\da-f]{8,}|[\da-f-]{16,}|(?=[^\d]*\d)[\w.~%-]{16,}|[\w.~%-]{32,})$/i;

/**
 * What connections to one place have in common: host, port and path, with `*` for segments that differ from one connection to
 * the next, and without the query. So most secrets in a path are gone even where the report was not masked.
 */
export function endpointOf(url: string | null): string {
  const address = addressOf(url?.replace(/<[^<>]*>/g, "0") ?? null);
  if (address === null) return "not known";
  const path = address.path.split("/").map((segment) => (VARIABLE.test(segment) ? "*" : segment));
  return address.authority + path.join("/");
}

function dayOf(time: string): string | null {
  return /^\d{4}-\d\d-\d\d/.exec(time)?.[0] ?? null;
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
