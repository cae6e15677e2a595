import type { Io } from "../../src/cli/command.ts";

/** A world in memory, and what the command line did to it. */
export interface FakeIo extends Io {
  readonly printed: string[];
  readonly notes: string[];
  readonly files: Map<string, string>;
}

/**
 * @param files the files that are there, by path
 * @param input what standard input gives
 */
export function fakeIo(files: Readonly<Record<string, string>> = {}, input = "", isWatched = false): FakeIo {
  const printed: string[] = [];
  const notes: string[] = [];
  const held = new Map(Object.entries(files));
  return {
    printed,
    notes,
    files: held,
    isWatched,
    now: () => 0,
    readInput: async () => input,
    readFile: async (path) => {
      const text = held.get(path);
      if (path.endsWith("/")) throw failure("EISDIR");
      if (path === "locked") throw failure("EACCES");
      if (text === undefined) throw failure("ENOENT");
      return text;
    },
    writeFile: async (path, text) => {
      if (path.startsWith("nowhere/")) throw failure("ENOENT");
      held.set(path, text);
    },
    print: (text) => printed.push(text),
    note: (line) => notes.push(line),
  };
}

/** As Node's file system throws. */
function failure(code: string): Error {
  return Object.assign(new Error(`${code}: at /a/path`), { code });
}
