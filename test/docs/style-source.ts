import { createHash } from "node:crypto";
import { STYLE } from "./style.ts";

/** The book's style as a content security policy names it: the only one that may stand in a page itself. */
export const STYLE_SOURCE = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
