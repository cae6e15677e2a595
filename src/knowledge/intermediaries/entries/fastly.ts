import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

export const fastly: Intermediary = {
  id: "fastly",
  name: "Fastly",
  reference: { text: "Fastly: WebSockets", url: "https://docs.fastly.com/products/websockets" },
  behavior: "Fastly does not forward WebSockets unless its paid WebSockets product is enabled for the service.",
  recognize: (headers) =>
    recognized(
      ["likely", headerMark(headers, "x-fastly-request-id")],
      ["possible", headerMark(headers, "x-served-by", /^cache-[a-z0-9]+-/i)],
    ),
  timeouts: [],
  snippets: {
    "forward-upgrade": remoteOnly(() =>
      [
        "# VCL; enable the WebSockets product for the service first",
        "sub vcl_recv {",
        "  if (req.http.Upgrade) {",
        "    return (upgrade);",
        "  }",
        "}",
      ].join("\n"),
    ),
  },
};
