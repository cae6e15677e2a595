import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync, zipSync } from "fflate";

/** Files by their path from a folder, with slashes, in the order of their paths. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** Every file below a folder; none when the folder is not there. */
export function readFolder(folder: string): Files {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch {
    return new Map();
  }
  const paths = names.filter((name) => statSync(join(folder, name)).isFile());
  return sorted(paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(folder, path))]));
}

/** Writes files below a folder, which is made. */
export function writeFolder(folder: string, files: Files): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** The same files with others beside them. */
export function withFiles(files: Files, more: Files): Files {
  return sorted([...files, ...more]);
}

/** Date of every file in an archive: the first that the format knows, in whatever time zone it is read. */
const DATE = new Date(1980, 0, 1);

/** An archive that depends on the files' paths and bytes alone. */
export function zip(files: Files): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 9, mtime: DATE });
}

/** What is in an archive. */
export function unzip(archive: Uint8Array): Files {
  return sorted(Object.entries(unzipSync(archive)));
}

/** SHA-256, in hexadecimal. */
export function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The paths that only one of two has, or whose bytes differ. */
export function differences(one: Files, other: Files): string[] {
  const paths = new Set([...one.keys(), ...other.keys()]);
  const hash = (files: Files, path: string) => sha256(files.get(path) ?? new Uint8Array()) + files.has(path);
  return [...paths].filter((path) => hash(one, path) !== hash(other, path)).sort();
}

function sorted(entries: readonly (readonly [string, Uint8Array])[]): Files {
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
