import type { ReportConnection } from "../contract/format.ts";

/** Whether a browser recorded it; transcripts and other programs have the request as it was sent. */
export function isOfBrowser({ observed }: ReportConnection): boolean {
  return observed?.client === undefined && observed?.method === undefined;
}
