import { type ExecFileException, execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pack, stagePackage } from "../../packaging/npm/stage.ts";
import { parseReport } from "../report/parse-report.ts";
import { readAction, runAction } from "./run-action.ts";

/** The npm package as its users have it: packed, and installed from the archive into an empty folder. */
const ROOT = resolve(import.meta.dirname, "../..");
const project = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "upgrades-package-"));
const staged = join(folder, "package");
const user = join(folder, "user");
let archive = "";

beforeAll(async () => {
  mkdirSync(user);
  await run("npm", ["run", "-s", "build:npm-types"], ROOT);
  stagePackage(ROOT, staged);
  archive = join(folder, pack(staged, folder));
  write("package.json", JSON.stringify({ private: true }));
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", archive], user);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("passes publint", async () => {
  const { messages, pkg } = await publint({ pkgDir: staged, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test("leaves what is for its makers here: that it is private, scripts, and what builds it", () => {
  const shipped = JSON.parse(readFileSync(join(staged, "package.json"), "utf8"));
  expect(project.private).toBe(true);
  for (const key of ["private", "scripts", "devDependencies", "optionalDependencies"])
    expect(shipped[key]).toBe(undefined);
  expect(shipped.version).toBe(project.version);
});

test("is as large as README says, and brings one other package", () => {
  const kilobytes = Math.round(statSync(archive).size / 1000);
  const said = /The npm package is (\d+(?:\.\d+)?) MB/.exec(readFileSync(join(ROOT, "README.md"), "utf8"))?.[1];
  expect(Math.abs(Number(said) * 1000 - kilobytes), `${kilobytes} kB`).toBeLessThan(100);
  const installed = readdirSync(join(user, "node_modules")).filter((name) => !name.startsWith("."));
  expect(installed).toEqual(["handshake-report", "valibot"]);
});

test("explains a file by its command, without a browser's driver", async () => {
  write("session.har", har());
  const { stdout } = await run("npx", ["--no-install", "upgrades", "explain", "session.har", "--format", "json"], user);
  expect(parseReport(stdout).connections).toMatchObject([{ status: 404, diagnosis: { id: "not-found" } }]);
  expect((await run("npx", ["--no-install", "upgrades", "--version"], user)).stdout.trim()).toBe(project.version);
});

describe("action.yml", () => {
  const action = readAction(join(ROOT, "action.yml"));
  const env = { ...process.env, npm_config_prefer_offline: "true" };

  test("fails a step by what it found in any of the files, tells GitHub why, and writes what was asked for", async () => {
    write("-one of two.har", har());
    write("upgrades.config.json", '{ "endpoints": { "example.com/live": { "opens": true } } }');
    const given = {
      // What is not installed is fetched: the runner has neither this package nor its dependency.
      version: `file:${archive}`,
      files: "  *two.har\n\n-one of two.har\n",
      "fail-on": "",
      expect: "upgrades.config.json",
      sarif: "upgrades.sarif",
      junit: "upgrades.xml",
      report: "report.md",
    };
    const { code, stdout, stderr } = await runAction(action, user, given, env);
    expect(code, stderr).toBe(1);
    expect(stdout).toMatch(
      /^::error file=-one of two\.har,title=example\.com\/live \(expected-opens%2C not-found\)::No connection/m,
    );
    expect(stderr).toContain("Not as expected: example.com/live: No connection was opened.");
    for (const [name, words] of [
      ["report.md", "404"],
      ["upgrades.sarif", '"expected-opens"'],
      ["upgrades.xml", "expected-opens"],
    ] as const)
      expect(readFileSync(join(user, name), "utf8"), name).toContain(words);
  });

  test("passes with its defaults when nothing failed, and refuses in words what it cannot do", async () => {
    write("fine.txt", "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n");
    const own = { version: project.version };
    const fine = await runAction(action, user, { ...own, files: "fine.txt" }, env);
    expect(fine).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(readFileSync(join(user, "upgrades-report.html"), "utf8")).toContain("<!doctype html>");
    const none = await runAction(action, user, { ...own, files: "traces/**/*.zip" }, env);
    expect(none).toEqual({ code: 2, stdout: "", stderr: "upgrades explain: No file matches traces/**/*.zip.\n" });
  });
});

test("says what to install when a page is to be recorded and no driver is there", async () => {
  const { code, stderr } = await run("npx", ["--no-install", "upgrades", "record", "http://127.0.0.1:9/"], user, true);
  expect(code).toBe(2);
  const [, major] = /npm install puppeteer-core@(\d+)/.exec(stderr) ?? [];
  expect(project.peerDependencies["puppeteer-core"]).toMatch(new RegExp(`^\\^${major}\\.`));
});

const USE = `console.log(JSON.stringify(explain(readHar(har)).map((one) => one.diagnosis.id)), typeof recordUpgrades);
console.log(typeof socketMatchers.toHaveHealthySockets, Object.keys(socketFixtures), typeof new SocketReporter().onEnd);`;

test.each([
  [
    "an ES module",
    "use.mjs",
    `import { explain, readHar, recordUpgrades } from "handshake-report";
import { socketMatchers } from "handshake-report/matchers";
import SocketReporter, { socketFixtures } from "handshake-report/playwright";`,
  ],
  [
    "CommonJS",
    "use.cjs",
    `const { explain, readHar, recordUpgrades } = require("handshake-report");
const { socketMatchers } = require("handshake-report/matchers");
const { default: SocketReporter, socketFixtures } = require("handshake-report/playwright");`,
  ],
])("is a library for %s", async (_what, file, load) => {
  write(file, `${load}\nconst har = ${har()};\n${USE}\n`);
  const { stdout, stderr } = await run(process.execPath, [file], user);
  expect(stdout.trim().split("\n")).toEqual(['["not-found"] function', "function [ 'sockets' ] function"]);
  expect(stderr).toBe("");
});

test.each([
  ["an ES module", "use.mts", "nodenext"],
  ["CommonJS", "use.cts", "nodenext"],
  ["a bundler", "bundled.ts", "bundler"],
])("has types for %s", async (_what, file, moduleResolution) => {
  write(file, TYPED);
  const options = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    target: "es2023",
    lib: ["es2023", "dom"],
    types: [],
    module: moduleResolution === "bundler" ? "esnext" : "nodenext",
    moduleResolution,
  };
  write("tsconfig.json", JSON.stringify({ compilerOptions: options, files: [file] }));
  const { code, stdout } = await run(
    process.execPath,
    [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."],
    user,
    true,
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

/** Uses values and types; the last line is wrong on purpose, so that types that are `any` are found out. */
const TYPED = `import { type CdpSession, explain, formats, type Report, readHar, recordUpgrades, reportOf, type Verdict } from "handshake-report";
import { type MatcherResult, socketMatchers, type WatchedPage } from "handshake-report/matchers";
import SocketReporter, { socketFixtures, type TestInfo } from "handshake-report/playwright";

declare const page: WatchedPage;
export const matched: Promise<MatcherResult> = socketMatchers.toHaveHealthySockets(page, { none: true });
export const printed: boolean = new SocketReporter().printsToStdio();
export const options: { readonly auto: true } = socketFixtures.sockets[1];
export const status: TestInfo["status"] = "failed";
// @ts-expect-error
export const no: number = matched;
declare const session: CdpSession;
const verdicts: Verdict[] = explain(readHar({})).map(({ verdict }) => verdict);
export const report: Report = reportOf(readHar({}), { redact: true });
export const states: string[] = report.connections.map(({ state }) => state);
export const texts: string[] = formats.map(({ render }) => render(report));
export const recorded: Promise<Report> = recordUpgrades(session).then((recorder) => reportOf(recorder.reading(null)));
// @ts-expect-error
export const wrong: number = verdicts[0].sentence;
`;

function har(): string {
  const request = { method: "GET", url: "wss://example.com/live", headers: [] };
  const response = { status: 404, statusText: "Not Found", headers: [] };
  const entry = { startedDateTime: "2026-11-22T15:00:00.000Z", time: 3, request, response, timings: { receive: 1 } };
  return JSON.stringify({
    log: { version: "1.2", creator: { name: "Playwright", version: "1.56.0" }, pages: [], entries: [entry] },
  });
}

function write(name: string, text: string): void {
  writeFileSync(join(user, name), text);
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program; when it fails and that is not wanted, the test fails with what it printed. */
function run(program: string, args: readonly string[], cwd: string, mayFail = false): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const done = (error: ExecFileException | null, stdout: string, stderr: string) => {
      if (error !== null && !mayFail) reject(new Error(`${program} ${args.join(" ")}\n${stdout}${stderr}`));
      else resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    };
    execFile(program, args, { cwd, shell: process.platform === "win32" }, done);
  });
}
