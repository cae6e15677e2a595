import { LEVELS } from "../../../knowledge/explanation/row.ts";
import type { ReportConnection } from "../../contract/format.ts";

/** The word before a verdict's sentence. */
export function headlineOf({ headline, level }: ReportConnection["verdict"]): string {
  return headline === "" ? LEVELS[level] : headline;
}
