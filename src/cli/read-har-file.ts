import { visibleText } from "../knowledge/words.ts";
import { type HarReading, readHar } from "../upgrade/har.ts";
import type { Logged } from "../upgrade/observation.ts";
import { type Io, Refusal } from "./command.ts";

/** A HAR file as `explain` needs it. */
export interface HarFile {
  readonly reading: HarReading;
  /** Epoch milliseconds of the first and the last thing that the file tells of an upgrade; null when it tells no time. */
  readonly first: number | null;
  readonly last: number | null;
}

/**
 * Reads a HAR file.
 *
 * @param path a file, or "-" for standard input
 * @throws Refusal in one line when it cannot be read, is not JSON, or is not a HAR
 */
export async function readHarFile(path: string, io: Io): Promise<HarFile> {
  const name = path === "-" ? "Standard input" : visibleText(path);
  const reading = parse(await read(path, name, io), name);
  const times = reading.logged.flatMap(timesOf);
  return {
    reading,
    first: least(times),
    last: least(
      times.map((time) => -time),
      -1,
    ),
  };
}

async function read(path: string, name: string, io: Io): Promise<string> {
  try {
    return path === "-" ? await io.readInput() : await io.readFile(path);
  } catch (error) {
    throw new Refusal(`${name} ${reasonOf(error)}.`);
  }
}

/** The system's reasons in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "does not exist";
  if (code === "EISDIR") return "is a directory, not a file";
  if (code === "EACCES" || code === "EPERM") return "may not be opened: permission denied";
  if (code === "ERR_FS_FILE_TOO_LARGE" || code === "ERR_STRING_TOO_LONG") return "is too large to be read";
  return `could not be opened${typeof code === "string" ? ` (${code})` : ""}`;
}

function parse(text: string, name: string): HarReading {
  let input: unknown;
  try {
    // Some tools write a byte order mark, which JSON does not allow (RFC 8259 §8.1).
    input = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // The parser's own words quote the file, and with it what may be secret.
    throw new Refusal(text.trim() === "" ? `${name} is empty.` : `${name} is not JSON, so it is not a HAR file.`);
  }
  try {
    return readHar(input, { at: 0, fromFile: true, generation: 0 });
  } catch {
    throw new Refusal(`${name} is not a HAR file: it has no log.entries list.`);
  }
}

function timesOf({ startedAt, finishedAt, messages, error }: Logged): number[] {
  return [startedAt, finishedAt, error?.at ?? null, ...messages.map((message) => message.at)].filter(
    (time) => time !== null,
  );
}

/** Without spreading: a file may hold more messages than a call may have arguments. */
function least(times: readonly number[], sign = 1): number | null {
  return times.length === 0 ? null : sign * times.reduce((a, b) => Math.min(a, b));
}
