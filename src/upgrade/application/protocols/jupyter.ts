import * as v from "valibot";
import { type Control, control, type Readable } from "../control.ts";

const Header = v.object({ msg_id: v.string(), msg_type: v.string() });
const Message = v.object({ header: Header, content: v.optional(v.unknown()) });
const State = v.object({ execution_state: v.string() });

/**
 * What a Jupyter kernel says of itself: the response to `kernel_info_request`, and that it died
 * (https://jupyter-client.readthedocs.io/en/stable/messaging.html). Code and results are not read.
 */
export function jupyter({ direction, json }: Readable): Control | null {
  const message = v.safeParse(Message, json);
  if (!message.success) return null;
  const { header, content } = message.output;
  if (direction === "sent")
    return header.msg_type === "kernel_info_request" ? control("jupyter", "waiting", true) : null;
  if (header.msg_type === "kernel_info_reply") return control("jupyter", "accepted", true);
  const state = header.msg_type === "status" ? v.safeParse(State, content) : null;
  const reported = state?.success === true ? state.output.execution_state : "";
  return reported === "dead" || reported === "restarting"
    ? control("jupyter", "ended", true, { code: reported })
    : null;
}
