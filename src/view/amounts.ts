import { bytesParts, type DurationUnit, durationParts, isUnderMillisecond, type SizeUnit } from "../knowledge/text.ts";
import { number } from "./format.ts";
import { type MessageKey, t } from "./text.ts";

const DURATIONS: Readonly<Record<DurationUnit, MessageKey>> = {
  ms: "unitMilliseconds",
  s: "unitSeconds",
  min: "unitMinutes",
  h: "unitHours",
  d: "unitDays",
};

const SIZES: Readonly<Record<SizeUnit, MessageKey>> = {
  B: "unitBytes",
  kB: "unitKilobytes",
  MB: "unitMegabytes",
  GB: "unitGigabytes",
};

/**
 * A duration in the language of the texts: "80 ms", "3.2 s", "14 min 2 s", "2 d 4 h", "under 1 ms". In sentences of knowledge it stands in
 * English, by the function of the same name there.
 *
 * @param milliseconds negative counts as zero
 */
export function duration(milliseconds: number): string {
  if (isUnderMillisecond(milliseconds)) return t("unitUnderMillisecond");
  return durationParts(milliseconds)
    .map(([value, unit]) => t(DURATIONS[unit], number(value, 1)))
    .join(" ");
}

/**
 * How long ago something was: "just now", "3.2 s ago".
 *
 * @param milliseconds since then; less than a second is now, since two clocks of the browser are compared
 */
export function ago(milliseconds: number): string {
  return milliseconds < 1000 ? t("agoNow") : t("ago", duration(milliseconds));
}

/** Bytes in the language of the texts, in DevTools' units: "120 B", "1.2 kB" (1 kB is 1000 bytes). */
export function bytes(value: number): string {
  const [amount, unit] = bytesParts(value);
  const digits = unit === "B" ? 0 : 1;
  return t(SIZES[unit], number(amount, digits, digits));
}
