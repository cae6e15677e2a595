import { responded } from "../../explanation/questions/connects.ts";
import { flows } from "../../explanation/questions/messages.ts";
import { proxyMark } from "../../explanation/questions/proxy.ts";
import type { Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { ORDINARY, requestPending } from "../ordinary-request.ts";
import { requestPath } from "../request-path.ts";
import { bodyFlow, bodyTotal, complete, requestVerdict } from "../request-verdict.ts";

const ABOUT: Words = "Its response has begun and is still arriving: an endless stream, or a large download.";

const ENGINEER: Words =
  "The headers of the response have arrived and the body has not ended. With `Content-Length` it is a download; without, it continues until the server ends it. If the page does not read the body, Chrome stops receiving it after a while, and it stays Pending for that reason.";

/** A fetch whose response has begun and does not end. */
export const streamingFetch: KindKnowledge = {
  ...ORDINARY,
  id: "streaming-fetch",
  name: "Streaming fetch",
  one: "a streaming fetch",
  thing: "stream",
  about: ABOUT,
  reference: {
    text: "MDN: using readable streams",
    url: "https://developer.mozilla.org/en-US/docs/Web/API/Streams_API/Using_readable_streams",
  },
  unitOf: () => "piece",
  verdict: requestVerdict({
    introduce: () => "This is a streaming fetch",
    name: "Streaming fetch",
    flow: bodyFlow,
    ended: complete,
    total: bodyTotal,
    unseen: "has ended since",
  }),
  pending: requestPending(
    () => ({ plain: ABOUT, engineer: ENGINEER }),
    () => ({ plain: ABOUT, engineer: ENGINEER }),
  ),
  path: requestPath(() => "piece"),
  questions: () => [responded(() => "events were seen"), flows(() => "piece"), proxyMark],
  limits: ["pieces"],
};
