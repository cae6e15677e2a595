/**
 * A text for people, with two marks only: `` `code` `` and `[text](https://…)`. Whatever a server or a page wrote goes in
 * through `code`, which leaves it nothing to mark with.
 */
export type Words = string;

/** Longest piece of foreign text inside a sentence; the whole value stands in the Handshake tab. */
const LONGEST = 120;

/**
 * Puts foreign text (header values, URLs, the browser's messages) into a sentence: in code marks, with back-ticks replaced,
 * control and direction-changing characters made visible, and a bounded length.
 */
export function code(text: string): Words {
  const visible = visibleText(text).replaceAll("`", "'");
  const short = shortened(visible, LONGEST);
  return `\`${short === "" ? " " : short}\``;
}

/**
 * A text, or its beginning and an ellipsis when it is longer; a character of two units is never cut in half.
 *
 * @param longest UTF-16 units
 */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, "")}…` : text;
}

/**
 * Shows characters that would change how the text around them is read, or that nobody sees: controls, separators of lines,
 * Unicode's format characters such as direction marks, what it calls default ignorable (Unicode 16 §5.21), such as fillers,
 * variation selectors and tags, and what is no character at all (§2.4): halves of surrogate pairs, which no file can hold,
 * and noncharacters, which HTML does not allow.
 */
export function visibleText(text: string): string {
  // Nearly every text is plain ASCII, and a report has thousands of them.
  if (!UNUSUAL.test(text)) return text;
  return text.replace(HIDDEN, spelledOut);
}

function spelledOut(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
  return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
}

const UNUSUAL = /[^\x20-\x7e]/;

// By property and not by number, so that what a newer Unicode adds to them is among them.
const HIDDEN =
  /[\p{Control}\p{Format}\p{Surrogate}\p{Line_Separator}\p{Paragraph_Separator}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;

/** A unit of durations, as DevTools writes it. */
export type DurationUnit = "ms" | "s" | "min" | "h" | "d";

/**
 * A duration in words: "80 ms", "3.2 s", "14 min 2 s", "3 h 5 min", "2 d 4 h"; "under 1 ms" where nobody measured finer.
 *
 * @param milliseconds negative counts as zero
 */
export function duration(milliseconds: number): Words {
  if (isUnderMillisecond(milliseconds)) return "under 1 ms";
  return durationParts(milliseconds)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(" ");
}

/** Whether a duration is reported as under a millisecond: clocks and files cut what is shorter to nothing, and nothing takes no time. */
export function isUnderMillisecond(milliseconds: number): boolean {
  return milliseconds < 1;
}

/**
 * A duration as the one or two amounts that it is reported in; a translation puts them into words.
 *
 * @param milliseconds negative counts as zero
 */
export function durationParts(milliseconds: number): readonly (readonly [value: number, unit: DurationUnit])[] {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) return [[Math.round(ms), "ms"]];
  const seconds = Math.floor(ms / 1000);
  if (seconds < 10 && ms % 1000 >= 100) return [[Math.floor(ms / 100) / 10, "s"]];
  if (seconds < 60) return [[seconds, "s"]];
  if (seconds < 3600) return two(Math.floor(seconds / 60), "min", seconds % 60, "s");
  if (seconds < 86_400) return two(Math.floor(seconds / 3600), "h", Math.floor((seconds % 3600) / 60), "min");
  return two(Math.floor(seconds / 86_400), "d", Math.floor((seconds % 86_400) / 3600), "h");
}

/**
 * How long ago something was, in words: "just now", "3.2 s ago".
 *
 * @param milliseconds since then; less than a second is now, since two clocks of the browser are compared
 */
export function ago(milliseconds: number): Words {
  return milliseconds < 1000 ? "just now" : `${duration(milliseconds)} ago`;
}

// Building one is dear, and a report has thousands of numbers.
const ENGLISH = new Intl.NumberFormat("en");

/** A number with thousands separated, as in "4,312". */
export function number(value: number): Words {
  // Most numbers have nothing to separate.
  return Number.isInteger(value) && value >= 0 && value < 1000 ? String(value) : ENGLISH.format(value);
}

/** "1 message", "2 messages". */
export function count(value: number, noun: string): Words {
  return `${number(value)} ${noun}${value === 1 ? "" : "s"}`;
}

/** A unit of sizes, as DevTools writes it. */
export type SizeUnit = "B" | "kB" | "MB" | "GB";

/** Bytes as DevTools prints them: "120 B", "1.2 kB", "3.4 MB" (1 kB is 1000 bytes). */
export function bytes(value: number): Words {
  const [amount, unit] = bytesParts(value);
  return unit === "B" ? `${amount} B` : `${amount.toFixed(1)} ${unit}`;
}

/** Bytes as an amount of the unit that they are reported in; all but bytes have one digit after the point. */
export function bytesParts(value: number): readonly [amount: number, unit: SizeUnit] {
  if (value < 1000) return [value, "B"];
  if (value < 1_000_000) return [value / 1000, "kB"];
  if (value < 1_000_000_000) return [value / 1_000_000, "MB"];
  return [value / 1_000_000_000, "GB"];
}

function two(
  a: number,
  unitA: DurationUnit,
  b: number,
  unitB: DurationUnit,
): readonly (readonly [number, DurationUnit])[] {
  return b === 0
    ? [[a, unitA]]
    : [
        [a, unitA],
        [b, unitB],
      ];
}

/** First words that are lower case inside a sentence; all others may be names. */
const ORDINARY =
  /^(?:The|A|An|This|That|One|Some|Something|Too|No|There|Nothing|It|Its|Another|Different|Security|Credentials|Client|Port)(?=[\s'’])/;

/** A title or a sentence of ours as it goes on inside another: with a small letter, unless it begins with a name. */
export function inSentence(words: Words): Words {
  return ORDINARY.test(words) ? `${words.charAt(0).toLowerCase()}${words.slice(1)}` : words;
}
