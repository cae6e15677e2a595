import { visibleText } from "../knowledge/text.ts";
import type { Report } from "../report/contract/format.ts";
import { type Format, formats, type RenderOptions } from "../report/formats/registry.ts";
import { type Io, Refusal } from "./command.ts";
import { writeReasonOf } from "./reason.ts";

/**
 * The format that was asked for, or that the name of the file asks for; else text for a terminal and Markdown for the rest.
 *
 * @throws Refusal in one line for a name that is not one
 */
export function formatFor(name: string | undefined, out: string | undefined, io: Io): Format {
  const wanted = name ?? (out === undefined ? undefined : formatOfFile(out));
  const id = wanted ?? (out === undefined && io.isTerminal ? "text" : "markdown");
  const format = formats.find((one) => one.id === id);
  if (format !== undefined) return format;
  const names = formats.map((one) => one.id);
  throw new Refusal(
    `There is no format ${visibleText(id)}: choose ${names.slice(0, -1).join(", ")} or ${names.at(-1)}.`,
  );
}

/** What the ending of a file's name asks for; undefined for a name without one. */
function formatOfFile(out: string): Format["id"] | undefined {
  const [, ending] = ENDING.exec(out.toLowerCase()) ?? [];
  if (ending === undefined) return undefined;
  const format = formats.find(({ extension }) => extension === ending);
  if (format !== undefined) return format.id;
  const endings = formats.map(({ extension }) => extension);
  throw new Refusal(`${noSuchEnding(out, endings)}, or say which --format.`);
}

/** Letters after the last dot of a file's name; a number there is part of the name. */
const ENDING = /[^/\\]\.([a-z][^./\\]*)$/;

function noSuchEnding(out: string, endings: readonly string[]): string {
  const all = endings.map((ending) => `.${ending}`);
  return `No format has the ending of ${visibleText(out)}: use ${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

/**
 * Whether a command that writes Markdown or JSON is asked for JSON.
 *
 * @throws Refusal in one line for a file whose name ends otherwise
 */
export function isJsonAsked(json: boolean | undefined, out: string | undefined): boolean {
  const [, ending] = ENDING.exec(out?.toLowerCase() ?? "") ?? [];
  if (json === true || ending === "json") return true;
  if (ending === undefined || ending === "md") return false;
  throw new Refusal(`${noSuchEnding(out ?? "", ["md", "json"])}.`);
}

/**
 * Prints a report, or writes it to the file that was named.
 *
 * @throws Refusal in one line when the file cannot be written
 */
export async function deliver(
  report: Report,
  format: Format,
  out: string | undefined,
  io: Io,
  options: Pick<RenderOptions, "selection"> = {},
): Promise<void> {
  if (out === undefined) return io.print(format.render(report, { ...options, color: io.hasColor }));
  await write(out, format.render(report, options), io);
}

/**
 * Writes a file.
 *
 * @throws Refusal in one line when it cannot be written
 */
export async function write(path: string, content: string | Uint8Array, io: Io): Promise<void> {
  try {
    await io.writeFile(path, content);
  } catch (error) {
    throw new Refusal(`${visibleText(path)} ${writeReasonOf(error)}.`);
  }
}
