import { inCategory, language, type PluralKey, t } from "./text.ts";

// Building a formatter is dear, and a scrolling list asks for hundreds of numbers.
const numbers = new Map<string, Intl.NumberFormat>();
const times = new Map<string, Intl.DateTimeFormat>();
const rules = new Map<string, Intl.PluralRules>();

/**
 * A number as the language of the texts writes it: "45,332".
 *
 * @param most most digits after the point
 * @param least fewest digits after the point
 */
export function number(value: number, most = 0, least = 0): string {
  const locale = language();
  const options = { maximumFractionDigits: most, minimumFractionDigits: least };
  return made(numbers, `${locale} ${most} ${least}`, () => new Intl.NumberFormat(locale, options)).format(value);
}

/**
 * A share of a whole, rounded down: "43%".
 *
 * @param share from 0 to 1
 */
export function percent(share: number): string {
  return new Intl.NumberFormat(language(), { style: "percent" }).format(Math.floor(share * 100) / 100);
}

/**
 * "1 upgrade" or "12 upgrades": the text in the form that its language has for the number, which is filled in first.
 *
 * @param more what stands for `$2`, `$3` …
 */
export function plural(value: number, key: PluralKey, ...more: string[]): string {
  const locale = language();
  const category = made(rules, locale, () => new Intl.PluralRules(locale)).select(value);
  return inCategory(key, category, [number(value), ...more]);
}

/** How precisely a moment is shown. */
type Exactness = "minute" | "second" | "millisecond";

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const CLOCKS: Readonly<Record<Exactness, Intl.DateTimeFormatOptions>> = {
  minute: CLOCK,
  second: { ...CLOCK, second: "2-digit" },
  millisecond: { ...CLOCK, second: "2-digit", fractionalSecondDigits: 3 },
};

/**
 * A moment as the time of day in the user's zone, on a clock of 24 hours: "14:03:07.250".
 *
 * @param at epoch milliseconds
 */
export function timeOfDay(at: number, exactness: Exactness = "millisecond"): string {
  const locale = language();
  return made(times, `${locale} ${exactness}`, () => new Intl.DateTimeFormat(locale, CLOCKS[exactness])).format(at);
}

const DAY = { day: "numeric", month: "short" } as const;
const DATED = { ...CLOCKS.second, ...DAY, year: "numeric" } as const;

/**
 * A moment with its date, in the user's zone and the language of the texts: "22 Nov 2026, 15:00:00".
 *
 * @param at epoch milliseconds
 */
export function dateAndTime(at: number): string {
  if (!Number.isFinite(at)) return t("timingTimeUnknown");
  return made(times, `${language()} date`, () => new Intl.DateTimeFormat(language(), DATED)).format(at);
}

/**
 * A day without its year: "28 Nov".
 *
 * @param at epoch milliseconds
 */
export function day(at: number): string {
  return made(times, `${language()} day`, () => new Intl.DateTimeFormat(language(), DAY)).format(at);
}

function made<T>(known: Map<string, T>, name: string, make: () => T): T {
  const found = known.get(name) ?? make();
  known.set(name, found);
  return found;
}
