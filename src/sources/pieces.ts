import type { Reading } from "../upgrade/reading.ts";
import { readArchive } from "./archive/archive.ts";
import { inflated, isPacked } from "./archive/inflated.ts";
import { isZip } from "./archive/zip.ts";
import { type Next, TooLarge } from "./next.ts";
import type { ReadOptions } from "./options.ts";
import { kindOf, readText } from "./recognise.ts";
import { streamHar, streamNetLog } from "./stream-json.ts";
import { withReadableBodies } from "./transcript/compressed.ts";

/** The beginning of a file, by which its kind is told, in bytes. */
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
  const kind = utf16Of(pieces[0]) !== null ? null : kindOf(decoded(pieces));
  if (kind === "har") return streamHar(pieces, next, options);
  if (kind === "net-log") return streamNetLog(pieces, next);
  return readText(await whole(pieces, next, mostWhole), file, options);
}

/** Reads on until there is a beginning by which a file can be told. */
async function fill(pieces: Uint8Array[], next: Next): Promise<void> {
  for (let length = pieces.reduce((sum, piece) => sum + piece.length, 0); length < BEGINNING; ) {
    const piece = await next();
    if (piece === null) return;
    pieces.push(piece);
    length += piece.length;
  }
}

async function whole(pieces: readonly Uint8Array[], next: Next, most: number): Promise<string> {
  const all = await allOf(pieces, next, most);
  // Only bytes that are no text have a body to unpack: most files are left alone.
  return decoded([utf16Of(all) !== null || all.length > MOST_TRANSCRIPT ? all : withReadableBodies(all)]);
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

/**
 * The encoding that the byte order mark tells (RFC 2781 §3.2): Windows' shells write UTF-16 when a command's output is sent to a
 * file, and its editors can save either order.
 */
function utf16Of(first: Uint8Array | undefined): "utf-16le" | "utf-16be" | null {
  if (first?.[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  return first?.[0] === 0xfe && first[1] === 0xff ? "utf-16be" : null;
}

function decoded(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder(utf16Of(pieces[0]) ?? "utf-8");
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join("") + decoder.decode();
}
