import { visibleText } from "../knowledge/words.ts";
import { type Io, Refusal } from "./command.ts";
import { reasonOf } from "./read-har-file.ts";

/**
 * Prints a report, or writes it to the file that was named.
 *
 * @throws Refusal in one line when the file cannot be written
 */
export async function deliver(text: string, out: string | undefined, io: Io): Promise<void> {
  if (out === undefined) return io.print(text);
  try {
    await io.writeFile(out, text);
  } catch (error) {
    const reason = reasonOf(error).replace("does not exist", "is in a directory that does not exist");
    throw new Refusal(`${visibleText(out)} ${reason}.`);
  }
}
