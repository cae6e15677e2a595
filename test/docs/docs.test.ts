import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checks } from "../../src/knowledge/checks/registry.ts";
import { diagnoses, diagnosesOf } from "../../src/knowledge/diagnoses/registry.ts";
import { LEVELS } from "../../src/knowledge/explanation/row.ts";
import { intermediaries } from "../../src/knowledge/intermediaries/registry.ts";
import { kinds } from "../../src/knowledge/kinds/registry.ts";
import { recognizeProtocol } from "../../src/knowledge/protocols/recognize.ts";
import { protocols } from "../../src/knowledge/protocols/registry.ts";
import { book } from "./book.ts";
import { generatedFiles } from "./files.ts";
import { anchor } from "./html.ts";
import { allPages } from "./pages.ts";
import { explanations } from "./samples/diagnosed.ts";
import { protocolSamples } from "./samples/protocols.ts";
import { requestExplanations } from "./samples/requests.ts";
import { ANSWERS, HOSTS } from "./samples/responses.ts";

const ROOT = join(import.meta.dirname, "../..");
const files = generatedFiles();

/** Written by hand or by another program, beside the generated pages. */
const OTHERS = [
  "architecture.md",
  "benchmarks.md",
  "chromium.md",
  "faults.md",
  "firefox.md",
  "many-reports.md",
  "report-format.md",
];

describe("the pages of the knowledge", () => {
  it.each([...files])("%s is up to date", (path, text) => {
    expect(read(path) === text, `${path} is out of date: run npm run docs`).toBe(true);
  });

  it("have no page whose registry is gone", () => {
    const written = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
    const known = [...files.keys()].map((path) => path.replace("docs/", ""));
    expect(written.filter((name) => !known.includes(name) && !OTHERS.includes(name))).toEqual([]);
  });

  it("come out the same every time", () => {
    expect([...generatedFiles()]).toEqual([...files]);
  });

  it("say nothing that is no word", () => {
    for (const [path, text] of files) {
      expect(text.match(/\bundefined\b|\bNaN\b|\[object |\bInfinity\b/g), path).toBeNull();
    }
  });

  it("are Markdown without raw HTML", () => {
    for (const [path, text] of files) {
      if (!path.endsWith(".md")) continue;
      const prose = text.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").replace(/(`+)[^\n]*?\1/g, "");
      expect(prose.match(/(?<!\\)<[a-z!/][^>]*>/gi), path).toBeNull();
    }
  });
});

describe("the page of the report's format", () => {
  it.each([
    ["kinds", kinds.map(({ id }) => id)],
    ["checks", checks.map(({ id }) => id)],
    ["levels", Object.keys(LEVELS)],
  ])("names all %s", (title, ids) => {
    const part =
      read("docs/report-format.md")
        .split(/^## /m)
        .find((one) => one.startsWith(`${title}\n`)) ?? "";
    expect(ids.filter((id) => !part.includes(`\`${id}\``))).toEqual([]);
  });
});

describe("the book", () => {
  const html = book();
  const anchors = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);

  it("has an anchor for every entry, once", () => {
    const wanted = allPages().flatMap((page) => [
      page.name,
      ...page.groups.flatMap(({ entries }) => entries.map((entry) => anchor(page, entry))),
    ]);
    expect(anchors).toEqual(expect.arrayContaining(wanted));
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  it("needs nothing but itself, and runs nothing", () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son[a-z]+=|\sstyle=|@import|\burl\(/i);
    expect(html).toContain("default-src 'none'");
  });
});

describe("the samples", () => {
  it("show every diagnosis", () => {
    const shown = new Set(explanations().map(({ diagnosis }) => diagnosis?.id));
    expect(
      diagnosesOf("websocket")
        .map(({ id }) => id)
        .filter((id) => !shown.has(id)),
    ).toEqual([]);
  });

  it("show every diagnosis of other requests", () => {
    const shown = new Set(requestExplanations().map(({ diagnosis }) => diagnosis?.id));
    const others = diagnoses.filter(({ kinds }) => kinds.some((kind) => kind !== "websocket"));
    expect(others.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it("show every protocol", () => {
    const shown = new Set(protocolSamples().map((upgrade) => recognizeProtocol(upgrade)?.id));
    expect(protocols.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual([]);
  });

  it("show every product that leaves a mark", () => {
    const unmarked = intermediaries.filter(
      ({ recognize, ownHosts }) =>
        ANSWERS.every((headers) => recognize(headers) === null) && !HOSTS.some((host) => ownHosts?.test(host)),
    );
    expect(unmarked.map(({ id }) => id)).toEqual([
      "haproxy",
      "ingress-nginx",
      "traefik",
      "vite-proxy",
      "webpack-proxy",
      "node-http-proxy",
    ]);
  });
});

/** A checkout on Windows may have other line ends. */
function read(path: string): string {
  try {
    return readFileSync(join(ROOT, path), "utf8").replaceAll("\r\n", "\n");
  } catch {
    return "";
  }
}
