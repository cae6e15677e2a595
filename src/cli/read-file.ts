import { visibleText } from "../knowledge/text.ts";
import type { ReadOptions } from "../sources/options.ts";
import { readPieces } from "../sources/pieces.ts";
import type { Reading } from "../upgrade/reading.ts";
import { type Io, Refusal } from "./command.ts";
import { reasonOf } from "./reason.ts";

/** Reports and transcripts are read whole: none is anywhere near this large, in bytes. */
const MOST_WHOLE = 1 << 28;

/**
 * Reads a file of any kind that can be explained, in little memory.
 *
 * @param path a file, or "-" for standard input
 * @param file tells reports apart that are read together: 1 is the first
 * @throws Refusal in one line when it cannot be read, or is nothing that can be explained
 */
export async function readFile(path: string, io: Io, file: number, options: ReadOptions = {}): Promise<Reading> {
  const name = path === "-" ? "Standard input" : visibleText(path);
  const source = io.open(path)[Symbol.asyncIterator]();
  const next = async (): Promise<Uint8Array | null> => {
    try {
      const { done, value } = await source.next();
      return done === true ? null : value;
    } catch (error) {
      throw new Refusal(`${name} ${reasonOf(error)}.`);
    }
  };
  try {
    return await readPieces(next, file, MOST_WHOLE, options);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
