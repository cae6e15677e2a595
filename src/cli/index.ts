#!/usr/bin/env node
import { createReadStream } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { main } from "./main.ts";

// `upgrades explain … | head` closes the pipe before everything is printed: that is no error.
process.stdout.on("error", (error) => {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
});

const isTerminal = process.stdout.isTTY === true;

process.exitCode = await main(process.argv.slice(2), {
  now: () => Date.now(),
  open: (path) => (path === "-" ? process.stdin : createReadStream(path, { highWaterMark: 1 << 18 })),
  list: async (folder) => {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      // Patterns name files: a pipe or a device among them may never end.
      const files = entries.filter((entry) => entry.isFile() || entry.isDirectory() || entry.isSymbolicLink());
      return files.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    } catch {
      return [];
    }
  },
  writeFile: (path, content) => writeFile(path, content),
  print: (content) => process.stdout.write(content),
  note: (line) => process.stderr.write(`${line}\n`),
  isWatched: process.stderr.isTTY === true,
  isTerminal,
  hasColor: isTerminal && (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb",
});
