import { visibleText } from "../knowledge/words.ts";
import { EXTENSION, type RecordingOptions, startRecording } from "./browser/recording.ts";
import { type Command, DONE, Refusal } from "./command.ts";
import { deliver } from "./deliver.ts";
import { parseDuration } from "./duration.ts";
import { readOptions } from "./options.ts";

const OPTIONS = {
  for: { type: "string" },
  format: { type: "string" },
  out: { type: "string" },
  headed: { type: "boolean" },
} as const;

/** How long a page is watched when nobody says so, in milliseconds. */
const DEFAULT_MS = 10_000;

/** `upgrades record`: a page in, a report of its upgrades out, through a real browser and the real panel. */
export const record: Command = {
  name: "record",
  summary: "Load a page in a browser and report the WebSocket upgrades it makes.",
  help: `Usage: upgrades record URL [options]

Starts Chromium (or Chrome, or Edge) with the Upgrades extension in a fresh
profile, opens DevTools on the Upgrades tab, counts live, loads the page, waits,
and exports the report through the panel. Secrets are masked.

Options:
  --for TIME       how long to watch after the page has loaded: 500ms, 10s, 2m;
                   10s is the default
  --format FORMAT  markdown or json; the default is json when the file of --out
                   ends in .json, and markdown otherwise
  --out FILE       write the report to a file instead of printing it
  --headed         show the browser's window
  --help           show this help

The browser is the one that CHROMIUM names, else the first that is found in the
usual places; on Debian as root the package chromium is installed when there is
none.

Exit codes: 0 when the report was made; 2 when it could not be made.
`,
  async run(args, io) {
    const { values, positionals } = readOptions(args, OPTIONS);
    const [text, ...more] = positionals;
    if (text === undefined) throw new Refusal("Which page? Name its URL.");
    if (more.length > 0) throw new Refusal("One page at a time, please.");
    const url = pageUrl(text);
    const watchMs = parseDuration(values.for ?? `${DEFAULT_MS}ms`);
    if (watchMs === null)
      throw new Refusal(`--for takes a time such as 500ms, 10s or 2m, not ${visibleText(values.for ?? "")}.`);
    const format = values.format ?? (values.out?.endsWith(".json") === true ? "json" : "markdown");
    if (format !== "json" && format !== "markdown") {
      throw new Refusal(`There is no format ${visibleText(format)}: choose markdown or json.`);
    }
    const say = io.isWatched ? (line: string) => io.note(line) : () => undefined;
    const report = await watch(url, watchMs, format, { headed: values.headed === true, say });
    await deliver(report, values.out, io);
    return DONE;
  },
};

async function watch(
  url: string,
  watchMs: number,
  format: "json" | "markdown",
  options: RecordingOptions,
): Promise<string> {
  try {
    const recording = await startRecording(url, EXTENSION, options);
    try {
      options.say?.(`Watching for ${watchMs / 1000} s …`);
      await new Promise((resolve) => setTimeout(resolve, watchMs));
      return await recording.report(format);
    } finally {
      await recording.close();
    }
  } catch (error) {
    throw new Refusal(visibleText(error instanceof Error ? error.message : String(error)));
  }
}

function pageUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && ["http:", "https:", "file:"].includes(url.protocol)) return url.href;
  throw new Refusal(`${visibleText(text)} is not the address of a page: it must begin with http:// or https://.`);
}
