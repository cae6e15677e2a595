import type { Plugin } from "vite";

/** Preact's assignment of `dangerouslySetInnerHTML`, as its build has it. */
const ASSIGNMENT = /\(\w+\.innerHTML=\w+\.__html\)/g;

/**
 * Takes the one way out of Preact by which text could become markup. Nothing here uses it, and addons.mozilla.org warns of
 * it: without it, no string that a server wrote can ever be more than text.
 *
 * @throws Error when a new Preact does it differently
 */
export function noInnerHtml(): Plugin {
  return {
    name: "no-inner-html",
    apply: "build",
    transform(code, id) {
      if (!/[\\/]preact[\\/]dist[\\/]preact\.mjs$/.test(id)) return null;
      const found = code.match(ASSIGNMENT)?.length ?? 0;
      if (found !== 1) this.error(`Preact sets innerHTML in ${found} places, and not in one: look at it again.`);
      return { code: code.replace(ASSIGNMENT, "(void 0)"), map: null };
    },
  };
}
