import type { Direction } from "../../direction.ts";
import { type Asked, type Name, opposite } from "./asked.ts";
import { itemsIn, stringIn } from "./fields.ts";
import { named } from "./named.ts";
import { phoenixEvent } from "./objects/channels.ts";

/**
 * The name of a message that is a JSON list: WAMP, OCPP, or Phoenix in version 2 of its serializer.
 *
 * @param text the list; may be cut off
 * @returns null: it has none
 */
export function nameInList(text: string, direction: Direction, asked: Asked): Name | null {
  const items = itemsIn(text, 5) ?? [];
  const [first = "", second = ""] = items;
  if (/^\d{1,2}$/.test(first)) {
    return second.startsWith('"') ? ocpp(items, direction, asked) : wamp(items, direction, asked);
  }
  const isReference = (item: string): boolean => item === "null" || item.startsWith('"');
  const event = stringIn(items[3]);
  if (event === null || !isReference(first) || !isReference(second)) return null;
  const topic = stringIn(items[2]);
  return topic === null ? null : phoenixEvent(topic, event);
}

/** OCPP's actions: a result and an error repeat the id of the call (OCPP-J 1.6 §4.2). */
function ocpp([type, id, third]: readonly string[], direction: Direction, asked: Asked): Name | null {
  if (type !== "2" && type !== "6") return asked.nameOf(opposite(direction), id);
  const name = named("action", stringIn(third));
  asked.remember(direction, id, name);
  return name;
}

/** What of WAMP has a topic or a procedure at the fourth place: PUBLISH, SUBSCRIBE, CALL, REGISTER. */
const [PUBLISH, SUBSCRIBE, CALL, REGISTER] = ["16", "32", "48", "64"];

/** WAMP's topics and procedures (https://wamp-proto.org/wamp_latest_ietf.html). */
function wamp([type = "", second, third, fourth]: readonly string[], direction: Direction, asked: Asked): Name | null {
  const from = opposite(direction);
  switch (type) {
    case PUBLISH:
      return named("topic", stringIn(fourth));
    case CALL: {
      const name = named("method", stringIn(fourth));
      asked.remember(direction, second, name);
      return name;
    }
    case SUBSCRIBE:
      asked.remember(direction, second, named("topic", stringIn(fourth)));
      return null;
    case REGISTER:
      asked.remember(direction, second, named("method", stringIn(fourth)));
      return null;
    case "33": // SUBSCRIBED
      asked.remember(direction, `topic ${third}`, asked.nameOf(from, second));
      return null;
    case "65": // REGISTERED
      asked.remember(direction, `procedure ${third}`, asked.nameOf(from, second));
      return null;
    case "36": // EVENT
      return asked.nameOf(direction, `topic ${second}`);
    case "68": {
      // INVOCATION
      const name = asked.nameOf(direction, `procedure ${third}`);
      asked.remember(direction, second, name);
      return name;
    }
    case "50": // RESULT
    case "70": // YIELD
      return asked.nameOf(from, second);
    case "8": // ERROR, with the type of what it is about
      return asked.nameOf(from, third);
    default:
      return null;
  }
}
