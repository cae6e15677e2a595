import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** How sentences name a kind of connection. */
export interface KindWords {
  readonly name: string;
  /** With its article, inside a sentence. */
  readonly one: Words;
  /** The shortest word for it inside a sentence: "socket". */
  readonly thing: string;
  /** Why it is pending. */
  readonly about: Words;
  readonly reference: Reference;
  /** What it begins with. */
  readonly request: "handshake request" | "request";
  /** What a content security policy calls such connections. */
  readonly policed: Words;
  /** Schemes of its URLs, with encryption and without. */
  readonly schemes: { readonly secure: "wss" | "https"; readonly plain: "ws" | "http" };
}
