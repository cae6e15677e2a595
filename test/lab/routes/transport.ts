import { answerHead, reset, rightHeaders, switching } from "../call.ts";
import type { Route } from "../route.ts";

/** Chromium reads at most 256 kB of response headers. */
const TOO_MUCH = 300 * 1024;

/** Answers that break before they are a whole HTTP response. */
export const transport: readonly Route[] = [
  {
    path: "/transport/not-http",
    does: "answers with text that is not HTTP",
    gives: "response-not-http",
    run: (call) => void call.socket.end("hello there, this is not http\r\n\r\n"),
  },
  {
    path: "/transport/empty",
    does: "ends the connection without a byte",
    gives: "response-empty",
    run: (call) => void call.socket.end(),
  },
  {
    path: "/transport/reset",
    does: "resets the connection once the request is read",
    gives: "connection-reset",
    run: (call) => reset(call.socket),
  },
  {
    path: "/transport/cut",
    does: "ends the connection in the middle of the headers",
    gives: "connection-reset",
    run: (call) => void call.socket.end(switching(rightHeaders(call)).slice(0, 60)),
  },
  {
    path: "/transport/too-big",
    does: "answers 101 with 300 kB of headers",
    gives: "network-error",
    run(call) {
      const line = ["X-Lab", "x".repeat(1000)] as const;
      const many = Array.from({ length: TOO_MUCH / 1000 }, () => line);
      call.socket.write(answerHead("101 Switching Protocols", [...rightHeaders(call), ...many]));
    },
  },
  {
    path: "/transport/nul",
    does: "answers 101 with a NUL in a header",
    gives: "response-not-http",
    run: (call) => void call.socket.write(switching([...rightHeaders(call), ["X-Lab", "\0"]])),
  },
];
