import { describe, expect, it } from "vitest";
import { notesOf } from "../../packaging/release/notes.ts";

describe("the notes of a release", () => {
  const notes = notesOf({
    version: "1.2.3",
    changes: "### Fixed\n\n- A sentence.",
    chrome: "125",
    firefox: "140.0",
    node: ">=20.19.0",
  });

  it("say of each file whom it is for, with the versions that the manifests name", () => {
    expect(notes).toMatch(/^\| `upgrades-chrome-1\.2\.3\.zip` \| Chrome or Edge 125 or newer\. /m);
    expect(notes).toMatch(/^\| `upgrades-firefox-1\.2\.3\.xpi` \| Firefox 140 or newer\. /m);
    expect(notes).toMatch(
      /^\| `upgrades-1\.2\.3\.tgz` \| Node\.js 20\.19 or newer: .*`npm install \.\/upgrades-1\.2\.3\.tgz`/m,
    );
    for (const name of [
      "upgrades-page-1.2.3.html",
      "upgrades-firefox-1.2.3-source.zip",
      "THIRD-PARTY.txt",
      "SHA256SUMS",
    ])
      expect(notes).toContain(`| \`${name}\` | `);
  });

  it("end with what is new", () => {
    expect(notes.endsWith("\n\n## What is new\n\n### Fixed\n\n- A sentence.\n")).toBe(true);
  });
});
