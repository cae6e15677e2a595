import type { Io } from "../../src/cli/command.ts";

/** A world in memory, and what the command line did to it. */
export interface FakeIo extends Io {
  readonly printed: string[];
  readonly notes: string[];
  readonly files: Map<string, string | Uint8Array>;
}

/** How large the pieces are in which files come: small, so that everything is torn somewhere. */
const PIECE = 7;

/**
 * @param files the files that are there, by path
 * @param input what standard input gives
 */
export function fakeIo(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  input = "",
  more: Partial<Pick<Io, "isWatched" | "isTerminal" | "hasColor">> = {},
): FakeIo {
  const printed: string[] = [];
  const notes: string[] = [];
  const held = new Map(Object.entries(files));
  return {
    printed,
    notes,
    files: held,
    isWatched: false,
    isTerminal: false,
    hasColor: false,
    ...more,
    now: () => 0,
    async *open(path) {
      const content = path === "-" ? input : held.get(path);
      if (path.endsWith("/")) throw failure("EISDIR");
      if (path === "locked") throw failure("EACCES");
      if (content === undefined) throw failure("ENOENT");
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      for (let i = 0; i < bytes.length; i += PIECE) yield bytes.subarray(i, i + PIECE);
    },
    list: async (folder) => {
      const inside = [...held.keys()].flatMap((path) =>
        folder === "." ? [path] : path.startsWith(folder) ? [path.slice(folder.length)] : [],
      );
      const names = new Map(inside.map((path) => [path.split("/")[0] ?? "", path.includes("/")]));
      return [...names].map(([name, isFolder]) => ({ name, isFolder }));
    },
    writeFile: async (path, content) => {
      if (path.startsWith("nowhere/")) throw failure("ENOENT");
      held.set(path, content);
    },
    print: (text) => printed.push(text),
    note: (line) => notes.push(line),
  };
}

/** As Node's file system throws. */
function failure(code: string): Error {
  return Object.assign(new Error(`${code}: at /a/path`), { code });
}
