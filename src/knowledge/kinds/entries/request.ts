import { libraryPollOf } from "../../../upgrade/http/library-poll.ts";
import type { KindOf } from "../../../upgrade/kinds/kind.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Verdict } from "../../explanation/explanation.ts";
import { responded } from "../../explanation/questions/connects.ts";
import { flows } from "../../explanation/questions/messages.ts";
import { proxyMark } from "../../explanation/questions/proxy.ts";
import { says } from "../../explanation/verdict.ts";
import { rfc } from "../../reference.ts";
import type { Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { ORDINARY, requestPending } from "../ordinary-request.ts";
import { requestPath } from "../request-path.ts";
import { bodyFlow, bodyTotal, canceled, complete, requestVerdict, sentWords, waited } from "../request-verdict.ts";

const ABOUT_POLLS: Words =
  "The server holds its response back until there is something to report, or a time limit is reached; then the page asks again.";

const POLLS_FOR_ENGINEERS: Words =
  "A long poll is an ordinary request, and nothing on the wire marks it as one: unless its URL is that of a library, only its waiting suggests it ([RFC 6202 §2](https://www.rfc-editor.org/rfc/rfc6202#section-2)). What is not normal: a 502 or 504 from a proxy that did not wait as long as the server.";

const PATH = requestPath(() => "piece");

/** A request to which a server responds when it has something to report. */
const longPoll: KindKnowledge = {
  ...ORDINARY,
  id: "long-poll",
  name: "Long poll",
  one: "a long poll",
  thing: "long poll",
  about: ABOUT_POLLS,
  reference: rfc(6202, "2"),
  unitOf: () => "piece",
  verdict: requestVerdict({
    introduce: introducePoll,
    name: "Long poll",
    requested: (findings) => {
      const { url } = findings.upgrade;
      const sentence = `${introducePoll(findings.upgrade)}: ${sentWords(findings)} A server that is polled like this responds when it has something to report.`;
      return says(libraryPollOf(url ?? "") === null ? "unknown" : "healthy", "Waiting", sentence);
    },
    flow: bodyFlow,
    ended: endOfPoll,
    total: () => "",
    unseen: "has ended since",
  }),
  pending: requestPending(
    (url) => ({ plain: libraryPollOf(url) === null ? GUESS : ABOUT_POLLS, engineer: POLLS_FOR_ENGINEERS }),
    () => ({ plain: ABOUT_POLLS, engineer: POLLS_FOR_ENGINEERS }),
  ),
  // A poll is over as soon as the response comes: no line stays open.
  path: { ...PATH, line: () => null },
  questions: () => [responded(() => "events were seen"), proxyMark],
  limits: ["quick"],
};

/** Guess for slow responses whose address is not that of a library's polls. */
const GUESS: Words =
  "If this is a long poll, the server holds its response back until there is something to report. It may also just be a slow response.";

function introducePoll({ url }: Upgrade): Words {
  const library = libraryPollOf(url ?? "");
  return library === null ? "It looks like a long poll" : `This is a long poll of ${library.name}`;
}

function endOfPoll(upgrade: Upgrade, after: Words): Verdict {
  const status = upgrade.response?.status ?? "an unknown status";
  const sentence = `${introducePoll(upgrade)}: the response was ${status}${waited(upgrade, after)}.`;
  return canceled(upgrade, after, "") ?? says("healthy", "Ended", sentence);
}

const ABOUT_FETCHES: Words = "Its response has begun and is still arriving: an endless stream, or a large download.";

const FETCHES_FOR_ENGINEERS: Words =
  "The headers of the response have arrived and the body has not ended. With `Content-Length` it is a download; without, it continues until the server ends it. If the page does not read the body, Chrome stops receiving it after a while, and it stays Pending for that reason.";

/** A fetch whose response has begun and does not end. */
const streamingFetch: KindKnowledge = {
  ...ORDINARY,
  id: "streaming-fetch",
  name: "Streaming fetch",
  one: "a streaming fetch",
  thing: "stream",
  about: ABOUT_FETCHES,
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
    () => ({ plain: ABOUT_FETCHES, engineer: FETCHES_FOR_ENGINEERS }),
    () => ({ plain: ABOUT_FETCHES, engineer: FETCHES_FOR_ENGINEERS }),
  ),
  path: requestPath(() => "piece"),
  questions: () => [responded(() => "events were seen"), flows(() => "piece"), proxyMark],
  limits: ["pieces"],
};

/** Kinds that are ordinary requests: they share their facts, and here what is said of all of them. */
export const ordinaryRequests: Readonly<Record<KindOf<"request">, KindKnowledge>> = {
  "long-poll": longPoll,
  "streaming-fetch": streamingFetch,
};
