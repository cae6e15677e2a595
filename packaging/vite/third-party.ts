import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Plugin } from "vite";

/** A package whose code stands in what is shipped. */
interface Shipped {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Text of its license file. */
  readonly text: string;
}

/**
 * Writes `THIRD-PARTY.txt` beside what is built: each package that the bundles really have code of, with its license.
 *
 * @throws Error when such a package has no license file
 */
export function thirdParty(): Plugin {
  return {
    name: "third-party",
    apply: "build",
    generateBundle(_options, bundle) {
      const folders = new Set(
        Object.values(bundle).flatMap((file) =>
          file.type === "chunk" ? Object.keys(file.modules).flatMap((id) => packageFolder(id) ?? []) : [],
        ),
      );
      const packages = [...folders].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
      this.emitFile({ type: "asset", fileName: "THIRD-PARTY.txt", source: packages.map(entry).join("\n") });
    },
  };
}

/** The folder of the package that a module belongs to; null for our own and for what the bundler made. */
function packageFolder(id: string): string | null {
  const parts = id.replaceAll("\0", "").split("?")[0]?.split(/[\\/]/) ?? [];
  const at = parts.lastIndexOf("node_modules");
  if (at < 0) return null;
  const length = parts[at + 1]?.startsWith("@") ? 3 : 2;
  return parts.slice(0, at + length).join(sep);
}

function readPackage(folder: string): Shipped {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no license file: it cannot be shipped.`);
  return { name, version, license, text: readFileSync(join(folder, file), "utf8").trim() };
}

function entry({ name, version, license, text }: Shipped): string {
  return `${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n").replace(/^/gm, "  ")}\n`;
}
