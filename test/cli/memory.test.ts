import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readReport } from "../../src/report/contract/read.ts";
import { har, START, socketEntry } from "./built-har.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Megabytes: what Node and the loader of the sources need by themselves, and no place for the file. */
const HEAP = 96;
const FILE = 128;

/** One socket with many messages, and one ordinary answer with a large body: both are what real files are large by. */
function pieceOf(i: number): string {
  const message = { type: "receive", time: START + i, opcode: 1, data: "x".repeat(20_000) };
  const body = { mimeType: "text/plain", text: "y".repeat(500_000) };
  return [
    JSON.stringify({
      ...socketEntry({ url: `wss://example.com/live/${i}`, messages: Array.from({ length: 25 }, () => message) }),
      request: { method: "GET", url: `wss://example.com/live/${i}`, headers: [] },
    }),
    JSON.stringify({
      startedDateTime: "2026-11-22T15:00:00.000Z",
      request: { method: "GET", url: `https://example.com/${i}`, headers: [] },
      response: { status: 200, headers: [{ name: "Server", value: "nginx" }], content: body },
    }),
  ].join(",");
}

test(`a HAR of ${FILE} MB is explained in a heap of ${HEAP} MB`, { timeout: 120_000 }, async () => {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP}`, "test/run.js", "src/cli/index.ts", "explain", "-", "--format", "json"],
    { cwd: ROOT, stdio: ["pipe", "pipe", "pipe"] },
  );
  const printed: Buffer[] = [];
  const noted: Buffer[] = [];
  child.stdout.on("data", (piece: Buffer) => printed.push(piece));
  child.stderr.on("data", (piece: Buffer) => noted.push(piece));
  // It may end before it has read all: that is told by its exit code below.
  child.stdin.on("error", () => undefined);
  const ended = once(child, "close");
  const [head = "", tail = ""] = har([]).split("[]}}");
  child.stdin.write(`${head}[`);
  let written = 0;
  let count = 0;
  for (; written < FILE * 1e6 && child.stdin.writable; count++) {
    const piece = `${count === 0 ? "" : ","}${pieceOf(count)}`;
    written += piece.length;
    // Written only as fast as it is read: the test must not hold the file either.
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, "drain"), ended]);
  }
  child.stdin.end(`]}}${tail}`);
  const [code] = await ended;
  expect(Buffer.concat(noted).toString()).not.toContain("heap out of memory");
  expect(code).toBe(0);
  const report = readReport(JSON.parse(Buffer.concat(printed).toString()));
  expect(report.connections).toHaveLength(count);
  expect(report.connections.every(({ messages }) => messages?.received.count === 25)).toBe(true);
  expect(report.connections[0]?.intermediaries[0]?.id).toBe("nginx");
});
