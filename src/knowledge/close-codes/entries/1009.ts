import { rfc } from "../../reference.ts";
import type { CloseCode } from "../close-code.ts";

/** Message Too Big. */
export const messageTooBig: CloseCode = {
  id: "1009",
  code: 1009,
  name: "Message Too Big",
  reference: rfc(6455, "7.4.1"),
  meaning: "A message was bigger than the side that closed accepts.",
  fault: true,
};
