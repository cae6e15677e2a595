import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";
import type { Clues } from "./clues.ts";

/** The sign of life that a library sends by default. */
export interface Heartbeat {
  readonly by: "server" | "client" | "both";
  readonly intervalMs: number;
  /** false: RFC 6455 pings, which no extension can see; true: ordinary messages that are counted. */
  readonly visible: boolean;
  /** What it looks like: "text `2`, replied to with `3`". */
  readonly form: Words;
  /** Whether the interval was announced on this connection; absent: it is the library's default. */
  readonly isAnnounced?: boolean;
}

/** A protocol or library on top of the upgrade. */
export interface Protocol {
  /** Also the name of the file. */
  readonly id: string;
  readonly reference: Reference;
  /**
   * @returns the name to show (it may depend on the version seen) and what gave it away, or null
   */
  recognize(seen: Clues): { readonly name: string; readonly evidence: readonly string[] } | null;
  /** One sentence: what it is. */
  readonly about: Words;
  /** The default heartbeat for what was recognized, or null when there is none or it is not known. */
  heartbeat(seen: Clues): Heartbeat | null;
}

/** The protocol that was recognized, as the panel and the report show it. */
export interface ProtocolResult {
  readonly id: string;
  readonly name: string;
  readonly evidence: readonly string[];
  readonly about: Words;
  readonly heartbeat: Heartbeat | null;
  readonly reference: Reference;
}
