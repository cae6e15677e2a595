import { visibleText } from "../../../knowledge/text.ts";
import type { Headers } from "../../../upgrade/http/headers.ts";
import type { ReportConnection } from "../../contract/format.ts";

/**
 * The request's headers as lines. A line break inside a value must not look like the next header, so every line is made
 * visible.
 *
 * @returns null where the record has none: a line of a server's log, or what was never sent
 */
export function rawRequest({ handshake }: Pick<ReportConnection, "handshake">): string | null {
  const headers = handshake.request?.headers ?? [];
  return headers.length === 0 ? null : headerLines(headers);
}

/** The response's status and headers as lines. */
export function rawResponse(response: NonNullable<ReportConnection["handshake"]["response"]>): string {
  const status = `${response.status} ${visibleText(response.statusText)}`.trim();
  return response.headers.length === 0 ? status : `${status}\n${headerLines(response.headers)}`;
}

function headerLines(headers: Headers): string {
  return headers.map(([name, value]) => visibleText(`${name}: ${value}`)).join("\n");
}
