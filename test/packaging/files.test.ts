import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { differences, sha256, unzip, zip } from "../../packaging/release/files.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files = new Map([
  ["a.txt", bytes("first")],
  ["folder/b.txt", bytes("second ".repeat(1000))],
]);

describe("an archive", () => {
  it("has the files that went in", () => {
    expect(differences(unzip(zip(files)), files)).toEqual([]);
  });

  it("depends on its files alone: not on the clock, and not on the time zone", () => {
    const script = `
      const { runnerImport } = await import("vite");
      const { module } = await runnerImport("./packaging/release/files.ts");
      console.log(module.sha256(module.zip(new Map([["a.txt", new TextEncoder().encode("first")]]))));`;
    const inZone = (zone: string) =>
      execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
        env: { ...process.env, TZ: zone },
        encoding: "utf8",
      }).trim();
    const here = sha256(zip(new Map([["a.txt", bytes("first")]])));
    expect([inZone("Pacific/Kiritimati"), inZone("America/Los_Angeles")]).toEqual([here, here]);
  });
});

describe("two sets of files", () => {
  it("differ in what only one has, and in bytes", () => {
    const other = new Map([
      ["a.txt", bytes("First")],
      ["empty.txt", bytes("")],
    ]);
    expect(differences(files, other)).toEqual(["a.txt", "empty.txt", "folder/b.txt"]);
  });
});
