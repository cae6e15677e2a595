import { hasHeader, headerValues } from "../../../upgrade/http/headers.ts";
import { failureOf } from "../../diagnoses/browser-message.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { Check } from "../check.ts";
import { browserEvidence, fail, headerEvidence, notObserved, pass, statusEvidence } from "../finding.ts";
import { headersOf, isOverHttp2, unseenRequest } from "../observed.ts";

/**
 * RFC 9110 §7.8: only HTTP/1.1 can upgrade; RFC 8441 §5 and RFC 9220 §3: HTTP/2 and HTTP/3 use an extended CONNECT instead.
 * Chromium prints HTTP/1.1 for all of them, so the version is read from what only one of them has.
 */
export const httpVersionCheck: Check = {
  id: "http-version",
  asks: "Does the handshake match its HTTP version?",
  reference: rfc(8441, "5"),
  run(upgrade) {
    const failure = failureOf(upgrade);
    if (failure.kind === "net" && failure.phase === "http2-stream")
      return fail(
        `The HTTP/2 or HTTP/3 stream of the handshake broke: ${code(failure.code)}.`,
        browserEvidence(upgrade),
      );
    const { response } = upgrade;
    if (response?.status === 101)
      return pass("HTTP/1.1 upgrade: only there can the response be 101.", statusEvidence(response));
    const headers = headersOf(upgrade, "request");
    const { httpVersion, method } = upgrade.request ?? {};
    if (
      isOverHttp2(upgrade) &&
      httpVersion !== undefined &&
      method !== "CONNECT" &&
      !hasHeader(headers ?? [], ":protocol")
    )
      return fail(`The request went over HTTP/${httpVersion} and is not an extended CONNECT: nothing can upgrade it.`, [
        `request line with HTTP/${httpVersion}`,
      ]);
    if (isOverHttp2(upgrade))
      return pass("HTTP/2 or HTTP/3: an extended CONNECT, which needs no key.", [
        ...headerEvidence("request", "Sec-WebSocket-Key", []),
        ...(response === null ? [] : statusEvidence(response)),
      ]);
    if (headers === null) return notObserved(unseenRequest(upgrade));
    if (!hasHeader(headers, "Sec-WebSocket-Key"))
      return notObserved("The request has no key, so its HTTP version cannot be determined.");
    return pass(
      "HTTP/1.1 upgrade: the request has a key, which only HTTP/1.1 needs.",
      headerEvidence("request", "Sec-WebSocket-Key", headerValues(headers, "Sec-WebSocket-Key")),
    );
  },
};
