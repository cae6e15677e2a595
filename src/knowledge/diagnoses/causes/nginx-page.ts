import { statusName } from "../../http-status.ts";
import { visibleText } from "../../text.ts";
import { responseHeader, statusOf } from "../case.ts";
import type { Case } from "../diagnosis.ts";

/**
 * Evidence that nginx wrote the body of a refusal itself, read from its type and length where the body was not seen (nginx:
 * ngx_http_special_response.c); what nginx only passes on has the length that its server gave it.
 *
 * @returns null where nothing speaks for it
 */
export function nginxOwnPage(seen: Case): readonly string[] | null {
  const server = responseHeader(seen, "Server");
  const status = statusOf(seen);
  if (server === null || status === null || !/^nginx(?:\/[\d.]+)?$/.test(server)) return null;
  const length = ownPage(statusName(status), server).length;
  const isLikeIt = responseHeader(seen, "Content-Length") === String(length);
  if (!isLikeIt || !/^text\/html\b/i.test(responseHeader(seen, "Content-Type") ?? "")) return null;
  return [
    `response header Server: ${visibleText(server)}`,
    `response header Content-Length: ${length}, as long as nginx's own page`,
  ];
}

/** The page that nginx sends with a status of its own. */
function ownPage(status: string, server: string): string {
  return [
    "<html>",
    `<head><title>${status}</title></head>`,
    "<body>",
    `<center><h1>${status}</h1></center>`,
    `<hr><center>${server}</center>`,
    "</body>",
    "</html>",
    "",
  ].join("\r\n");
}
