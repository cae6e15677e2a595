import type { ReportConnection } from "../../contract/format.ts";
import { LEVELS } from "./facts.ts";

/** The word before a verdict's sentence. */
export function headlineOf({ headline, level }: ReportConnection["verdict"]): string {
  return headline === "" ? LEVELS[level] : headline;
}
