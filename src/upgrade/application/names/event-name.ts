import type { Message } from "../../observation.ts";
import { named } from "./named.ts";

/**
 * An event of an event stream with its name.
 *
 * @param name as the browser reports it: "message" where the server gave none (HTML §9.2.6); hostile text
 */
export function withEventName(event: Message, name: string): Message {
  const known = named("event", name);
  return { ...event, names: known === null ? [] : [{ ...known, bytes: event.size }] };
}
