import { readFile, writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { main } from "./main.ts";

// `upgrades explain … | head` closes the pipe before everything is printed: that is no error.
process.stdout.on("error", (error) => {
  if (!("code" in error) || error.code !== "EPIPE") throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  now: () => Date.now(),
  readInput: () => text(process.stdin),
  readFile: (path) => readFile(path, "utf8"),
  writeFile: (path, content) => writeFile(path, content),
  print: (content) => process.stdout.write(content),
  note: (line) => process.stderr.write(`${line}\n`),
  isWatched: process.stderr.isTTY === true,
});
