import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { describe, expect, test } from "vitest";
import project from "../../package.json" with { type: "json" };
import { filesBelow } from "./code.ts";

/** Licenses under which code of others may be shipped with ours. */
const ALLOWED = ["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "MPL-2.0"];

const listed = (folder: string) =>
  readFileSync(`${folder}/THIRD-PARTY.txt`, "utf8")
    .split(/^(?=\S)/m)
    .map((entry) => {
      const [head = "", ...text] = entry.split("\n");
      const [, name = head, license = ""] = /^(\S+) \S+ \(([^)]+)\)$/.exec(head) ?? [];
      return { name, license, text: text.join("\n") };
    });

const FOLDERS = ["dist", "dist-firefox", "dist-cli"];

describe("what others wrote", () => {
  test.each(FOLDERS)("is listed in %s under licenses that allow it, with their texts", (folder) => {
    const entries = listed(folder);
    expect(entries.length).toBeGreaterThan(1);
    expect(entries.filter(({ license }) => !ALLOWED.includes(license)).map(({ name }) => name)).toEqual([]);
    expect(entries.filter(({ text }) => text.trim().length < 200).map(({ name }) => name)).toEqual([]);
  });

  test("is listed wherever the source imports it", () => {
    const imported = filesBelow("src", /\.tsx?$/).flatMap(([, code]) =>
      [...code.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from "([^".][^"]*)"/gm)].map(([, name = ""]) => name),
    );
    const packages = new Set(
      imported
        // Virtual modules are made by our own build, out of our own source (packaging/vite).
        .filter((name) => !/^(?:node|virtual):/.test(name) && !builtinModules.includes(name))
        .map((name) =>
          name
            .split("/")
            .slice(0, name.startsWith("@") ? 2 : 1)
            .join("/"),
        ),
    );
    const names = new Set(FOLDERS.flatMap((folder) => listed(folder).map(({ name }) => name)));
    const apart = [...Object.keys(project.dependencies), ...Object.keys(project.peerDependencies)];
    expect(packages.size).toBeGreaterThan(3);
    expect([...packages].filter((name) => !names.has(name) && !apart.includes(name))).toEqual([]);
  });
});
