import * as v from "valibot";
import type { Reading } from "../../upgrade/reading.ts";
import { readHarLog } from "../har/har-file.ts";
import type { ReadOptions } from "../options.ts";
import { readText } from "../recognize.ts";
import { logOfTrace, withAttachedMessages } from "./playwright.ts";
import { unzip } from "./zip.ts";

const HarDocument = v.object({
  log: v.looseObject({
    creator: v.optional(v.unknown()),
    pages: v.optional(v.unknown()),
    entries: v.array(v.unknown()),
  }),
});

/** What of an archive is unpacked: captures, and the files that Playwright keeps messages in. */
const WANTED = /\.(?:har|json|jsonl|txt|log|network|trace)$/i;

/**
 * Reads a zip archive: a HAR with its attachments and a trace, as Playwright writes them, or any one capture that was
 * packed.
 *
 * @param archive the whole archive
 * @param file tells reports apart that are read together: 1 is the first
 * @throws Error with one clear sentence when there is nothing in it that can be explained
 */
export function readArchive(archive: Uint8Array, file: number, options: ReadOptions = {}): Reading {
  const files = unzip(archive, (name) => WANTED.test(name));
  const textOf = (name: string): string | null => {
    const bytes = files.get(name);
    return bytes === undefined ? null : new TextDecoder().decode(bytes);
  };
  const names = [...files.keys()].sort();
  const har = names.find((name) => /\.har$/i.test(name));
  if (har !== undefined) return readHarIn(textOf(har) ?? "", folderOf(har), textOf, options);
  const network = names.filter((name) => /\.network$/i.test(name));
  if (network.length > 0) return readTrace(network, textOf, options);
  for (const name of names.filter((one) => /\.(?:json|txt|log)$/i.test(one))) {
    try {
      return readText(textOf(name) ?? "", file, options);
    } catch {
      // Another file of the archive may be the one that is meant.
    }
  }
  throw new Error(
    "It is a zip archive without a HAR file, a Playwright trace, a network log, a report or a transcript.",
  );
}

function readHarIn(
  text: string,
  folder: string,
  textOf: (name: string) => string | null,
  options: ReadOptions,
): Reading {
  const parsed = v.safeParse(HarDocument, jsonOf(text));
  if (!parsed.success) throw new Error("The HAR file in the archive has no log.entries list.");
  const { creator, pages, entries } = parsed.output.log;
  const whole = entries.map((entry) => withAttachedMessages(entry, (name) => textOf(`${folder}${name}`)));
  return readHarLog({ creator, pages, entries: whole }, options);
}

/** A trace of several contexts has a `.network` file for each: `0-trace.network`, `1-trace.network` … */
function readTrace(names: readonly string[], textOf: (name: string) => string | null, options: ReadOptions): Reading {
  const logs = names.map((name) => logOfTrace(textOf(name) ?? "", textOf(name.replace(/network$/i, "trace"))));
  const entries = logs.flatMap((log) => log.entries);
  const whole = entries.map((entry) => withAttachedMessages(entry, textOf));
  return readHarLog({ creator: logs[0]?.creator, entries: whole }, options);
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Error("The HAR file in the archive is truncated or malformed.");
  }
}
