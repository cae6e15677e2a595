/** What the reader of a file may be asked to do. */
export interface ReadOptions {
  /** Whether messages are counted by their names too; absent: no. */
  readonly countsNames?: boolean;
}
