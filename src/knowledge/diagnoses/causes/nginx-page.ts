import { plainBody } from "../../bodies/plain.ts";
import { statusName } from "../../http-status.ts";
import { visibleText } from "../../text.ts";
import { responseHeader, statusOf } from "../case.ts";
import type { Case } from "../diagnosis.ts";

/**
 * Evidence that nginx wrote the body of a refusal itself: the body, or its type and length where it was not seen (nginx:
 * ngx_http_special_response.c). What nginx only passes on has the words and the length that its server gave it.
 *
 * @returns null where nothing speaks for it, and where a body was seen that is another
 */
export function nginxOwnPage(seen: Case): readonly string[] | null {
  const server = responseHeader(seen, "Server");
  const status = statusOf(seen);
  if (server === null || status === null || !/^nginx(?:\/[\d.]+)?$/.test(server)) return null;
  if (!/^text\/html\b/i.test(responseHeader(seen, "Content-Type") ?? "")) return null;
  const page = ownPage(statusName(status), server);
  const header = `response header Server: ${visibleText(server)}`;
  const body = seen.upgrade.response?.body;
  // Its words stand after each other as they do in the page; what a tool prints after it is no part of it.
  if (body !== undefined) {
    const isOwn = plainBody(body.replace(/<\/html>[\s\S]*$/i, "")) === plainBody(page);
    return isOwn ? [header, `body of the response: nginx's own page for ${status}`] : null;
  }
  if (responseHeader(seen, "Content-Length") !== String(page.length)) return null;
  return [header, `response header Content-Length: ${page.length}, as long as nginx's own page`];
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
