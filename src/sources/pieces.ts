import type { Reading } from "../upgrade/reading.ts";
import { readArchive } from "./archive/archive.ts";
import { inflated, isPacked } from "./archive/inflated.ts";
import { isZip } from "./archive/zip.ts";
import { type Decoded, decodedText, utf16Of } from "./encoding.ts";
import { type Next, TooLarge } from "./next.ts";
import type { ReadOptions } from "./options.ts";
import { kindOf, readText } from "./recognize.ts";
import { streamHar, streamNetLog } from "./stream-json.ts";
import { withReadableBodies } from "./transcript/compressed.ts";

/** The beginning of a file, by which its kind is recognized, in bytes. */
const BEGINNING = 1 << 16;

/** Longest file in which compressed bodies are looked for, in bytes: a report is longer, and has none. */
const MOST_TRANSCRIPT = 1 << 22;

/**
 * Reads a file of any kind that can be explained. HARs and network logs, which can be huge, are read piece by piece; reports
 * and transcripts are read whole, and only up to a bound.
 *
 * @param next gives the file's pieces, one after the other; what it throws is passed on
 * @param file tells reports apart that are read together: 1 is the first
 * @param mostWhole how large a file may be that has to be read whole, in bytes
 * @throws Error with one clear sentence when it is nothing that can be explained, or too large
 */
export async function readPieces(
  next: Next,
  file: number,
  mostWhole: number,
  options: ReadOptions = {},
): Promise<Reading> {
  const pieces: Uint8Array[] = [];
  await fill(pieces, next);
  if (isZip(pieces[0])) return readArchive(await allOf(pieces, next, mostWhole), file, options);
  if (isPacked(pieces[0])) return readPlain([], inflated(pieces, next), file, mostWhole, options);
  return readPlain(pieces, next, file, mostWhole, options);
}

/** As `readPieces`, of what is no archive (any more). */
async function readPlain(
  beginning: readonly Uint8Array[],
  next: Next,
  file: number,
  mostWhole: number,
  options: ReadOptions,
): Promise<Reading> {
  const pieces = [...beginning];
  await fill(pieces, next);
  const kind = utf16Of(pieces[0]) !== null ? null : kindOf(beginningOf(pieces));
  if (kind === "har") return streamHar(pieces, next, options);
  if (kind === "net-log") return streamNetLog(pieces, next);
  const { text, isGuessed } = await whole(pieces, next, mostWhole);
  const reading = readText(text, file, options);
  return isGuessed ? { ...reading, lost: [...reading.lost, GUESSED] } : reading;
}

const GUESSED = "The file is not in UTF-8: letters other than a to z were read as Windows-1252, and may be wrong.";

/** Reads on until there is a beginning by which a file can be recognized. */
async function fill(pieces: Uint8Array[], next: Next): Promise<void> {
  for (let length = pieces.reduce((sum, piece) => sum + piece.length, 0); length < BEGINNING; ) {
    const piece = await next();
    if (piece === null) return;
    pieces.push(piece);
    length += piece.length;
  }
}

async function whole(pieces: readonly Uint8Array[], next: Next, most: number): Promise<Decoded> {
  const all = await allOf(pieces, next, most);
  // Only bytes that are no text have a body to unpack: most files are left alone.
  return decodedText(utf16Of(all) !== null || all.length > MOST_TRANSCRIPT ? all : withReadableBodies(all));
}

async function allOf(pieces: readonly Uint8Array[], next: Next, most: number): Promise<Uint8Array> {
  const all = await gathered(pieces, next, most);
  const bytes = new Uint8Array(all.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

async function gathered(pieces: readonly Uint8Array[], next: Next, most: number): Promise<Uint8Array[]> {
  const all = [...pieces];
  let length = all.reduce((sum, piece) => sum + piece.length, 0);
  for (let piece = await next(); piece !== null; piece = await next()) {
    all.push(piece);
    length += piece.length;
    if (length > most) throw new TooLarge();
  }
  return all;
}

function beginningOf(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
