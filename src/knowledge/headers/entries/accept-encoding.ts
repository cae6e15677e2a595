import { rfc } from "../../reference.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const acceptEncodingHeader: HeaderKnowledge = {
  id: "accept-encoding",
  name: "Accept-Encoding",
  reference: rfc(9110, "12.5.3"),
  meaning: onlyIn(
    "request",
    "Compression formats for an ordinary HTTP response. Compression of WebSocket messages is negotiated in `Sec-WebSocket-Extensions`.",
  ),
};
