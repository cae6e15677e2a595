import { closeCodeRegistry, type Reference, rfc } from "../reference.ts";
import type { Words } from "../text.ts";

/** What is known of one registered close code. */
export interface CloseCode {
  readonly code: number;
  /** The registered name. */
  readonly name: string;
  readonly reference: Reference;
  /** One or two sentences: what it says. */
  readonly meaning: Words;
  /** Whether it reports a fault. */
  readonly fault: boolean;
}

const STANDARD = rfc(6455, "7.4.1");

/** Every registered code, in the order of the numbers. */
export const registeredCloseCodes: readonly CloseCode[] = [
  calm(1000, "Normal Closure", STANDARD, "The connection was closed on purpose: its work was done."),
  calm(1001, "Going Away", STANDARD, "One side is going away: a server is shutting down, or the page was left."),
  fault(
    1002,
    "Protocol error",
    STANDARD,
    "One side broke a rule of the WebSocket protocol, so the other ended the connection.",
  ),
  fault(
    1003,
    "Unsupported Data",
    STANDARD,
    "One side got a type of data that it does not accept, for example binary instead of text.",
  ),
  fault(1004, "Reserved", STANDARD, "This number is reserved and has no meaning: nothing should send it."),
  calm(
    1005,
    "No Status Rcvd",
    STANDARD,
    "The other side closed the connection properly but gave no code. The browser fills in this number; it is never sent.",
  ),
  fault(
    1006,
    "Abnormal Closure",
    STANDARD,
    "The connection ended without a close frame: it was cut, or it never opened. The browser fills in this number; it is never sent.",
  ),
  fault(
    1007,
    "Invalid frame payload data",
    STANDARD,
    "One side got a message whose content does not fit its type, for example text that is not valid UTF-8.",
  ),
  fault(
    1008,
    "Policy Violation",
    STANDARD,
    "A message broke a rule of the side that closed; servers also use it for missing permission.",
  ),
  fault(1009, "Message Too Big", STANDARD, "A message was larger than the side that closed accepts."),
  fault(1010, "Mandatory Ext.", STANDARD, "The client needs an extension that the server did not agree to."),
  fault(1011, "Internal Error", STANDARD, "The server ran into an unexpected condition and could not continue."),
  calm(1012, "Service Restart", closeCodeRegistry, "The service is restarting."),
  fault(
    1013,
    "Try Again Later",
    closeCodeRegistry,
    "The service is overloaded at the moment; the client should try again later.",
  ),
  // The registry has a sentence and no name; this is the name of the HTTP status that it compares with.
  fault(
    1014,
    "Bad Gateway",
    closeCodeRegistry,
    "A gateway or proxy got an invalid response from the server behind it, as with the HTTP status 502.",
  ),
  fault(
    1015,
    "TLS handshake",
    STANDARD,
    "The encrypted connection (TLS) could not be set up, for example because of the certificate. The browser fills in this number; it is never sent.",
  ),
  fault(
    3000,
    "Unauthorized",
    closeCodeRegistry,
    "The server requires authentication: no login was given, or it was not accepted.",
  ),
  fault(3003, "Forbidden", closeCodeRegistry, "The server knows who is connecting and does not allow it."),
  fault(3008, "Timeout", closeCodeRegistry, "Something that one side was waiting for did not come in time."),
];

function fault(code: number, name: string, reference: Reference, meaning: Words): CloseCode {
  return { code, name, reference, meaning, fault: true };
}

function calm(code: number, name: string, reference: Reference, meaning: Words): CloseCode {
  return { code, name, reference, meaning, fault: false };
}
