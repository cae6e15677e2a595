import { addressOf } from "../../../upgrade/http/address.ts";
import type { Report } from "../../contract/format.ts";
import { jsonPieces } from "./json-text.ts";

/** Long enough for nearly every host, short enough for every file system. */
const LONGEST_HOST = 100;

/**
 * A report as a JSON file: two spaces a level, keys in the order of the format, a line feed at the end.
 */
export function toJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/** The same in pieces, one for each connection. */
export function* jsonOf(report: Report): Generator<string> {
  yield* jsonPieces({ ...report, connections: [] }, { key: "connections", depth: 1 }, report.connections);
  yield "\n";
}

/**
 * A file name for a report: `upgrades-example.com-2026-11-22T15-00-00Z.json`. Nothing in it but letters, digits, dots and
 * hyphens, whatever the page is called.
 *
 * @param extension without the dot
 */
export function reportName(report: Report, extension: string): string {
  const host = hostOf(report);
  const time = report.generatedAt.replace(/\.\d+(?=Z)/, "").replaceAll(":", "-");
  const parts = ["upgrades", host, time].filter((part) => part !== null);
  return `${parts.map(safe).join("-")}.${safe(extension)}`;
}

/** The host that a report speaks of first: the page's, else the first connection's; null when neither is known. */
export function hostOf(report: Report): string | null {
  return authorityOf(report.page.url) ?? authorityOf(report.connections[0]?.url ?? null);
}

/** The labels of redaction stand where a URL has no such characters: they are taken out before it is read. */
function authorityOf(url: string | null): string | null {
  const authority = addressOf(url?.replace(/<[^<>]*>/g, "") ?? null)?.authority ?? "";
  return authority === "" ? null : authority.slice(0, LONGEST_HOST);
}

function safe(part: string): string {
  return part.replace(/[^A-Za-z0-9.-]+/g, "-").replace(/^[-.]+|[-.]+$/g, "");
}
