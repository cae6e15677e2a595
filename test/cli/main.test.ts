import { describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { commands } from "../../src/cli/commands.ts";
import { main } from "../../src/cli/main.ts";
import { fakeIo } from "./fake-io.ts";

describe("help", () => {
  test.each(["--help", "-h", "help"])("of the tool: %s", async (argument) => {
    const io = fakeIo();
    expect(await main([argument], io)).toBe(0);
    const [text] = io.printed;
    for (const { name, summary } of commands) expect(text).toMatch(new RegExp(`^ {2}${name} +${summary}$`, "m"));
    expect(io.notes).toEqual([]);
  });

  test.each(commands)("of $name", async ({ name, help }) => {
    for (const args of [
      [name, "--help"],
      [name, "-h"],
      [name, "some", "--wrong", "--help"],
    ]) {
      const io = fakeIo();
      expect(await main(args, io)).toBe(0);
      expect(io.printed).toEqual([help]);
    }
    expect(help).toMatch(new RegExp(`^Usage: upgrades ${name} `));
    expect(help.split("\n").every((line) => line.length <= 80)).toBe(true);
  });
});

test("version", async () => {
  const io = fakeIo();
  expect(await main(["--version"], io)).toBe(0);
  expect(io.printed).toEqual([`${manifest.version}\n`]);
});

test.each([
  [[], "upgrades: Which command? Try upgrades --help."],
  [["explode"], "upgrades: There is no command explode. Try upgrades --help."],
  [["--explode"], "upgrades: There is no option --explode. Try upgrades --help."],
  [["ex\u001b[31m\nplode"], "upgrades: There is no command ex\\u001b[31m\\u000aplode. Try upgrades --help."],
  [["explain", "a.har", "--explode"], "upgrades explain: There is no option --explode."],
  [["explain", "a.har", "--expext", "x"], "upgrades explain: There is no option --expext. Did you mean --expect?"],
  [["mcp", "--roots", "x"], "upgrades mcp: There is no option --roots. Did you mean --root?"],
  [["explain", "a.har", "--junit"], "upgrades explain: --junit takes a file name, and none was given."],
  [["explain", "a.har", "--fail-on"], "upgrades explain: --fail-on takes failed or attention, and none was given."],
  [
    ["explain", "a.har", "--format"],
    "upgrades explain: --format takes markdown, html, text, json, har or ndjson, and none was given.",
  ],
  [["explain", "a.har", "--no-redact=yes"], "upgrades explain: Option '--no-redact' does not take an argument."],
])("%j is refused in one line", async (args, line) => {
  const io = fakeIo({ "a.har": "{}" });
  expect(await main(args, io)).toBe(2);
  expect(io.notes).toEqual([line]);
  expect(io.printed).toEqual([]);
});

test.each([
  [["/nonexistent-folder"], "upgrades mcp: --root: the folder /nonexistent-folder does not exist."],
  [[import.meta.filename], /^upgrades mcp: --root: .*main\.test\.ts is not a folder\.$/],
])("mcp refuses --root %j", async ([root = ""], line) => {
  const io = fakeIo();
  expect(await main(["mcp", "--root", root], io)).toBe(2);
  expect(io.notes).toEqual([line instanceof RegExp ? expect.stringMatching(line) : line]);
});
