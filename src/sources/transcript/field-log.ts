import type { Upgrade } from "../../upgrade/upgrade.ts";
import { rawLinesOf } from "./lines.ts";
import { chosen, type FromLines } from "./log-choice.ts";
import { type IsTaken, parsedUpgrade, switchedPathOf } from "./log-line.ts";
import { AT_END, type ParsedLine } from "./parsed-line.ts";

/** Fields that IIS logs unless somebody chose others (learn.microsoft.com/windows/win32/http/w3c-logging). */
const IIS =
  "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken".split(
    " ",
  );

/** CloudFront's, with tabs between them (docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html). */
const CLOUDFRONT =
  "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end".split(
    " ",
  );

/** The time that the log of a build puts before each line: these formats write a date without a `T`. */
const OF_BUILD = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z /;

/** Lines that are looked at, and the length of the longest, in characters. */
const MOST_LINES = 2000;
const LONGEST = 8000;

const DATE = /^\d{4}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]/;

/** From so many milliseconds on a 101 was written when the connection ended: no handshake takes as long. */
const SHORTEST = 1000;

/**
 * Reads logs in the W3C's extended format: IIS' and CloudFront's. A line `#Fields:` names what stands where; without one the
 * usual order of either is assumed.
 *
 * @returns what its lines say, null when none is such a line
 */
export function fieldLog(text: string): FromLines | null {
  let names: readonly string[] | null = null;
  const records: ReadonlyMap<string, string>[] = [];
  for (const raw of rawLinesOf(text).slice(0, MOST_LINES)) {
    const line = raw.trim().replace(OF_BUILD, "");
    const header = /^#Fields:\s{0,20}(.{1,4000})$/.exec(line)?.[1];
    if (header !== undefined) names = header.trim().split(/\s+/);
    else if (line.length <= LONGEST && !line.startsWith("#")) {
      const record = recordOf(line, names);
      if (record !== null) records.push(record);
    }
  }
  if (records.length === 0) return null;
  const lines = records.flatMap((record) => {
    const parsed = parsedOf(record);
    return parsed === null
      ? []
      : [{ parsed, agent: fieldOf(record, "cs(User-Agent)")?.replace(/%20|\+/g, " ") ?? null }];
  });
  return chosen({
    count: records.length,
    paths: new Set(lines.flatMap(({ parsed }) => switchedPathOf(parsed) ?? [])),
    read: (isTaken) => read(lines, isTaken),
    leftOut: (isTaken) => read(lines, () => true).length - read(lines, isTaken).length,
  });
}

interface FieldLine {
  readonly parsed: ParsedLine;
  readonly agent: string | null;
}

function read(lines: readonly FieldLine[], isTaken: IsTaken): Upgrade[] {
  const found: Upgrade[] = [];
  for (const { parsed, agent } of lines) {
    const upgrade = parsedUpgrade(parsed, `c${found.length + 1}`, isTaken, agent);
    if (upgrade !== null) found.push(upgrade);
  }
  return found;
}

function recordOf(line: string, names: readonly string[] | null): ReadonlyMap<string, string> | null {
  const isTabs = line.includes("\t");
  const values = line.split(isTabs ? /\t/ : /\s+/);
  const usual = isTabs ? CLOUDFRONT : IIS;
  const order = names ?? (DATE.test(line) && values.length >= (isTabs ? 24 : usual.length) ? usual : null);
  if (order === null || (names === null && values.length > usual.length) || values.length > order.length) return null;
  // Older logs of CloudFront have fewer fields; a line that was cut says nothing of its last.
  const record = new Map(order.slice(0, values.length).map((name, at) => [name.toLowerCase(), values[at] ?? ""]));
  return record.has("cs-uri-stem") && /^\d{3}$/.test(record.get("sc-status") ?? "") ? record : null;
}

function fieldOf(record: ReadonlyMap<string, string>, name: string): string | null {
  const value = record.get(name.toLowerCase());
  return value === undefined || value === "-" || value === "" ? null : value;
}

function parsedOf(record: ReadonlyMap<string, string>): ParsedLine | null {
  const value = (name: string) => fieldOf(record, name);
  const method = value("cs-method") ?? "GET";
  const query = value("cs-uri-query");
  const path = `${value("cs-uri-stem") ?? "/"}${query === null ? "" : `?${query}`}`;
  const told = value("sc-status");
  if (told === null || !path.startsWith("/")) return null;
  const isCloudFront = record.has("x-edge-location");
  const host = value("x-host-header") ?? value("cs(Host)") ?? value("cs-host");
  const port = value("s-port");
  const scheme = value("cs-protocol") ?? (port === "443" ? "https" : null);
  const status = Number(told);
  const isEnd = status === 101 && (isCloudFront || Number(value("time-taken") ?? 0) >= SHORTEST);
  return {
    method,
    target: host !== null && scheme !== null ? `${scheme}://${host}${path}` : path,
    version: /^HTTP\/(\d(?:\.\d)?)$/.exec(value("cs-protocol-version") ?? "")?.[1] ?? null,
    status,
    host: hostWithPort(host, port),
    words: isEnd ? AT_END : isCloudFront ? ofCloudFront(value) : ofIis(told, value),
    end: 0,
    isEnd,
    // CloudFront: "000" stands for a viewer that closed the connection before the response.
    isClientGone: told === "000",
  };
}

function hostWithPort(host: string | null, port: string | null): string | null {
  return host === null || port === null || port === "80" || host.includes(":") ? host : `${host}:${port}`;
}

function ofCloudFront(value: (name: string) => string | null): string | null {
  const type = value("x-edge-detailed-result-type") ?? value("x-edge-result-type");
  return type === null ? null : `x-edge-detailed-result-type ${type}`;
}

function ofIis(status: string, value: (name: string) => string | null): string | null {
  const sub = value("sc-substatus");
  if (sub === null) return null;
  const system = value("sc-win32-status");
  return `IIS ${status}.${sub}${system === null ? "" : `, sc-win32-status ${system}`}`;
}
