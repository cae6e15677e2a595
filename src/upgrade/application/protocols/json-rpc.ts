import * as v from "valibot";
import { type Control, control, type Readable } from "../control.ts";
import { codeOf, reasonOf } from "../reason.ts";

const Version = v.literal("2.0");
const Failure = v.object({ jsonrpc: Version, error: v.object({ code: v.number(), message: v.unknown() }) });
const Success = v.object({ jsonrpc: Version, id: v.unknown(), result: v.unknown() });

/** JSON-RPC 2.0's responses (https://www.jsonrpc.org/specification): that there was a result, or the error's code and message. */
export function jsonRpc({ direction, json }: Readable): Control | null {
  if (direction === "sent") return null;
  const failure = v.safeParse(Failure, json);
  if (failure.success) {
    const { code, message } = failure.output.error;
    // Its own key: a success before or after does not take it back, and says that not everything is refused.
    return control("json-rpc", "refused", true, {
      key: 1,
      reason: reasonOf(message),
      code: codeOf(code),
    });
  }
  return v.is(Success, json) ? control("json-rpc", "accepted", true) : null;
}
