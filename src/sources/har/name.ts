import type { Headers } from "../../upgrade/http/headers.ts";
import type { HarOptions } from "./options.ts";
import type { HarEntry } from "./schema.ts";

/**
 * A name that stays the same from poll to poll: the key; without one the URL and start, or the place in the log.
 *
 * @param startedAt by whichever clock the entry is dated
 * @param ordinals how often each name was given in this log: equal ones get a number
 */
export function sourceIdOf(
  entry: HarEntry,
  url: string,
  startedAt: number | null,
  headers: Headers,
  options: HarOptions,
  ordinals: Map<string, number>,
): string {
  const key = headers.find(([name]) => name.toLowerCase() === "sec-websocket-key")?.[1];
  const failure = entry._webSocketMessages?.find((message) => message.type === "error");
  const name =
    key !== undefined
      ? `key ${key}`
      : startedAt !== null
        ? `${url} at ${startedAt}`
        : failure !== undefined
          ? `${url} failed ${failure.time}`
          : `${url} waiting ${options.generation}`;
  const ordinal = ordinals.get(name) ?? 0;
  ordinals.set(name, ordinal + 1);
  return `network:${name}${ordinal > 0 ? ` #${ordinal}` : ""}`;
}
