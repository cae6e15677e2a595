import { type UnzipFileInfo, unzipSync } from "fflate";
import { TooLarge } from "../next.ts";

/** Number of files that an archive may hold; Playwright's traces keep one for each resource and screenshot. */
const MOST_FILES = 50_000;

/** Bytes that all files which are read may have together, unpacked. */
const MOST_BYTES = 1 << 28;

/** Largest ratio of a file's size to its packed size: JSON packs well, and an archive made to fill the memory much better. */
const MOST_RATIO = 400;

/** Bytes up to which the ratio does not matter. */
const SMALL = 1 << 20;

/** Whether a file begins as a zip archive does (APPNOTE.TXT 4.3.7: the local file header's signature). */
export function isZip(beginning: Uint8Array | undefined): boolean {
  return beginning?.[0] === 0x50 && beginning[1] === 0x4b && beginning[2] === 0x03 && beginning[3] === 0x04;
}

/**
 * Unpacks those files of a zip archive that can matter, within bounds.
 *
 * @param archive the whole archive
 * @param isWanted says by its name whether a file is to be unpacked
 * @returns the files by name
 * @throws TooLarge when it holds more than is read; Error with one clear sentence when it is damaged
 */
export function unzip(archive: Uint8Array, isWanted: (name: string) => boolean): ReadonlyMap<string, Uint8Array> {
  let files = 0;
  let bytes = 0;
  const filter = ({ name, size, originalSize }: UnzipFileInfo): boolean => {
    files++;
    if (files > MOST_FILES) throw new TooLarge();
    if (name.endsWith("/") || !isWanted(name)) return false;
    bytes += originalSize;
    const isBomb = originalSize > SMALL && originalSize > size * MOST_RATIO;
    if (bytes > MOST_BYTES || isBomb) throw new TooLarge();
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(archive, { filter })));
  } catch (error) {
    if (error instanceof TooLarge) throw error;
    throw new Error("It is a zip archive, but it is truncated or damaged.");
  }
}
