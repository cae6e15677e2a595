import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const text = (name: string) => readFileSync(join("store", name), "utf8");
const { permissions } = JSON.parse(readFileSync("manifest.json", "utf8"));

/** What stands below a heading, without the headings below it. */
function below(name: string, heading: string): string {
  const [, rest = ""] = text(name).split(`\n${heading}\n`);
  return rest.split(/^#+ /m)[0]?.trim() ?? "";
}

describe("the listing", () => {
  it("has a name and a summary that the stores take", () => {
    expect(below("listing.md", "## Name")).toBe("Upgrades");
    const summary = below("listing.md", "## Summary");
    expect(summary.length).toBeGreaterThan(50);
    expect(summary.length).toBeLessThanOrEqual(132);
  });

  it("has a description of the length that the stores ask for", () => {
    const description = below("listing.md", "## Description");
    // Edge asks for 250 characters at least and 10,000 at most; Chrome takes 16,000.
    expect(description.length).toBeGreaterThan(250);
    expect(description.length).toBeLessThan(10_000);
  });

  it("has a description for Firefox of its own, which promises nothing that its log does not tell", () => {
    const description = below("firefox.md", "## Description");
    expect(description.length).toBeGreaterThan(250);
    expect(description.length).toBeLessThan(10_000);
    expect(description).toContain("messages, close codes and the end of a connection are not known");
    expect(description).not.toMatch(/\blive\b|pending|Counts, bytes|WebTransport|long polls/i);
  });

  it("has the extension's own description within what Chrome shows", () => {
    const { description } = JSON.parse(readFileSync("public/_locales/en/messages.json", "utf8"));
    expect(description.message.length).toBeLessThanOrEqual(132);
  });
});

describe("permissions", () => {
  it("have a reason each, and no other has one", () => {
    const reasons = (name: string) => [
      ...(text(name).split("## Permissions")[1]?.split(/^## /m)[0] ?? "").matchAll(/^### (.+)$/gm),
    ];
    expect(reasons("chrome.md").map(([, permission]) => permission)).toEqual(permissions);
    expect(reasons("firefox.md").map(([, permission]) => permission)).toEqual(["storage"]);
    for (const permission of permissions) {
      expect(below("chrome.md", `### ${permission}`).length).toBeGreaterThan(20);
      expect(below("chrome.md", `### ${permission}`).length).toBeLessThanOrEqual(1000);
      expect(readFileSync("PRIVACY.md", "utf8")).toContain(`\`${permission}\``);
    }
  });

  it("are what the single purpose needs, which is as short as Chrome asks", () => {
    const purpose = below("chrome.md", "## Single purpose");
    expect(purpose.length).toBeGreaterThan(50);
    expect(purpose.length).toBeLessThanOrEqual(1000);
  });
});

describe("pictures", () => {
  it("have the sizes that the stores ask for", () => {
    const sizes = readdirSync("store/pictures").map((name) => {
      const png = readFileSync(join("store/pictures", name));
      return `${name} ${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
    });
    expect(sizes).toEqual([
      "1-refused.png 1280x800",
      "2-open.png 1280x800",
      "3-handshake.png 1280x800",
      "4-messages.png 1280x800",
      "5-timing.png 1280x800",
      "marquee.png 1400x560",
      "tile.png 440x280",
    ]);
  });
});

describe("buttons", () => {
  const messages: Record<string, { message: string }> = JSON.parse(
    readFileSync("public/_locales/en/messages.json", "utf8"),
  );

  it.each([
    ["SECURITY.md", "probeAsk"],
    [".github/ISSUE_TEMPLATE/connection.yml", "export"],
    [".github/ISSUE_TEMPLATE/connection.yml", "copyAs"],
    [".github/ISSUE_TEMPLATE/connection.yml", "exportThis"],
    [".github/ISSUE_TEMPLATE/connection.yml", "review"],
    ["store/chrome.md", "liveCounts"],
  ])("that %s speaks of have the name that the panel gives them: %s", (path, key) => {
    const name = messages[key]?.message.replace(/\$\w+\$/, "Markdown") ?? key;
    expect(readFileSync(path, "utf8")).toMatch(new RegExp(`[*"]${name}[*"]`));
  });
});
