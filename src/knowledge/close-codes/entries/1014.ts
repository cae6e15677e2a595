import { closeCodeRegistry } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Bad Gateway. */
export const badGateway: CloseCode = {
  id: "1014",
  code: 1014,
  // The registry has a sentence and no name; this is the name of the HTTP status that it compares with.
  name: "Bad Gateway",
  reference: closeCodeRegistry,
  meaning: "A gateway or proxy got an invalid answer from the server behind it, as with the HTTP status 502.",
  fault: true,
};
