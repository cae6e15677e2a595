/** What whoever reads a file may ask for. */
export interface ReadOptions {
  /** Whether messages are counted by their names too; absent: no. */
  readonly countsNames?: boolean;
}
