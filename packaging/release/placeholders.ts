import type { Files } from "./files.ts";

/** What stands for an address that is not decided: `.invalid` is reserved for that (RFC 2606 §2). Alone it is no address. */
const PLACEHOLDER = /[\w@-][\w.@-]*\.invalid\b/g;

/** Texts in which an address that is not decided may stand. */
const TEXT = /\.(?:md|txt|json|html|ya?ml)$/;

/** Where something is still to be decided before the world may see it: "support.md: support@example.invalid". */
export function placeholders(files: Files): string[] {
  return [...files].flatMap(([path, content]) => {
    if (!TEXT.test(path)) return [];
    const found = new TextDecoder().decode(content).match(PLACEHOLDER) ?? [];
    return [...new Set(found)].map((text) => `${path}: ${text}`);
  });
}
