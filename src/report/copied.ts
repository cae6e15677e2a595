import { visibleText } from "../knowledge/text.ts";
import type { Report, ReportConnection } from "./contract/format.ts";
import { rawRequest, rawResponse } from "./formats/outline/raw.ts";
import { type Reproduction, reproductions } from "./reproduce/reproduce.ts";

/** One thing that can be copied of a connection. */
export type CopiedPart = "url" | "request-headers" | "response-headers" | "explanation" | Reproduction["id"];

/**
 * What is copied, to be pasted elsewhere: one part of each connection, in the order of the report.
 *
 * @param report masked: a part leaves as the whole would
 * @returns null when no connection has this part
 */
export function copiedText({ connections }: Pick<Report, "connections">, part: CopiedPart): string | null {
  const texts = connections.flatMap((connection) => partOf(connection, part) ?? []);
  return texts.length === 0 ? null : texts.join("\n");
}

function partOf(connection: ReportConnection, part: CopiedPart): string | null {
  const { url, handshake, verdict } = connection;
  switch (part) {
    case "url":
      return url === null ? null : visibleText(url);
    case "request-headers":
      return rawRequest(connection);
    case "response-headers":
      return handshake.response === null ? null : rawResponse(handshake.response);
    case "explanation":
      return visibleText([verdict.headline, verdict.sentence].filter((words) => words !== "").join(". "));
    default:
      return reproductions.find(({ id }) => id === part)?.text(connection) ?? null;
  }
}
