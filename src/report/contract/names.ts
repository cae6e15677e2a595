import * as v from "valibot";
import { Count, described, Name } from "./parts.ts";

const Tally = v.object({ count: Count, bytes: Count });
const BothWays = v.object({ sent: Tally, received: Tally });

/** Messages by their names. */
export const Names = described(
  v.object({
    counted: described(
      v.array(
        v.object({
          kind: v.picklist(["action", "channel", "event", "type", "method", "operation", "target", "topic"]),
          name: Name,
          sent: Tally,
          received: Tally,
        }),
      ),
      "At most 200, in the order in which they came first. A message that holds several counts for each.",
    ),
    other: described(BothWays, "All other names together."),
    unnamed: described(BothWays, "Messages without a name that is known."),
    messages: described(
      Count,
      "Messages that were asked for a name: fewer than all where names were not counted all the time.",
    ),
  }),
  "Messages by event, operation, target, topic or method, where this was asked for: never what they carry.",
);
