/** What a command may touch of the world. */
export interface Io {
  /** Epoch milliseconds. */
  now(): number;
  /**
   * Opens a file, or standard input for "-".
   *
   * @throws what Node's file system throws, at the latest when the first piece is asked for
   */
  open(path: string): AsyncIterable<Uint8Array>;
  /** The names in a folder; empty when there is none. */
  list(folder: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
  writeFile(path: string, content: string | Uint8Array): Promise<void>;
  /** What was asked for. */
  print(text: string): void;
  /** Everything else: one line, without its line feed. */
  note(line: string): void;
  /** Whether somebody watches the notes. */
  readonly isWatched: boolean;
  /** Whether what is printed goes to a terminal, and whether it may have colors there (https://no-color.org). */
  readonly isTerminal: boolean;
  readonly hasColor: boolean;
}

/** One word of the command line. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `upgrades <name> --help` prints. */
  readonly help: string;
  /**
   * @param args what stands after the command's name
   * @returns the exit code
   * @throws Refusal for anything that the user can put right
   */
  run(args: readonly string[], io: Io): Promise<number>;
}

/** Everything went well. */
export const DONE = 0;

/** The report was made, and something in it is as `--fail-on` or `--until` must not be. */
export const FAILED = 1;

/** What was asked for cannot be done: one line says why. */
export const REFUSED = 2;

/** Something that the user can put right, in one line. */
export class Refusal extends Error {}
