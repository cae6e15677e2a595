import { headerValue } from "../../../upgrade/http/headers.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { visibleText } from "../../text.ts";

/** Safari 15.0 to 15.3 by its own name for itself; Chrome and Edge on a Mac name Safari too, behind their own. */
const SAFARI = /Version\/(15\.[0-3])(?:\.\d+)? (?:Mobile\/\w+ )?Safari\//;

/**
 * Whether a Safari of a version that breaks compressed messages agreed on compression.
 *
 * @returns the version and the evidence; null where it is another browser, or compression was not agreed on
 */
export function safariCompression({
  request,
  response,
}: Upgrade): { readonly version: string; readonly evidence: readonly string[] } | null {
  const agent = headerValue(request?.headers ?? [], "User-Agent");
  const agreed = headerValue(response?.headers ?? [], "Sec-WebSocket-Extensions");
  const version = SAFARI.exec(agent ?? "")?.[1];
  if (version === undefined || agreed === null || !/permessage-deflate/i.test(agreed)) return null;
  return {
    version,
    evidence: [
      `request header User-Agent names Safari ${version}`,
      `response header Sec-WebSocket-Extensions: ${visibleText(agreed)}`,
    ],
  };
}
