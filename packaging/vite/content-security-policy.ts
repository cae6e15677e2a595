import { STYLE_SOURCE } from "../../test/docs/style-source.ts";

/**
 * What the extension's pages may load: scripts and styles that are in it, and the style that stands in `knowledge.html`
 * itself. They may connect to nothing, so nothing that they see can leave by them.
 */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${STYLE_SOURCE}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
