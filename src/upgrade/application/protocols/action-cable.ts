import * as v from "valibot";
import { type Control, control, keyOf, type Readable } from "../control.ts";
import { nameIn, reasonOf } from "../reason.ts";

const Subscribe = v.object({ command: v.literal("subscribe"), identifier: v.string() });
const Confirmation = v.object({
  type: v.picklist(["confirm_subscription", "reject_subscription"]),
  identifier: v.string(),
});
const Disconnect = v.object({
  type: v.literal("disconnect"),
  reason: v.nullish(v.string()),
  reconnect: v.boolean(),
});
const Welcome = v.strictObject({ type: v.literal("welcome"), sid: v.optional(v.string()) });

/** The channel's class at the beginning of an identifier; what follows are the page's parameters. */
const CHANNEL = /^\{"channel":"([\w:]{1,80})"/;

/** Action Cable's welcome, subscriptions and disconnects (https://docs.anycable.io/misc/action_cable_protocol). */
export function actionCable({ direction, json }: Readable): Control | null {
  if (direction === "sent") {
    const subscribe = v.safeParse(Subscribe, json);
    return subscribe.success ? control("action-cable", "waiting", true, partOf(subscribe.output.identifier)) : null;
  }
  const confirmation = v.safeParse(Confirmation, json);
  if (confirmation.success) {
    const { type, identifier } = confirmation.output;
    const state = type === "confirm_subscription" ? "accepted" : "refused";
    return control("action-cable", state, true, partOf(identifier));
  }
  const disconnect = v.safeParse(Disconnect, json);
  if (disconnect.success) {
    const { reason, reconnect } = disconnect.output;
    return control("action-cable", reconnect ? "ended" : "refused", true, { reason: reasonOf(reason) });
  }
  return v.is(Welcome, json) ? control("action-cable", "accepted", false) : null;
}

function partOf(identifier: string): Pick<Control, "scope" | "key"> {
  const channel = CHANNEL.exec(identifier)?.[1];
  return { scope: channel === undefined ? null : nameIn(channel), key: keyOf(identifier) };
}
