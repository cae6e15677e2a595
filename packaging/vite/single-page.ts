import { createHash } from "node:crypto";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { STYLE_SOURCE } from "../../test/docs/style-source.ts";

/** Module that makes the page that holds all that Upgrades knows. */
const BOOK = "virtual:book";
const RESOLVED = `\0${BOOK}`;

const inDocs = (name: string) => JSON.stringify(resolve(import.meta.dirname, "../../test/docs", name));
const BOOK_SOURCE = `import { htmlBook } from ${inDocs("html.ts")};
import { allPages } from ${inDocs("pages.ts")};
export const book = () => htmlBook(allPages(), ${JSON.stringify(STYLE_SOURCE)});`;

const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script>/g;

const LICENSES = "THIRD-PARTY.txt";

const PAGE = "upgrades.html";

/** What Vite puts in the place of a module that only Node.js has. */
const NOT_IN_BROWSERS = "__vite-browser-external";

/**
 * Makes one HTML file of the page that explains files: after `vite-plugin-singlefile` has put script and style into it, it
 * gets its name and a policy that names both by their hashes and allows no connection, so that what people drop on it
 * cannot leave.
 *
 * @throws Error when anything is left beside it, nothing to name was found, or it would bring along what needs Node.js: the
 * knowledge is made of the same files as the documentation, and one of those could draw half of the lab's servers in
 */
export function singlePage(): Plugin {
  return {
    name: "single-page",
    enforce: "post",
    resolveId: (id) => (id === BOOK ? RESOLVED : null),
    // Its texts are in the page already: made there, they are not there twice.
    load: (id) => (id === RESOLVED ? BOOK_SOURCE : null),
    buildEnd(error) {
      if (error !== undefined) return;
      const [foreign] = [...this.getModuleIds()].filter((id) => id.startsWith(NOT_IN_BROWSERS));
      if (foreign === undefined) return;
      const importers = this.getModuleInfo(foreign)?.importers.join(", ") ?? "";
      this.error(`The page is for browsers, and this needs Node.js: ${importers || foreign}`);
    },
    generateBundle: {
      // After the other plugin, whose turn is as late.
      order: "post",
      handler(_options, bundle) {
        const [name = "", ...more] = Object.keys(bundle).filter((file) => file !== LICENSES);
        const [page, licenses] = [bundle[name], bundle[LICENSES]];
        if (page?.type !== "asset" || typeof page.source !== "string" || more.length > 0) {
          return this.error(`Not one page: ${Object.keys(bundle).join(", ")}`);
        }
        if (licenses?.type !== "asset" || typeof licenses.source !== "string") {
          return this.error(`Nothing is said of the licenses: ${Object.keys(bundle).join(", ")}`);
        }
        delete bundle[name];
        delete bundle[LICENSES];
        // The file is handed on alone: the licenses of what is in it go with it.
        const source = `${withPolicy(page.source).trimEnd()}\n<!--\n${licenses.source.replaceAll("--", "- -")}-->\n`;
        this.emitFile({ type: "asset", fileName: PAGE, source });
      },
    },
  };
}

function withPolicy(html: string): string {
  const scripts = hashesOf(html, SCRIPT);
  // Scripts hold texts that look like styles.
  const styles = hashesOf(html.replace(SCRIPT, ""), /<style\b[^>]*>([\s\S]*?)<\/style>/g);
  if (scripts.length !== 1 || styles.length !== 1) {
    throw new Error(`The page has ${scripts.length} scripts and ${styles.length} styles, and not one of each.`);
  }
  const policy = [
    "default-src 'none'",
    `script-src ${scripts.join(" ")}`,
    // The knowledge that the page opens in a tab of its own is under the same policy.
    `style-src ${styles.join(" ")} ${STYLE_SOURCE}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html.replace(/<meta charset="utf-8"\s*\/?>/, (meta) => {
    return `${meta}\n    <meta http-equiv="Content-Security-Policy" content="${policy}">`;
  });
}

function hashesOf(html: string, elements: RegExp): string[] {
  return [...html.matchAll(elements)].map(
    ([, text = ""]) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`,
  );
}
