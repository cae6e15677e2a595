import type { Message } from "../observation.ts";

/** Stand-in for an opcode: a piece of a streamed body, of which nobody says whether it is text. */
export const PIECE = -1;

/**
 * A piece of a streamed body, counted as a message is.
 *
 * @param at epoch milliseconds
 * @param size in bytes
 */
export function pieceOf(at: number, size: number): Message {
  return { at, direction: "received", opcode: PIECE, size, digest: 0 };
}
