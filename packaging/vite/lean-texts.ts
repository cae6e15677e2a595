import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const FOLDER = "public/_locales";

/** A text as its file has it; the descriptions are for translators. */
interface Text {
  readonly message: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string }>>;
}

/** Ships the texts of the interface without what only translators need: descriptions, examples, and placeholders' names. */
export function leanTexts(): Plugin {
  return {
    name: "lean-texts",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      return /[\\/]_locales[\\/][^\\/]+[\\/]messages\.json$/.test(id) ? { code: lean(code), map: null } : null;
    },
    generateBundle() {
      // Written after the public folder was copied, in its place. A page that bundles the texts has no such folder.
      if (this.environment.config.publicDir === "") return;
      for (const language of readdirSync(FOLDER)) {
        const source = lean(readFileSync(join(FOLDER, language, "messages.json"), "utf8"));
        this.emitFile({ type: "asset", fileName: `_locales/${language}/messages.json`, source });
      }
    },
  };
}

/** Has `$1` where `$name$` stands for it; what needs no name needs no placeholder. */
function lean(file: string): string {
  const texts: Record<string, Text> = JSON.parse(file);
  const kept = Object.entries(texts).map(([key, { message, placeholders = {} }]) => {
    const text = message.replace(
      /\$(\w+)\$/g,
      (found, name: string) => placeholders[name.toLowerCase()]?.content ?? found,
    );
    return [key, { message: text }];
  });
  return JSON.stringify(Object.fromEntries(kept));
}
