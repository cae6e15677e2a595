/** Gives the next piece of a file; null at its end. */
export type Next = () => Promise<Uint8Array | null>;

/** What was to be read whole is larger than it may be. */
export class TooLarge extends Error {
  constructor() {
    super("It is too large to be read.");
  }
}
