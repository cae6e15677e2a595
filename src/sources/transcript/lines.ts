import { withoutGutter } from "./gutter.ts";
import { plainText } from "./plain-text.ts";
import { unwrapped } from "./wrapped.ts";

/** Progress meter of curl, as it is mixed into what was sent to one file (curl: src/tool_progress.c). */
const METER = /^ *\d{1,3}(?: +[\d.]+[kMGTP]?){7} +[-\d:]{7,8} +[-\d:]{7,8} +[-\d:]{7,8} +[\d.]+[kMGTP]?/;
const METER_HEAD = /^\s*(?:% Total\s+% Received|Dload\s+Upload)/;

/** More fences than this no comment has. */
const MOST_FENCES = 200;

const FENCE = /^\s*(?:```|~~~)/;

/** Prefixes that shells, loggers and containers put before each line. */
const PREFIXES: readonly RegExp[] = [
  // A container's name, as `docker compose logs` writes it.
  /^[\w.-]{1,60}\s+\|\s?/,
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,:]\d+)?(?:Z|[+-]\d\d:?\d\d)?\]?:?\s+/,
  /^\[?\d\d:\d\d:\d\d(?:[.,]\d+)?\]?\s+/,
  // What the Arduino library and its like write before what they received.
  /^-> /,
  /^\[WS\] \[WS-Client\] ?\[handleHeader\] ?RX:/,
  /^\[WS\] \[WS-Client\] ?\[sendHeader\] ?Handshake:/,
  // Java-WebSocket before 1.4, in its debug output.
  /^(?:write|process)\(\d{1,7}\): \{(?=[A-Z]{3,7} \S|HTTP\/)/,
  // curl --trace-ids.
  /^\[\d+-\d+\]\s/,
  // The name of a logger, as Python's logging writes it.
  /^(?:DEBUG|INFO)(?:\s*:)?\s*websockets\.(?:client|server|protocol)\s*:\s?/,
  /^(?:DEBUG|INFO)(?::\s*|\s+)(?=[<>=%!x*] )/,
  // A logger's name and level after the time, as programs put them together: "- Client DEBUG: ".
  /^- [\w.-]{1,60}(?: -)? (?:DEBUG|INFO|WARNING|ERROR)(?::| -) /,
  // Level of libwebsockets.
  /^[EWNID]: (?=HTTP\/\d|lws_)/,
];

/** What `ngrep -W byline` prints for the carriage return at the end of each line of HTTP. */
const NGREP = /^(?:[A-Z]{3,10} \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}(?: .*)?)\.\s*$/;

/**
 * The lines of what somebody pasted, without what came onto them on the way: Markdown's fences and quotation marks,
 * indentation, timestamps, carriage returns, curl's progress meter.
 */
export function linesOf(text: string): string[] {
  const bare = joined(rawLinesOf(text).map(withoutPrefix));
  // A reason phrase may end with a full stop; a request line never does.
  const isNgrep = bare.some((line) => NGREP.test(line) && !line.startsWith("HTTP/"));
  return isNgrep ? bare.map((line) => line.trimEnd().replace(/\.$/, "")) : bare;
}

/** As `linesOf`, with what loggers write before each line. */
export function rawLinesOf(text: string): readonly string[] {
  const all = undoubled(withoutGutter(plainText(text).split(/\r*\n|\r/)));
  const lines = fenced(all).filter((line) => !METER_HEAD.test(line));
  const quoted = lines.map((line) => line.replace(METER, ""));
  return withoutPrompt(unwrapped(withoutGutter(fenced(unquoted(unquoted(unquoted(quoted)))))));
}

/** A prompt that waits for the next command. */
function withoutPrompt(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => line.trim() !== "");
  return /^[\w.[(-]{1,40}[@:~][\w.@:~/\])\s-]{0,80}[$#%>]\s*$/.test(lines[end] ?? "") ? lines.slice(0, end) : lines;
}

/** What was copied out of a chat or a word processor may have an empty line after each line. */
function undoubled(lines: readonly string[]): readonly string[] {
  const between = lines.filter((_, at) => at % 2 === 1);
  const filled = lines.filter((line) => line.trim() !== "").length;
  const isDoubled = filled > 3 && lines.length >= 2 * filled - 1 && between.every((line) => line.trim() === "");
  return isDoubled ? lines.filter((_, at) => at % 2 === 0) : lines;
}

/** Firefox copies a line of its console in three: the method, the address, and the response in brackets. */
function joined(lines: readonly string[]): string[] {
  const isMethod = (at: number) => /^(?:XHR ?)?GET$/.test(lines[at]?.trim() ?? "");
  const isUrl = (at: number) => /^wss?:\/\/\S+$/.test(lines[at]?.trim() ?? "");
  const isStatus = (at: number) => /^\[HTTP\/\d/.test(lines[at]?.trim() ?? "");
  return lines.flatMap((line, at) => {
    if (isMethod(at) && isUrl(at + 1) && isStatus(at + 2))
      return [
        lines
          .slice(at, at + 3)
          .map((one) => one.trim())
          .join(" "),
      ];
    const isPart =
      (isUrl(at) && isMethod(at - 1) && isStatus(at + 1)) || (isStatus(at) && isUrl(at - 1) && isMethod(at - 2));
    return isPart ? [] : [line];
  });
}

/** What stands inside of Markdown's fences, where one is closed: around it are words for people. */
function fenced(lines: readonly string[]): readonly string[] {
  const marks = lines.flatMap((line, at) => (FENCE.test(line) ? [at] : []));
  const isInside = (at: number) => marks.filter((mark) => mark < at).length % 2 === 1;
  const isPlain = marks.length < 2 || marks.length > MOST_FENCES;
  return lines.filter((line, at) => !FENCE.test(line) && (isPlain || isInside(at)));
}

/** A mark of a tool, or the first line of HTTP, after a quotation mark: `> > GET / HTTP/1.1`, `> HTTP/1.1 101`. */
const QUOTED_TOOL = /^\s*> ?(?:[<>*=] |[<>]$|curl: |\$ |== Info|[<=]= )/;
const QUOTED_STATUS = /^\s*> ?HTTP\/\d/;

/** `>` is curl's own mark too: it is a quotation where another mark stands after it, or where every line has it. */
function unquoted(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== "");
  // noVNC marks where a function of its begins and ends.
  if (lines.some((line) => /^\s*<< [\w.]/.test(line))) return lines;
  const isServerLog = lines.some((line) => /^.{0,60}< [A-Z]{3,7} \S+ HTTP\//.test(line));
  const isQuoted =
    lines.some((line) => QUOTED_TOOL.test(line)) ||
    (!isServerLog && lines.some((line) => QUOTED_STATUS.test(line))) ||
    (filled.length > 0 && filled.every((line) => /^\s*>/.test(line)));
  if (!isQuoted) return lines;
  return lines.filter((line) => /^\s*>/.test(line)).map((line) => line.replace(/^\s*> ?/, ""));
}

/** An empty line after a container's name or a time. */
const NAME_ALONE = /^(?:[\w.-]{1,60}\s+\||\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\s*$/;

function withoutPrefix(line: string): string {
  let rest = line.trimStart();
  if (NAME_ALONE.test(rest)) return "";
  for (const prefix of [...PREFIXES, ...PREFIXES]) {
    const after = rest.replace(prefix, "");
    if (after !== "") rest = after.trimStart();
  }
  return rest;
}
