import type { Header } from "../../upgrade/http/headers.ts";
import { balancerLine } from "./balancer-log.ts";

/** A command line that sends a handshake, as far as it is understood. */
export interface Command {
  readonly client: string;
  readonly url: string | null;
  readonly method: string;
  readonly headers: readonly Header[];
  /** Version of HTTP that it demands; null: the two sides agree on one. */
  readonly version: string | null;
  /** Whether it follows redirects. */
  readonly follows: boolean;
}

/** Programs by the name under which they are started. */
const CLIENTS: Readonly<Record<string, string>> = {
  curl: "curl",
  wget: "wget",
  wscat: "wscat",
  websocat: "websocat",
  http: "HTTPie",
  https: "HTTPie",
  xh: "xh",
};

const START =
  /^(?:.{0,80}?[$#%>❯➜λ]\s+|PS .{0,80}?>\s*|[A-Z]:\\.{0,80}?>\s*|\+\s+|! ?)?(?:sudo\s+)?(?:(?:time|winpty|npx)\s+)?(curl|wget|wscat|websocat|https?|xh)(?:\.exe)?\s+(.*)$/;

/** One word of a shell's line: quoted in one of three ways, or bare. */
const WORD = /(?:\$?'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]))/gy;

/** Longest command that is looked at, in lines. */
const MOST_LINES = 40;

/**
 * Reads a command line and those that it goes on in.
 *
 * @param at where in the lines it would begin
 * @returns null when no command begins there; else the command and how many lines it takes
 */
export function commandAt(lines: readonly string[], at: number): { command: Command; length: number } | null {
  const [, program, first = ""] = START.exec(lines[at] ?? "") ?? [];
  // The log of a load balancer begins its lines with `https` too.
  if (program === undefined || balancerLine(lines[at] ?? "") !== null) return null;
  let rest = first;
  let length = 1;
  while (/[\\^`]\s*$/.test(rest) && length < MOST_LINES && at + length < lines.length) {
    rest = `${rest.replace(/[\\^`]\s*$/, "")} ${lines[at + length] ?? ""}`;
    length++;
  }
  const end = rest.search(/\s(?:(?:\d?>|&>|\|)\s|2>&1)/);
  const words = wordsOf(straightened(end < 0 ? rest : rest.slice(0, end)));
  const command = commandOf(CLIENTS[program] ?? program, words);
  return command.url === null ? null : { command, length };
}

/** curl takes single letters together: `-sSiL`. */
function isFollowing(option: string): boolean {
  return /^--location(?:-trusted)?$/.test(option) || (/^-[a-zA-Z]{1,20}$/.test(option) && option.includes("L"));
}

/** Editors and chat programs make typographic marks of quotation marks, and long dashes of two hyphens. */
function straightened(line: string): string {
  return line
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/(^|\s)[–—](?=\w\s)/g, "$1-")
    .replace(/(^|\s)[–—](?=\w)/g, "$1--");
}

function commandOf(client: string, words: readonly string[]): Command {
  const headers: Header[] = [];
  let url: string | null = null;
  let method = "GET";
  let version: string | null = null;
  let follows = false;
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const [, long, equal] = /^(--[a-z0-9.-]+)=([\s\S]*)$/.exec(word) ?? [];
    const name = long ?? word;
    const value = () => equal ?? left.shift() ?? "";
    if (client === "curl" && isFollowing(name)) follows = true;
    if (/^(-H|--header)$/.test(name)) addHeader(headers, value());
    else if (/^-H./.test(name)) addHeader(headers, name.slice(2));
    else if (/^(-o|--origin)$/.test(name) && client === "wscat") headers.push(["Origin", value()]);
    else if (/^--origin$/.test(name)) headers.push(["Origin", value()]);
    else if (/^(-s|--subprotocol)$/.test(name) && client === "wscat") headers.push(["Sec-WebSocket-Protocol", value()]);
    else if (/^(-c|--connect|--url)$/.test(name) && client !== "HTTPie") url = value();
    else if (/^(-X|--request|--method)$/.test(name)) method = value().toUpperCase();
    else if (/^-X./.test(name)) method = name.slice(2).toUpperCase();
    else if (/^(--head|--spider)$/.test(name) || (client === "curl" && /^-[a-zA-Z]*I/.test(name))) method = "HEAD";
    else if (/^--http(1\.[01]|2|3)(-.*)?$/.test(name)) version = /^--http([\d.]+)/.exec(name)?.[1] ?? null;
    else if (WITH_VALUE.test(name)) value();
    else if (client === "HTTPie" && /^(GET|HEAD|POST)$/.test(word)) method = word;
    else if (client === "HTTPie" && /^[\w-]+:(?!\/\/|\d+(?:\/|$)).+/.test(word)) addHeader(headers, word);
    else if (!word.startsWith("-") && url === null && LIKE_URL.test(word)) url = word;
  }
  return { client, url, method, headers, version, follows };
}

/** Options whose next word is no URL. */
const WITH_VALUE =
  /^(-[AbdeEFmoprTtuUwxO]|--(max-time|connect-timeout|user-agent|user|cookie|data|output|output-document|proxy|resolve|cacert|cert|key|timeout|tries|referer|write-out|auth|execute))$/;

const LIKE_URL =
  /^(?:(?:wss?|https?):\/\/\S+|:\d\S*|localhost\b\S*|[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:\/\S*)?|\[[\da-f:]+\]\S*)$/i;

function addHeader(headers: Header[], text: string): void {
  const [, name, value = ""] = /^([^:=\s]+)\s*:\s*(.*)$/s.exec(text) ?? [];
  if (name !== undefined) headers.push([name, value.trim()]);
}

function wordsOf(text: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < text.length && words.length < 200) {
    if (/\s/.test(text.charAt(at))) {
      at++;
      continue;
    }
    let word = "";
    WORD.lastIndex = at;
    for (let part = WORD.exec(text); part !== null; part = WORD.exec(text)) {
      const [, single, double, escaped, bare] = part;
      word += (single ?? double)?.replace(/\\(["'\\$`!])/g, "$1") ?? escaped ?? bare ?? "";
      at = WORD.lastIndex;
    }
    // A quotation mark that is never closed.
    if (word === "" && WORD.lastIndex === 0) at++;
    words.push(word);
  }
  return words;
}
