import { headerValue } from "../../../upgrade/http/headers.ts";
import { visibleText } from "../../text.ts";
import { recognized } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { withoutCompression } from "../fixes.ts";

/** ARR does not carry compressed frames through. Supported by ARR and by compression that was agreed on. */
export function compressionBehindArr(seen: Case, repetition: readonly string[]): Cause | null {
  const product = recognized(seen, ["iis"]);
  const agreed = headerValue(seen.upgrade.response?.headers ?? [], "Sec-WebSocket-Extensions");
  if (product === null || agreed === null || !/permessage-deflate/i.test(agreed)) return null;
  return {
    id: "compression-mismatch",
    likelihood: "likely",
    title: "IIS with Application Request Routing may break compressed messages",
    why: "Users of several libraries report that connections through ARR open and end at the first compressed message, and work without compression.",
    evidence: [...product.evidence, `response header Sec-WebSocket-Extensions: ${visibleText(agreed)}`, ...repetition],
    fix: {
      text: "Disable compression in the application behind IIS, or remove `Sec-WebSocket-Extensions` from the request in ARR.",
      snippets: [
        withoutCompression(),
        {
          for: "IIS",
          code: '<!-- web.config, inside the rewrite rule; the server must allow the variable HTTP_SEC_WEBSOCKET_EXTENSIONS -->\n<serverVariables>\n  <set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" />\n</serverVariables>',
        },
      ],
    },
  };
}
