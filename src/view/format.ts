import { type MessageKey, t } from "./text.ts";

// Building a formatter is dear, and a scrolling list asks for hundreds of numbers.
const formats = new Map<string, Intl.NumberFormat>();

/** A number as the language of the texts writes it: "45,332". */
export function number(value: number, digits = 0): string {
  const language = t("language");
  const known = formats.get(`${language} ${digits}`);
  const format = known ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits });
  if (known === undefined) formats.set(`${language} ${digits}`, format);
  return format.format(value);
}

/** "1 upgrade" or "12 upgrades": the text for one, or the one with the number filled in. */
export function plural(value: number, one: MessageKey, many: MessageKey): string {
  return value === 1 ? t(one) : t(many, number(value));
}

/**
 * A running age, in the width of a clock: "00:31", "14:02", "1:14:02", "2 d 1:14:02".
 *
 * @param milliseconds negative counts as zero
 */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  if (days > 0) return `${days} d ${hours}:${rest}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/**
 * A moment as the time of day in the user's zone, to the millisecond: "14:03:07.250".
 *
 * @param at epoch milliseconds
 */
export function timeOfDay(at: number): string {
  return `${clockTime(at)}.${String(new Date(at).getMilliseconds()).padStart(3, "0")}`;
}

/**
 * A moment as the time of day in the user's zone, to the second: "14:03:07".
 *
 * @param at epoch milliseconds
 */
export function clockTime(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
}

/**
 * A moment with its date, in the user's zone and the language of the texts: "22 Nov 2026, 15:00:00".
 *
 * @param at epoch milliseconds
 */
export function dateAndTime(at: number): string {
  return new Date(at).toLocaleString(t("language"), { dateStyle: "medium", timeStyle: "medium" });
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
