/** The name of Python's own client, which requests and urllib3 are built on. */
export const HTTP_CLIENT = "Python http.client";

/** Python 3.8 and later print each header with its value, earlier ones all names in one line (Python: Lib/http/client.py, begin). */
const HEADER = /^header: ([\w-]{1,60}: .*)$/;
const NAMES = /^header: [\w-]{1,60} (?:header: |Traceback \()/;

/** What it prints before the request and before the status line (Lib/http/client.py: send, _read_status), which follow in lines of their own. */
const BEFORE_MESSAGE = /^(?:send|reply):\s*$/;

/** Whether these lines have what Python's `http.client` prints with a `debuglevel`. */
export function isOfHttpClient(lines: readonly string[]): boolean {
  return lines.some((line) => /^reply:\s*$/.test(line)) && lines.some((line) => HEADER.test(line) || NAMES.test(line));
}

/** Whether `http.client` printed the message that begins in the next line. */
export function isBeforeMessage(line: string): boolean {
  return BEFORE_MESSAGE.test(line);
}

/**
 * The lines of `isOfHttpClient` with the headers as HTTP has them. Where the values were not printed, three dots say so, and what
 * some program printed after the last name begins a line of its own.
 */
export function httpClientLines(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const header = HEADER.exec(line)?.[1];
    if (header !== undefined) return [header];
    if (!NAMES.test(line)) return [line];
    const behind = line.indexOf("Traceback (");
    return behind < 0 ? ["..."] : ["...", line.slice(behind)];
  });
}
