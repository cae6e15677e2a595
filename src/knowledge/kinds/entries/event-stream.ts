import { countOf } from "../../../upgrade/counts/messages.ts";
import { messagesOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Verdict } from "../../explanation/explanation.ts";
import { responded } from "../../explanation/questions/connects.ts";
import { eventStreamType } from "../../explanation/questions/handshake.ts";
import { flows } from "../../explanation/questions/messages.ts";
import { proxyMark } from "../../explanation/questions/proxy.ts";
import { says } from "../../explanation/verdict.ts";
import { SSE } from "../../reference.ts";
import { ago, bytes, count, type Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { ORDINARY, requestPending } from "../ordinary-request.ts";
import { requestPath } from "../request-path.ts";
import { bodyFlow, bodyTotal, canceled, complete, NOT_ENDED, requestVerdict } from "../request-verdict.ts";

const ABOUT: Words =
  "Its response is a list of events that never ends: the server adds to it whenever something happens.";

const ENGINEER: Words =
  "An `EventSource` accepts only `200` with `Content-Type: text/event-stream`, and reconnects automatically when the stream ends ([WHATWG HTML](https://html.spec.whatwg.org/multipage/server-sent-events.html)). What is not normal: events that come late and in bursts (a proxy buffers them), and over HTTP/1.1 a page that opens many, since each uses one of the six connections to its host.";

/** A page that reads an event stream with `fetch` has to do for itself what an EventSource does. */
const READ_ENGINEER: Words =
  "The page reads this event stream itself, with `fetch` or `XMLHttpRequest`. Chrome then reports the pieces of its body as they come, not the events in them; nothing reconnects unless the page does.";

/** A response of type `text/event-stream`, or what an EventSource asks for. */
export const eventStream: KindKnowledge = {
  ...ORDINARY,
  id: "event-stream",
  name: "Event stream",
  one: "an event stream",
  thing: "event stream",
  about: ABOUT,
  reference: SSE,
  unitOf,
  verdict: requestVerdict({
    introduce: () => "This is an event stream",
    name: "Event stream",
    flow,
    ended,
    total,
    unseen: "has ended since",
  }),
  pending: requestPending(
    () => ({ plain: ABOUT, engineer: ENGINEER }),
    (upgrade) => ({ plain: ABOUT, engineer: unitOf(upgrade) === "piece" ? READ_ENGINEER : ENGINEER }),
  ),
  path: requestPath(unitOf, () => "Accept: text/event-stream"),
  questions: ({ response }) => [
    responded(() => "events were seen"),
    ...(response === null ? [] : [eventStreamType]),
    flows(unitOf),
    proxyMark,
  ],
  limits: ["comments", "pieces"],
};

/** Chrome reports the events of an EventSource, and of other interfaces the pieces of the body. */
function unitOf({ exchange }: Upgrade): "event" | "piece" {
  return (exchange?.by ?? "EventSource") === "EventSource" ? "event" : "piece";
}

function flow(upgrade: Upgrade, now: number): Words {
  if (unitOf(upgrade) === "piece") return bodyFlow(upgrade, now);
  const { lastAt } = messagesOf(upgrade);
  if (lastAt !== null) return `${NOT_ENDED}; the last event came ${ago(now - lastAt)}.`;
  const came = upgrade.exchange?.body.bytes ?? 0;
  const but = came > 0 ? `, although ${bytes(came)} have: comments, or an incomplete event` : "";
  return `${NOT_ENDED}; no event has come yet${but}.`;
}

function total(upgrade: Upgrade): Words {
  if (unitOf(upgrade) === "piece") return bodyTotal(upgrade);
  const all = countOf(messagesOf(upgrade));
  return all === 0 ? "" : ` ${count(all, "event")} had come.`;
}

function ended(upgrade: Upgrade, after: Words): Verdict {
  if (unitOf(upgrade) === "piece") return complete(upgrade, after);
  const came = total(upgrade);
  const gaveUp = canceled(upgrade, after, came);
  if (gaveUp !== null) return gaveUp;
  return upgrade.exchange?.by === "EventSource"
    ? says("unknown", "Ended", `Its response ended${after}; an EventSource then reconnects automatically.${came}`)
    : says("healthy", "Ended", `Its response was complete${after}.${came}`);
}
