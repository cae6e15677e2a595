import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtFiles, isNode, type Node, nameOf, nodesOf, pathOf } from "./code.ts";

/** What README, PRIVACY.md and the stores are told, kept on what is shipped. */
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));

/** Ways to run a text as a program, and to have one loaded. */
const RUNS_TEXT = ["eval", "Function", "importScripts", "setImmediate", "execScript"];

/** Ways to ask the network for something. */
const ASKS = [
  "fetch",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "EventSource",
  "WebTransport",
  "RTCPeerConnection",
];

/** Ways by which a text becomes markup. */
const MAKES_MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "parseHTMLUnsafe", "srcdoc"];

describe("dist", () => {
  test("wants no more of Chrome than is said", () => {
    const manifest = read("dist/manifest.json");
    expect(manifest.permissions).toEqual(["debugger", "storage"]);
    expect(Object.keys(manifest).sort()).toEqual([
      "background",
      "content_security_policy",
      "default_locale",
      "description",
      "devtools_page",
      "icons",
      "manifest_version",
      "minimum_chrome_version",
      "name",
      "permissions",
      "version",
    ]);
  });
});

describe("dist-firefox", () => {
  test("wants no more of Firefox than is said, and collects nothing", () => {
    const manifest = read("dist-firefox/manifest.json");
    expect(manifest.permissions).toEqual(["storage"]);
    expect(manifest.browser_specific_settings.gecko.data_collection_permissions).toEqual({ required: ["none"] });
    expect(Object.keys(manifest).sort()).toEqual([
      "background",
      "browser_specific_settings",
      "content_security_policy",
      "default_locale",
      "description",
      "devtools_page",
      "icons",
      "manifest_version",
      "name",
      "permissions",
      "version",
    ]);
  });
});

describe.each(["dist", "dist-firefox"])("%s", (folder) => {
  test("has pages that may load what is in it, and connect to nothing", () => {
    const policy: string = read(`${folder}/manifest.json`).content_security_policy.extension_pages;
    expect(policy.replace(/'sha256-[\w+/=]+'/, "HASH").split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self' HASH",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  test("has no page with a script in it, or from elsewhere", () => {
    for (const [path, html] of builtFiles(folder, ".html")) {
      const scripts = [...html.matchAll(/<script\b([^>]*)>([^<]*)/g)];
      expect(
        scripts.filter(([, attributes = "", body]) => body !== "" || !/ src="\//.test(attributes)),
        path,
      ).toEqual([]);
      expect(html, path).not.toMatch(/<(?:iframe|object|embed|base|form)\b|\son[a-z]+="/i);
    }
  });

  test("runs no text, asks the network for nothing, and makes no markup of a text", () => {
    const found: string[] = [];
    let nodes = 0;
    for (const [path, script] of builtFiles(folder, ".js")) {
      for (const [node] of nodesOf(script)) {
        nodes++;
        const told = faultOf(node);
        if (told !== null) found.push(`${path}: ${told}`);
      }
    }
    expect(nodes).toBeGreaterThan(100_000);
    expect(found).toEqual([]);
  });
});

describe("the check itself", () => {
  test.each([
    ["eval('1')", "calls eval"],
    ["new Function('return 1')()", "calls Function"],
    ["globalThis.fetch('https://example.com/')", "calls fetch"],
    ["new WebSocket(url)", "calls WebSocket"],
    ["setTimeout('run()', 1)", "gives setTimeout a text"],
    ["import(url)", "imports what it computes"],
    ["find().innerHTML = text", "sets innerHTML"],
    ["document.write(text)", "calls write"],
    ["navigator.sendBeacon(url)", "calls sendBeacon"],
  ])("finds %s", (script, told) => {
    expect(nodesOf(script).flatMap(([node]) => faultOf(node) ?? [])).toContain(told);
  });
});

test("no package runs a script when it is installed", () => {
  const { packages } = read("package-lock.json");
  const all = Object.entries<{ hasInstallScript?: boolean }>(packages);
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([name]) => name)).toEqual([]);
});

/** What is wrong with a node of a script; null when nothing is. */
function faultOf(node: Node): string | null {
  if (node.type === "ImportExpression") return isText(node["source"]) ? null : "imports what it computes";
  if (node.type === "AssignmentExpression") {
    const name = lastName(node["left"]);
    return MAKES_MARKUP.includes(name) ? `sets ${name}` : null;
  }
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return null;
  const name = lastName(node["callee"]);
  const path = pathOf(node["callee"]) ?? "";
  const isGlobal = path === name || /^(?:window|self|globalThis|navigator)\./.test(path);
  if (isGlobal && [...RUNS_TEXT, ...ASKS, "sendBeacon"].includes(name)) return `calls ${name}`;
  if (MAKES_MARKUP.includes(name) || /^document\.write(?:ln)?$/.test(path)) return `calls ${name}`;
  const [first] = Array.isArray(node["arguments"]) ? node["arguments"] : [];
  return /^set(?:Timeout|Interval)$/.test(name) && isText(first) ? `gives ${name} a text` : null;
}

function lastName(node: unknown): string {
  return nameOf(node) ?? (isNode(node) && node["computed"] !== true ? nameOf(node["property"]) : null) ?? "";
}

function isText(node: unknown): boolean {
  return typeof node === "object" && node !== null && "value" in node && typeof node.value === "string";
}
