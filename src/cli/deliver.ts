import { visibleText } from "../knowledge/text.ts";
import type { Report } from "../report/contract/format.ts";
import { type Format, formats } from "../report/formats/registry.ts";
import { type Io, Refusal } from "./command.ts";
import { writeReasonOf } from "./reason.ts";

/**
 * The format that was asked for, or that the name of the file asks for; else text for a terminal and Markdown for the rest.
 *
 * @throws Refusal in one line for a name that is none
 */
export function formatFor(name: string | undefined, out: string | undefined, io: Io): Format {
  const wanted = name ?? formats.find(({ extension }) => out?.toLowerCase().endsWith(`.${extension}`))?.id;
  const id = wanted ?? (out === undefined && io.isTerminal ? "text" : "markdown");
  const format = formats.find((one) => one.id === id);
  if (format !== undefined) return format;
  const names = formats.map((one) => one.id);
  throw new Refusal(
    `There is no format ${visibleText(id)}: choose ${names.slice(0, -1).join(", ")} or ${names.at(-1)}.`,
  );
}

/**
 * Prints a report, or writes it to the file that was named.
 *
 * @throws Refusal in one line when the file cannot be written
 */
export async function deliver(report: Report, format: Format, out: string | undefined, io: Io): Promise<void> {
  if (out === undefined) return io.print(format.render(report, { color: io.hasColour }));
  await write(out, format.render(report), io);
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
