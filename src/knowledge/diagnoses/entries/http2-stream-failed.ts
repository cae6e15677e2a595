import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import { netCode, supported } from "../case.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { serverRestart } from "../causes/server.ts";
import type { Diagnosis } from "../diagnosis.ts";

const HTTP2 = /^ERR_(HTTP2_|HTTP_1_1_REQUIRED$)/;

/** The stream of an extended CONNECT ended without a response. */
export const http2StreamFailed: Diagnosis = {
  id: "http2-stream-failed",
  stage: "response-transport",
  reference: rfc(8441, "5"),
  applies: ({ failure }) =>
    (failure.kind === "net" && (failure.phase === "http2-stream" || HTTP2.test(failure.code))) ||
    (failure.kind === "text" && (failure.text === "closed-before-sending" || failure.text === "no-address")),
  summary: (seen) => {
    const name = netCode(seen);
    return name === null
      ? "The HTTP/2 connection was gone before the handshake request could be sent on it."
      : `The handshake over HTTP/2 failed with ${code(name)}.`;
  },
  brief: () => "the HTTP/2 stream failed",
  causes: (seen) => supported(serverRestart(seen), h2WithoutExtendedConnect(seen, "likely")),
};
