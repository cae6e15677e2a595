import { visibleText } from "../knowledge/words.ts";
import { kindOf, readText } from "../report/reading/read-text.ts";
import type { Reading } from "../report/reading/reading.ts";
import { type Io, Refusal } from "./command.ts";
import { reasonOf } from "./reason.ts";
import { streamHar, streamNetLog } from "./stream-json.ts";

/** The beginning of a file, by which its kind is told, in bytes. */
const BEGINNING = 1 << 16;

/** Reports and transcripts are read whole: none is anywhere near this large, in bytes. */
const MOST_WHOLE = 1 << 28;

/**
 * Reads a file of any kind that can be explained. HARs and network logs, which can be huge, are read piece by piece.
 *
 * @param path a file, or "-" for standard input
 * @param file tells reports apart that are read together: 1 is the first
 * @throws Refusal in one line when it cannot be read, or is nothing that can be explained
 */
export async function readFile(path: string, io: Io, file: number): Promise<Reading> {
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
  const pieces: Uint8Array[] = [];
  for (let length = 0; length < BEGINNING; ) {
    const piece = await next();
    if (piece === null) break;
    pieces.push(piece);
    length += piece.length;
  }
  try {
    const beginning = decoded(pieces);
    const kind = isUtf16(pieces[0]) ? null : kindOf(beginning);
    if (kind === "har") return await streamHar(pieces, next);
    if (kind === "net-log") return await streamNetLog(pieces, next);
    return readText(await whole(pieces, next), file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function whole(pieces: readonly Uint8Array[], next: () => Promise<Uint8Array | null>): Promise<string> {
  const all = [...pieces];
  let length = all.reduce((sum, piece) => sum + piece.length, 0);
  for (let piece = await next(); piece !== null; piece = await next()) {
    all.push(piece);
    length += piece.length;
    if (length > MOST_WHOLE) throw new Error("It is too large to be read.");
  }
  return decoded(all);
}

/** Windows' shells write UTF-16 when a command's output is sent to a file. */
function isUtf16(first: Uint8Array | undefined): boolean {
  return first !== undefined && first[0] === 0xff && first[1] === 0xfe;
}

function decoded(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder(isUtf16(pieces[0]) ? "utf-16le" : "utf-8");
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
