/**
 * The browser's words for a failed handshake or a broken connection, taken apart. The texts are English in every locale;
 * which one stands for what is in docs/chromium.md#handshake-texts.
 */
export type Failure =
  /** The browser said nothing: no error was seen. */
  | { readonly kind: "none" }
  /** An error without words: somebody took them out. */
  | { readonly kind: "hidden" }
  /** The response's status was not 101 (200 over HTTP/2). */
  | { readonly kind: "status"; readonly status: number }
  /** A `net::ERR_…` code, and how far it had come. Of what is no socket the code stands alone. */
  | { readonly kind: "net"; readonly code: string; readonly phase: Phase }
  /** A 101 with a header that breaks a rule. */
  | {
      readonly kind: "header";
      readonly header: "upgrade" | "connection" | "accept" | "subprotocol" | "extensions";
      readonly detail: string;
    }
  /** One of the browser's fixed sentences. */
  | { readonly kind: "text"; readonly text: FixedText }
  /** A protocol error after the handshake, or words that are new to us: they are shown as they are. */
  | { readonly kind: "other"; readonly message: string };

/**
 * How far a handshake had come when it failed: before its request could be sent, after that, or after a request on a connection
 * over HTTP/2. A program's message alone does not say.
 */
export type Phase = "connecting" | "handshake" | "http2-stream" | "unknown";

export type FixedText =
  | "closed-before-response"
  /** As before, of a program that says the same where a response had begun. */
  | "closed-before-whole-response"
  | "closed-before-sending"
  | "no-address"
  | "tunnel-failed"
  | "timed-out"
  | "canceled"
  | "authentication-failed"
  | "proxy-authentication-failed"
  | "insufficient-resources"
  | "invalid-status-line"
  | "closed-by-page"
  | "stream-gone"
  /** The headers of a response had arrived, and it broke off; the program does not say with which status it began. */
  | "broken-off"
  /** No 101, and the program does not say what came instead. */
  | "not-switched"
  /** The server told the client before any handshake that it has no WebSockets. */
  | "not-offered";

/** Whether the connection was closed before a response came, or before all of it. */
export function isClosedEarly(failure: Failure): boolean {
  if (failure.kind !== "text") return false;
  return failure.text === "closed-before-response" || failure.text === "closed-before-whole-response";
}
