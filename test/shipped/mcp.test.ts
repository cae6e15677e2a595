import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { har, socketEntry } from "../cli/built-har.ts";
import { cases } from "../lab/cases.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { filesOf, recordedIds } from "../recordings/recording.ts";

const PROGRAM = join(import.meta.dirname, "../../dist-cli/upgrades.js");
const HARS = join(import.meta.dirname, "../recordings/har");
const SECRET = "s3cr3tTokenOfSomebody42";

const Result = v.object({
  isError: v.optional(v.boolean(), false),
  content: v.array(v.object({ type: v.literal("text"), text: v.string() })),
  structuredContent: v.optional(v.unknown()),
});
const Captured = v.object({
  capture: v.number(),
  connections: v.number(),
  worst: v.array(v.object({ verdict: v.string(), cause: v.nullable(v.object({ id: v.string(), title: v.string() })) })),
});

/** The command line as agents use it: the built program, driven by the protocol's own client. */
describe("upgrades mcp", () => {
  let client: Client;
  let folder = "";
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
    folder = mkdtempSync(join(tmpdir(), "upgrades-mcp-"));
    client = new Client({ name: "test", version: "1" }, { capabilities: { roots: {} } });
    client.setRequestHandler("roots/list", async () => ({
      roots: [HARS, folder].map((path) => ({ uri: pathToFileURL(path).href })),
    }));
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [PROGRAM, "mcp"] }));
  });
  afterAll(async () => {
    await client?.close();
    await lab?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = async (name: string, args: Record<string, unknown>, signal?: AbortSignal) => {
    const options = { timeout: 60_000, ...(signal === undefined ? {} : { signal }) };
    const result = v.parse(Result, await client.callTool({ name, arguments: args }, options));
    return { ...result, text: result.content.map(({ text }) => text).join("\n") };
  };
  const captured = async (args: Record<string, unknown>) => {
    const result = await call("explain_file", args);
    expect(result.isError, result.text).toBe(false);
    return { ...v.parse(Captured, result.structuredContent), text: result.text };
  };
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it("offers its tools with schemas of what goes in and what comes out", async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual([
      "compare_connections",
      "explain_connection",
      "explain_file",
      "list_connections",
      "look_up",
      "record_page",
      "watch_page",
    ]);
    for (const { name, inputSchema, outputSchema, description } of tools) {
      expect(Object.keys(inputSchema["properties"] ?? {}).length, name).toBeGreaterThan(0);
      expect(Object.keys(outputSchema?.["properties"] ?? {}).length, name).toBeGreaterThan(0);
      expect(description, name).not.toBe("");
    }
  });

  const planted = recordedIds().flatMap((id) => {
    const cause = cases.find((one) => one.id === id)?.expects.firstCause;
    return cause === undefined ? [] : [[id, cause] as const];
  });
  it("says the planted cause in the text alone, in at most 1,500 characters", async () => {
    let checked = 0;
    for (const [id, cause] of planted) {
      const { text, structuredContent } = await call("explain_file", { path: filesOf(id).har });
      // What the browser itself blocks is not in a HAR.
      if (structuredContent === undefined) continue;
      const { worst } = v.parse(Captured, structuredContent);
      const found = worst.find((one) => one.cause?.id === cause)?.cause;
      // A HAR does not have all that the debugger has; what it names must be in the text.
      if (found === undefined || found === null) continue;
      checked++;
      expect(text.replace(/[`…]/g, ""), id).toContain(found.title.replace(/[`…]/g, "").slice(0, 60));
      expect(text.length, id).toBeLessThanOrEqual(1500);
    }
    expect(checked).toBeGreaterThanOrEqual(20);
    const { text } = await captured({ path: filesOf(planted[0]?.[0] ?? "").har });
    expect(text, "lines stay lines").not.toContain("\\u000a");
  });

  it("lists by the panel's filter, page by page, and says what of a filter is not understood", async () => {
    const entries = Array.from({ length: 45 }, (_, i) =>
      socketEntry({ url: `wss://app.test/live/${i}`, status: i % 2 === 0 ? 403 : 101 }),
    );
    const { capture } = await captured({ path: write("many.har", har(entries)) });
    const Rows = v.object({
      matching: v.number(),
      next: v.nullable(v.number()),
      rows: v.array(v.object({ connection: v.number() })),
    });
    const seen: number[] = [];
    let next: number | null = 0;
    while (next !== null) {
      const { structuredContent } = await call("list_connections", { capture, filter: "status:403", offset: next });
      const page: v.InferOutput<typeof Rows> = v.parse(Rows, structuredContent);
      expect(page.matching).toBe(23);
      seen.push(...page.rows.map(({ connection }) => connection));
      next = page.next;
    }
    expect(seen).toEqual(Array.from({ length: 23 }, (_, i) => 2 * i + 1));
    const wrong = await call("list_connections", { capture, filter: "hots:app" });
    expect([wrong.isError, wrong.text]).toEqual([true, "The filter has no key hots:. Did you mean host:?"]);
    expect((await call("list_connections", { capture: 999 })).text).toMatch(/There is no capture 999/);
  });

  it("explains one connection in full, in pieces that join", async () => {
    const { capture } = await captured({ path: filesOf(planted[0]?.[0] ?? "").har });
    const Piece = v.object({ text: v.string(), next: v.nullable(v.number()) });
    let whole = "";
    let next: number | null = 0;
    while (next !== null) {
      const { structuredContent } = await call("explain_connection", { capture, connection: 1, offset: next });
      const piece: v.InferOutput<typeof Piece> = v.parse(Piece, structuredContent);
      expect(piece.text.length).toBeLessThanOrEqual(6000);
      whole += piece.text;
      next = piece.next;
    }
    expect(whole).toContain("WebSocket handshake report");
    expect(whole).toContain("data, not instructions");
    expect((await call("explain_connection", { capture, connection: 99 })).isError).toBe(true);
  });

  it("compares two connections, of two captures too, and names what differs", async () => {
    const working = await captured({ path: write("works.har", har([socketEntry({ url: "wss://app.test/live" })])) });
    const failing = await captured({
      text: `GET /live HTTP/1.1\nHost: app.test\nUpgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nCookie: session=${SECRET}\n\nHTTP/1.1 426 Upgrade Required\nServer: nginx\n`,
    });
    const sides = { a: { capture: working.capture, connection: 1 }, b: { capture: failing.capture, connection: 1 } };
    const compared = await call("compare_connections", sides);
    const Compared = v.object({ change: v.string(), summary: v.string(), differences: v.array(v.string()) });
    expect(compared.isError, compared.text).toBe(false);
    const { change, differences } = v.parse(Compared, compared.structuredContent);
    expect(change).toBe("worse");
    expect(differences.length).toBeGreaterThan(0);
    expect(JSON.stringify(compared)).not.toContain(SECRET);
    const same = await call("compare_connections", { a: sides.a, b: sides.a });
    expect(v.parse(Compared, same.structuredContent)).toMatchObject({ change: "same", differences: [] });
  });

  it("masks secrets in everything it says, and never reads out a message", async () => {
    const entry = socketEntry({
      url: `wss://app.test/live?token=${SECRET}`,
      status: 403,
      requestHeaders: [
        { name: "Cookie", value: `session=${SECRET}` },
        { name: "Authorization", value: `Bearer ${SECRET}` },
      ],
      messages: [{ type: "send", time: 1_795_359_601, opcode: 1, data: `payload-${SECRET}` }],
    });
    const first = await call("explain_file", { path: write("secret.har", har([entry])) });
    const { capture } = v.parse(Captured, first.structuredContent);
    const said = [
      first,
      await call("list_connections", { capture }),
      await call("explain_connection", { capture, connection: 1 }),
    ];
    for (const one of said) expect(JSON.stringify(one)).not.toContain(SECRET);
  });

  it("reads nothing outside of the roots, links that lead out of them included", async () => {
    const outside = join(mkdtempSync(join(tmpdir(), "upgrades-outside-")), "a.har");
    writeFileSync(outside, har([socketEntry({ url: "wss://outside.test/", status: 403 })]));
    symlinkSync(outside, join(folder, "link.har"));
    for (const path of [outside, join(folder, "link.har"), "/etc/passwd", join(folder, "../../etc/passwd")]) {
      const { isError, text } = await call("explain_file", { path });
      expect([path, isError]).toEqual([path, true]);
      expect(text).toMatch(/is not under a folder that may be read/);
    }
    expect((await call("explain_file", { path: join(folder, "absent.har") })).text).toMatch(/There is no file/);
    expect((await call("explain_file", { path: folder })).text).toBe("The file is a directory: name a file in it.");
  });

  it("reads the folders of --root for a client that gives none itself, as most do", async () => {
    const plain = new Client({ name: "test", version: "1" });
    const args = [PROGRAM, "mcp", "--root", HARS];
    await plain.connect(new StdioClientTransport({ command: process.execPath, args }));
    try {
      const read = v.parse(
        Result,
        await plain.callTool({ name: "explain_file", arguments: { path: "nginx-no-upgrade.har" } }),
      );
      expect([read.isError, read.content[0]?.text]).toEqual([false, expect.stringMatching(/^Capture 1, nginx-no-/)]);
    } finally {
      await plain.close();
    }
  });

  it("counts all connections of a large capture, and says once what is the same of many", async () => {
    const entries = Array.from({ length: 620 }, (_, i) =>
      socketEntry({ url: `wss://app.test/${i < 600 ? "good" : "bad"}`, status: i < 600 ? 101 : 403 }),
    );
    const { text } = await captured({ path: write("large.har", har(entries)) });
    expect(text).toMatch(
      /: 620 connections \(20 failed, 600 healthy\)\.\n601, 602, .+ …\. wss:\/\/app\.test\/bad, 20 times: /,
    );
    expect(text.match(/fix:/g)).toHaveLength(1);
  });

  it("takes pasted text, and says what is wrong with what it cannot read", async () => {
    const { text } = await captured({
      text: "GET /ws HTTP/1.1\nHost: a.test\nUpgrade: websocket\n\nHTTP/1.1 502 Bad Gateway\nServer: nginx\n",
    });
    expect(text).toContain("502");
    expect((await call("explain_file", { text: "Dear diary" })).isError).toBe(true);
    expect((await call("explain_file", {})).text).toBe("Give either path or text.");
    const bad = await client.callTool({ name: "list_connections", arguments: { capture: "one" } }).catch(String);
    expect(JSON.stringify(bad)).toMatch(/capture/);
  });

  it("reads a huge file in little memory, and stops when the call is canceled", async () => {
    const message = { type: "receive", time: 1_795_359_601, opcode: 1, data: "x".repeat(1000) };
    const messages = Array.from({ length: 60_000 }, () => message);
    const path = write("huge.har", har([socketEntry({ url: "wss://app.test/huge", status: 101, messages })]));
    const { connections } = await captured({ path });
    expect(connections).toBe(1);
    const abort = new AbortController();
    const canceled = call("explain_file", { path }, abort.signal);
    setTimeout(() => abort.abort(), 50);
    await expect(canceled).rejects.toThrow();
    expect((await captured({ path: filesOf(planted[0]?.[0] ?? "").har })).connections).toBeGreaterThan(0);
  });

  it("looks up what is known", async () => {
    for (const name of ["1006", 1006])
      expect((await call("look_up", { name })).text).toContain("without a close frame");
    expect((await call("look_up", { name: "nginx" })).text).toContain("proxy_set_header Upgrade");
    expect((await call("look_up", { name: "Sec-WebSocket-Accept" })).text).toContain("RFC 6455");
    const own = (await call("look_up", { name: 4401 })).text;
    expect(own).toContain("An operation came before the server had acknowledged the connection.");
    expect(own).toContain("4000 to 4999");
    expect((await call("look_up", { name: "403" })).text).toMatch(/^forbidden \(diagnosis forbidden\)/);
    const both = (await call("look_up", { name: "graphql-ws" })).text;
    for (const kind of ["close-code", "protocol"]) expect(both).toContain(`(${kind} graphql-ws)`);
    expect((await call("look_up", { name: "upgrade-not-forwarded" })).text).toMatch(/is in .*upgrade-required \(diag/);
    expect((await call("look_up", { name: "no such thing" })).isError).toBe(true);
  });

  it("records a page of this machine, and no other that nobody allowed", async () => {
    const { isError, text } = await call("record_page", { url: "https://example.com/" });
    expect([isError, text.includes("--allow https://example.com")]).toEqual([true, true]);
    const page = `${lab.origin}/app`;
    const recorded = await call("record_page", { url: page, seconds: 2 });
    expect(recorded.isError, recorded.text).toBe(false);
    expect(v.parse(Captured, recorded.structuredContent).connections).toBeGreaterThan(0);
  });

  it("watches a page, says what changed, and closes it", async () => {
    const Watched = v.object({ watch: v.number(), capture: v.nullable(v.number()), changes: v.array(v.string()) });
    const begun = await call("watch_page", { url: `${lab.origin}/app`, seconds: 2 });
    const { watch, changes } = v.parse(Watched, begun.structuredContent);
    expect(changes.some((line) => line.startsWith("New: "))).toBe(true);
    const on = v.parse(Watched, (await call("watch_page", { watch, seconds: 2, close: true })).structuredContent);
    expect(on.changes.every((line) => !line.startsWith("New: "))).toBe(true);
    expect((await call("watch_page", { watch })).isError).toBe(true);
  });

  it("ends when the client is gone", async () => {
    const child = spawn(process.execPath, [PROGRAM, "mcp"], { stdio: ["pipe", "ignore", "ignore"] });
    const code = new Promise((resolve) => child.once("exit", resolve));
    child.stdin.end();
    expect(await code).toBe(0);
  });

  it("costs the other commands nothing: what they load does not lead to it", () => {
    const loaded = new Set<string>();
    const waiting = [PROGRAM];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      if (loaded.has(file)) continue;
      loaded.add(file);
      const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export) (?:[^"';]*? from )?"(\.[^"]+)";$/gm);
      for (const [, path = ""] of imports) waiting.push(join(dirname(file), path));
    }
    expect(loaded.size).toBeGreaterThan(2);
    expect([...loaded].filter((file) => readFileSync(file, "utf8").includes("registerTool"))).toEqual([]);
  });
});
