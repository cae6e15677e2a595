import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lab, startLab } from "../lab/lab.ts";

const PROGRAM = join(import.meta.dirname, "../../dist-cli/upgrades.js");
const HARS = join(import.meta.dirname, "../recordings/har");

/** Folder in which the inspector was installed, as CONTRIBUTING says; it is too many packages for every `npm ci`. */
const FOLDER = process.env["MCP_INSPECTOR"];
const INSPECTOR = "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

/** Exit code of the inspector when a tool refused. */
const REFUSED = 5;

const Result = v.object({
  isError: v.optional(v.boolean(), false),
  content: v.array(v.object({ text: v.string() })),
  structuredContent: v.optional(v.unknown()),
});
const Tools = v.object({ tools: v.array(v.object({ name: v.string() })) });

/** Node.js of that folder, if there is one: the inspector needs 22.19, and the tests run on 20 too. */
function nodeOf(folder: string): string {
  const own = join(folder, "node_modules/.bin/node");
  return existsSync(own) ? own : process.execPath;
}

async function inspect(args: readonly string[], ...options: readonly string[]) {
  const folder = FOLDER ?? "";
  const all = [
    join(folder, INSPECTOR),
    "--cli",
    process.execPath,
    PROGRAM,
    "mcp",
    ...options,
    "--",
    "--quiet",
    ...args,
  ];
  return new Promise<{ code: number; out: string; errors: string }>((resolve) => {
    const child = execFile(nodeOf(folder), all, { maxBuffer: 1 << 26 }, (_, out, errors) =>
      resolve({ code: child.exitCode ?? -1, out, errors }),
    );
  });
}

async function call(name: string, args: unknown, options: readonly string[] = ["--root", HARS], era = "auto") {
  const { code, out, errors } = await inspect(
    ["--protocol-era", era, "--method", "tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(args)],
    ...options,
  );
  const { content, isError } = v.parse(Result, JSON.parse(out), { message: errors });
  return { code, isError, text: content.map(({ text }) => text).join("\n") };
}

/** The server as the protocol's own inspector sees it: each call is a process of its own. */
describe.skipIf(FOLDER === undefined)("upgrades mcp in the inspector (MCP_INSPECTOR names its folder)", () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
  });
  afterAll(() => lab?.close());

  it("lists seven tools whose schemas every client can read", async () => {
    const { code, out, errors } = await inspect(["--method", "tools/list", "--strict"], "--root", HARS);
    expect([code, errors]).toEqual([0, ""]);
    expect(v.parse(Tools, JSON.parse(out)).tools).toHaveLength(7);
  });

  it.each(["legacy", "modern"])("explains a file, in the %s protocol", async (era) => {
    const { code, text } = await call("explain_file", { path: "nginx-no-upgrade.har" }, ["--root", HARS], era);
    expect(code, text).toBe(0);
    expect(text).toContain("A proxy along the way may not forward Upgrade and Connection");
  });

  it.each([
    ["explain_file", { path: "/etc/passwd" }, /is not under a folder that may be read/],
    ["explain_file", { path: "../../../package.json" }, /is not under a folder that may be read/],
    ["explain_file", { path: "absent.har" }, /There is no file/],
    ["explain_file", {}, /Give either path or text/],
    ["explain_file", { text: "Dear diary" }, /neither a HAR file/],
    ["list_connections", { capture: 1 }, /begin with explain_file or record_page/],
    ["list_connections", { capture: "one" }, /capture: Invalid type/],
    ["explain_connection", { capture: 1, connection: 0 }, /connection: Invalid value/],
    ["compare_connections", { a: 1, b: 2 }, /a: Invalid type/],
    ["compare_connections", { a: { capture: 1, connection: 1 }, b: { capture: 2, connection: 1 } }, /begin with/],
    ["record_page", { url: "https://example.com/" }, /--allow https:\/\/example\.com/],
    ["record_page", { url: "file:///etc/passwd" }, /must begin with http/],
    ["watch_page", {}, /Give url to begin/],
    ["look_up", { name: "no such thing" }, /Nothing is known under/],
  ])("refuses %s %j in words", async (name, args, words) => {
    const { code, isError, text } = await call(name, args);
    expect([code, isError]).toEqual([REFUSED, true]);
    expect(text).toMatch(words);
  });

  it("reads no file when nobody named a folder, and says how to name one", async () => {
    const { code, text } = await call("explain_file", { path: join(HARS, "nginx-no-upgrade.har") }, []);
    expect(code).toBe(REFUSED);
    expect(text).toContain("--root FOLDER");
  });

  it("explains a text, looks up a close code by its number, records a page, and watches one", async () => {
    expect((await call("explain_file", { text: "HTTP/1.1 426 Upgrade Required\nServer: nginx\n" })).code).toBe(0);
    expect((await call("look_up", { name: 1006 })).text).toContain("without a close frame");
    const url = `${lab.origin}/app`;
    expect((await call("record_page", { url, seconds: 1 })).text).toMatch(/^Capture 1/);
    expect((await call("watch_page", { url, seconds: 1, close: true })).text).toContain("The page is closed");
  });
});
