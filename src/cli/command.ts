/** What a command may touch of the world. */
export interface Io {
  /** Epoch milliseconds. */
  now(): number;
  /** Reads all of standard input as UTF-8. */
  readInput(): Promise<string>;
  readFile(path: string): Promise<string>;
  writeFile(path: string, text: string): Promise<void>;
  /** What was asked for. */
  print(text: string): void;
  /** Everything else: one line, without its line feed. */
  note(line: string): void;
  /** Whether somebody watches the notes. */
  readonly isWatched: boolean;
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

/** What was asked for cannot be done: one line says why. */
export const REFUSED = 2;

/** Something that the user can put right, in one line. */
export class Refusal extends Error {}
