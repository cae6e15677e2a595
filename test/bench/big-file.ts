import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { START, socketEntry } from "../cli/built-har.ts";
import { ROUNDS } from "./measure.ts";
import { panelHeap, withPanel } from "./panel-world.ts";
import { ratioText, type Spread, spreadOf, wholeText } from "./spread.ts";
import { table } from "./table.ts";

const BYTES = 100_000_000;

/** Connections of the file, and the characters of each of their messages. */
const CONNECTIONS = 1000;
const MESSAGE = 900;

/** A HAR of 100 MB, read by the command line and by the panel; beside `JSON.parse` of the same file, in turns. */
export async function bigFile(say: (line: string) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-bench-"));
  try {
    const path = join(folder, "big.har");
    say("Writing a HAR of 100 MB …");
    await write(path);
    const parsed: number[] = [];
    const explained: { milliseconds: number; bytes: number }[] = [];
    for (let i = 0; i <= ROUNDS; i++) {
      say(`A HAR of 100 MB by explain: round ${i} of ${ROUNDS} …`);
      const start = performance.now();
      JSON.parse(await readFile(path, "utf8"));
      parsed.push(performance.now() - start);
      explained.push(await explain(path));
    }
    say("A HAR of 100 MB by the panel …");
    const imported = await withPanel("/", async (world) => {
      const before = await panelHeap(world);
      const times: number[] = [];
      for (let i = 0; i <= ROUNDS; i++) {
        await world.panel.evaluate(watchRow);
        const input = await world.panel.waitForSelector(".toolbar input[type=file]");
        const start = performance.now();
        await (await input?.toElement("input"))?.uploadFile(path);
        await world.panel.waitForFunction("seenRow", { polling: 20, timeout: 120_000 });
        times.push(performance.now() - start);
        if (i === ROUNDS) break;
        await world.panel.$eval(".import-remove", (button) => button instanceof HTMLElement && button.click());
        await world.panel.waitForFunction(() => document.querySelector("tr[data-id]") === null, { polling: 50 });
      }
      return { times, kept: (await panelHeap(world)) - before };
    });
    const row = (what: string, times: readonly number[], note: string) => {
      const time: Spread = spreadOf(times.slice(1));
      const ratio = spreadOf(times.slice(1).map((one, i) => one / (parsed[i + 1] ?? Number.NaN)));
      return [what, wholeText(time, "ms"), ratioText(ratio), note];
    };
    const peak = spreadOf(explained.slice(1).map(({ bytes }) => bytes / 1e6));
    return `${CONNECTIONS.toLocaleString("en")} connections with messages. The ratio is that to reading the file and \`JSON.parse\`. The targets are 3 s and 300 MB.

${table(
  ["What", "Time", "Ratio", "Memory"],
  [
    row("read the file and JSON.parse (the unit)", parsed, ""),
    row(
      "upgrades explain, the whole process",
      explained.map(({ milliseconds }) => milliseconds),
      `${wholeText(peak, "MB")} at most`,
    ),
    row("the panel's import, until its rows are there", imported.times, `${(imported.kept / 1e6).toFixed(1)} MB kept`),
  ],
)}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(path: string): Promise<void> {
  const file = await open(path, "w");
  const messages = Math.floor(BYTES / CONNECTIONS / (MESSAGE + 80));
  await file.write(
    '{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[',
  );
  for (let i = 0; i < CONNECTIONS; i++) {
    const entry = socketEntry({
      url: `wss://example.com/feed/${i}`,
      messages: Array.from({ length: messages }, (_, m) => ({
        type: m % 2 === 0 ? "receive" : "send",
        time: START + i + m / 10,
        opcode: 1,
        data: "x".repeat(MESSAGE),
      })),
    });
    await file.write(`${i === 0 ? "" : ","}${JSON.stringify(entry)}`);
  }
  await file.write("]}}");
  await file.close();
}

/** @returns the time of the whole process, and the most memory that it had (Linux only) */
function explain(path: string): Promise<{ milliseconds: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ["dist-cli/upgrades.js", "explain", path, "--format", "json"], {
      stdio: ["ignore", "ignore", "inherit"],
    });
    let bytes = Number.NaN;
    const timer = setInterval(() => {
      bytes = Math.max(bytes || 0, peakOf(child.pid));
    }, 20);
    child.on("error", reject);
    child.on("exit", (code) => {
      clearInterval(timer);
      if (code !== null && code <= 1) resolve({ milliseconds: performance.now() - start, bytes });
      else reject(new Error(`upgrades explain ended with ${code}.`));
    });
  });
}

function peakOf(pid: number | undefined): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return 1024 * Number(kilobytes ?? 0);
  } catch {
    return 0;
  }
}

/** Runs in the panel. */
function watchRow(): void {
  Reflect.set(globalThis, "seenRow", false);
  new MutationObserver((_, observer) => {
    if (!document.querySelector("tr[data-id]")) return;
    observer.disconnect();
    Reflect.set(globalThis, "seenRow", true);
  }).observe(document.body, { childList: true, subtree: true });
}
