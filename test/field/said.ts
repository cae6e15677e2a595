import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";

/** The text of every transcript of the field, by its name. */
export const TEXTS: readonly (readonly [file: string, text: string])[] = [
  "cases",
  "pasted/files",
  "reported/files",
].flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith(".txt"))
    .map((file) => [file, readFileSync(join(import.meta.dirname, folder, file), "utf8")] as const),
);

/** What is said of a text, without its words: level, diagnosis, and the first cause with its likelihood. */
export function said(text: string): readonly unknown[] {
  return explainReading(readText(text), 0).map(({ verdict, diagnosis }) => {
    const [cause] = diagnosis?.causes ?? [];
    return [verdict.level, diagnosis?.id ?? null, cause?.id ?? null, cause?.likelihood ?? null];
  });
}

/** The same as one line; what cannot be read says so. */
export function told(text: string): string {
  try {
    return JSON.stringify(said(text));
  } catch (error) {
    return String(error);
  }
}

/** Whether that line says that a text could not be read, and what to paste instead. */
export function isRefusal(line: string): boolean {
  return /^Error: .*\bPaste\b/.test(line);
}
