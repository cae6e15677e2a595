import { rawLinesOf } from "./lines.ts";

/** The command, by its name or one of those that Windows PowerShell has for it (Invoke-WebRequest: aliases). */
const COMMAND = /(?:^|[>|;]\s{0,10})(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl|wget)\s(.{1,4000})$/i;
const ADDRESS = /["']?((?:https?|wss?):\/\/[^\s"'`;]{1,2000})/;
const HEADERS = /-Headers\s{1,10}@\{([^{}]{1,4000})\}/i;
const HEADER = /["']?([\w-]{1,60})["']?\s{0,10}=\s{0,10}(?:"([^"]{0,2000})"|'([^']{0,2000})')/g;

/** The status in an error record, of Windows PowerShell 5.1 and of PowerShell 7. */
const ERROR =
  /^\s{0,10}(?:Invoke-(?:WebRequest|RestMethod)|iwr|irm|curl|wget) ?: (?:The remote server returned an error: \((\d{3})\) ?([\w' -]{0,60})|Response status code does not indicate success: (\d{3}) \(([\w' -]{0,60})\))/i;

/** The response as a list of properties, of which one holds it as it came. */
const RAW = /^RawContent\s{1,20}: (HTTP\/\d(?:\.\d)? \d{3}.{0,100})$/;

/** What Windows PowerShell says to options of curl: there `curl` is a name of Invoke-WebRequest. */
const NOT_CURL =
  /Cannot bind parameter 'Headers'|A parameter cannot be found that matches parameter name|Parameter cannot be processed because the parameter name '\w{1,30}' is ambiguous/;

/**
 * What PowerShell's Invoke-WebRequest printed, in lines of HTTP: the request as far as the command says, and the response from
 * its property `RawContent` or from the error record.
 *
 * @returns null when neither is in the text
 * @throws Error with one clear sentence where PowerShell refused the command itself
 */
export function powershellAsHttp(text: string): string[] | null {
  const lines = rawLinesOf(text);
  const response = rawResponse(lines) ?? errorResponse(lines);
  if (response === null) {
    if (NOT_CURL.test(text) && /Invoke-WebRequest/.test(text))
      throw new Error(
        "PowerShell did not run curl: `curl` is its own name for Invoke-WebRequest, which sent nothing. Use `curl.exe`, and paste what it prints.",
      );
    return null;
  }
  const at = lines.findIndex((line) => !ERROR.test(line) && COMMAND.test(line) && ADDRESS.test(line));
  const command = at < 0 ? "" : lines.slice(at, at + 40).join("\n");
  const address = ADDRESS.exec(COMMAND.exec(lines[at] ?? "")?.[1] ?? "")?.[1];
  if (address === undefined) return response;
  const headers = [...(HEADERS.exec(command)?.[1] ?? "").matchAll(HEADER)].map(
    ([, name = "", double, single]) => `${name}: ${double ?? single ?? ""}`,
  );
  return [`GET ${address} undefined`, ...headers, "", ...response];
}

/** Lines below a property go on with its indentation. */
function rawResponse(lines: readonly string[]): string[] | null {
  const at = lines.findIndex((line) => RAW.test(line));
  const first = RAW.exec(lines[at] ?? "")?.[1];
  if (first === undefined) return null;
  const indent = /^RawContent\s{1,20}: /.exec(lines[at] ?? "")?.[0].length ?? 0;
  const end = lines.findIndex((line, i) => i > at && line.trim() !== "" && line.slice(0, indent).trim() !== "");
  const rest = lines.slice(at + 1, end < 0 ? undefined : end).map((line) => line.slice(indent));
  return [first, ...rest];
}

function errorResponse(lines: readonly string[]): string[] | null {
  for (const line of lines) {
    const [, status, reason = "", later, phrase = ""] = ERROR.exec(line) ?? [];
    if (status !== undefined) return [`HTTP/1.1 ${status} ${reason}`.trimEnd(), ""];
    if (later !== undefined) return [`HTTP/1.1 ${later} ${phrase}`.trimEnd(), ""];
  }
  return null;
}
