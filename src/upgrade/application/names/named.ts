import type { NameKind } from "../named.ts";
import type { Name } from "./asked.ts";
import { nameText } from "./name-text.ts";

/** A name of this kind, if the text is one. */
export function named(kind: NameKind, text: string | null | undefined): Name | null {
  const plain = text === null || text === undefined ? null : nameText(text);
  return plain === null ? null : { kind, text: plain };
}
