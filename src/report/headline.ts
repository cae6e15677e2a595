import { LEVELS } from "./facts.ts";
import type { ReportConnection } from "./format.ts";

/** The word before a verdict's sentence. */
export function headlineOf({ headline, level }: ReportConnection["verdict"]): string {
  return headline === "" ? LEVELS[level] : headline;
}
