import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { pack, stagePackage } from "../npm/stage.ts";
import { type Built, build, buildElsewhere, readBuilt, restore, SHIPPED } from "./build.ts";
import { type Entry, topEntry } from "./changelog.ts";
import { run } from "./command.ts";
import { differences, readFolder, sha256, unzip, withFiles, zip } from "./files.ts";
import { installLinters, lintForFirefox, lintTypes } from "./lint.ts";
import { notesOf } from "./notes.ts";
import { placeholders } from "./placeholders.ts";
import { sourceFiles } from "./sources.ts";

/** `npm run release`: makes every file of a release under `release/`, and says of each thing that would keep it back. */
const ROOT = resolve(".");
const OUT = join(ROOT, "release");

const HELP = `Usage: npm run release -- [options]

Builds twice, compares, tests and lints, and leaves the files of a release under
release/. Nothing leaves this computer.

Options:
  --skip-tests  do not run npm test; such files are for a look only
  --publish     also refuse what may not be published (an undated changelog, an
                address that is not decided, skipped tests), and set the tag
  --help        show this help
`;

/** What of package.json a release needs to know. */
interface Project {
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly repository?: unknown;
}

const { values } = parseArgs({
  args: process.argv.slice(2),
  options: { "skip-tests": { type: "boolean" }, publish: { type: "boolean" }, help: { type: "boolean" } },
});
try {
  if (values.help === true) process.stdout.write(HELP);
  else release(values["skip-tests"] === true, values.publish === true);
} catch (error) {
  process.exitCode = 1;
  say(`No release: ${error instanceof Error ? error.message : String(error)}`);
}

function release(skipTests: boolean, publish: boolean): void {
  const project: Project = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const entry = topEntry(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"));
  checkState(project, entry, skipTests, publish);

  say("Building here …");
  const built = build(ROOT);
  say("Building from the source archive, in another folder …");
  const sources = zip(sourceFiles(ROOT));
  mustEqual(built, buildElsewhere(unzip(sources), ROOT), "Two builds differ");
  if (skipTests) say("The tests are skipped, as asked: these files are for a look only.");
  else runTests(built);

  say("Writing release/ …");
  writeFiles(project, entry, built, sources);
  lint(project.version);
  list();
  if (publish) setTag(`v${project.version}`);
}

/** @throws Error with the first reason why there can be no release of this state */
function checkState({ version, repository }: Project, entry: Entry, skipTests: boolean, publish: boolean): void {
  if (run("git", ["status", "--porcelain"], ROOT) !== "") {
    throw new Error("the working tree has changes. Commit or remove them: a release is made of a commit.");
  }
  if (entry.version !== version) {
    throw new Error(`package.json says ${version}, and the top of CHANGELOG.md ${entry.version}. Set both alike.`);
  }
  const open = [
    ...(entry.date === null ? [`CHANGELOG.md: ${version} has no date yet.`] : []),
    ...placeholders(readFolder(join(ROOT, "store"))).map((place) => `store/${place} is to be decided.`),
    // npm refuses a statement of provenance without it: https://docs.npmjs.com/generating-provenance-statements
    ...(repository === undefined ? ["package.json names no repository yet."] : []),
    ...(skipTests ? ["The tests were skipped."] : []),
  ];
  if (open.length > 0 && publish) throw new Error(`this may not be published:\n${open.join("\n")}`);
  for (const line of open) say(`Not to be published yet: ${line}`);
}

/** Runs all tests, which build once more and test that: what is released is, byte for byte, what was tested. */
function runTests(built: Built): void {
  say("Running npm test …");
  run("npm", ["test"], ROOT);
  const tested = readBuilt(ROOT);
  for (const name of ["dist", "dist-firefox", "dist-page"] as const) {
    mustEqual({ ...built, [name]: built[name] }, { ...built, [name]: tested[name] }, "What was tested differs");
  }
}

function mustEqual(one: Built, other: Built, problem: string): void {
  const found = SHIPPED.flatMap((name) => differences(one[name], other[name]).map((path) => `${name}/${path}`));
  if (found.length > 0) throw new Error(`${problem}:\n${found.join("\n")}`);
}

function writeFiles({ version, engines }: Project, entry: Entry, built: Built, sources: Uint8Array): void {
  rmSync(OUT, { recursive: true, force: true });
  // The tests have built since then, and not everything.
  restore(ROOT, built);
  const staged = join(ROOT, "release", "package");
  stagePackage(ROOT, staged);
  const archive = join(OUT, pack(staged, OUT));
  const files = new Map<string, Uint8Array>([[`upgrades-${version}.tgz`, readFileSync(archive)]]);
  for (const path of [staged, archive]) rmSync(path, { recursive: true });
  files.set(`upgrades-chrome-${version}.zip`, zip(built.dist));
  files.set(`upgrades-firefox-${version}.xpi`, zip(built["dist-firefox"]));
  files.set(`upgrades-firefox-${version}-source.zip`, sources);
  for (const content of built["dist-page"].values()) files.set(`upgrades-page-${version}.html`, content);
  files.set("THIRD-PARTY.txt", text(licenses(built)));
  files.set("NOTES.md", text(notesOf({ version, changes: entry.notes, ...oldestBrowsers(built), node: engines.node })));
  const all = withFiles(files, new Map());
  for (const [name, content] of all) writeFileSync(join(OUT, name), content);
  const sums = [...all].map(([name, content]) => `${sha256(content)}  ${name}\n`);
  writeFileSync(join(OUT, "SHA256SUMS"), sums.join(""));
}

function lint(version: string): void {
  say("Linting …");
  installLinters(ROOT);
  say(lintTypes(join(OUT, `upgrades-${version}.tgz`), ROOT));
  say(lintForFirefox(join(OUT, `upgrades-firefox-${version}.xpi`), ROOT));
}

/** Prints what a release is made of: its size in bytes, its SHA-256, its name. */
function list(): void {
  for (const [name, content] of readFolder(OUT)) {
    process.stdout.write(`${String(content.length).padStart(9)}  ${sha256(content)}  ${name}\n`);
  }
}

/** Sets the tag of the version, or finds it on this very commit: pushing it is what publishes. */
function setTag(tag: string): void {
  const at = (name: string) => run("git", ["rev-parse", "--verify", "--quiet", `${name}^{commit}`], ROOT).trim();
  if (run("git", ["tag", "--list", tag], ROOT).trim() === "")
    run("git", ["tag", "--annotate", "--message", tag, tag], ROOT);
  else if (at(tag) !== at("HEAD")) throw new Error(`the tag ${tag} is on another commit already.`);
  say(`Ready. "git push origin ${tag}" publishes it.`);
}

/** The oldest browsers that the built manifests name. */
function oldestBrowsers(built: Built): { chrome: string; firefox: string } {
  const manifest = (folder: "dist" | "dist-firefox") =>
    JSON.parse(new TextDecoder().decode(built[folder].get("manifest.json")));
  return {
    chrome: manifest("dist").minimum_chrome_version,
    firefox: manifest("dist-firefox").browser_specific_settings.gecko.strict_min_version,
  };
}

function text(content: string): Uint8Array {
  return new TextEncoder().encode(content);
}

/** The licenses of everything that any of the files has code of; each package once. */
function licenses(built: Built): string {
  const lists = SHIPPED.flatMap((name) => built[name].get("THIRD-PARTY.txt") ?? []);
  const entries = lists.flatMap((list) => new TextDecoder().decode(list).split(/^(?=\S)/m));
  return [...new Set(entries)].sort().join("");
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
