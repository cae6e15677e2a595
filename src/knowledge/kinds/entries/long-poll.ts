import { libraryPollOf } from "../../../upgrade/http/library-poll.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Verdict } from "../../explanation/explanation.ts";
import { responded } from "../../explanation/questions/connects.ts";
import { proxyMark } from "../../explanation/questions/proxy.ts";
import { says } from "../../explanation/verdict.ts";
import { rfc } from "../../reference.ts";
import type { Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { ORDINARY, requestPending } from "../ordinary-request.ts";
import { requestPath } from "../request-path.ts";
import { bodyFlow, canceled, requestVerdict, sentWords, waited } from "../request-verdict.ts";

const ABOUT: Words =
  "The server holds its response back until there is something to report, or a time limit is reached; then the page asks again.";

const ENGINEER: Words =
  "A long poll is an ordinary request, and nothing on the wire marks it as one: unless its URL is that of a library, only its waiting suggests it ([RFC 6202 §2](https://www.rfc-editor.org/rfc/rfc6202#section-2)). What is not normal: a 502 or 504 from a proxy that did not wait as long as the server.";

const PATH = requestPath(() => "piece");

/** A request to which a server responds when it has something to report. */
export const longPoll: KindKnowledge = {
  ...ORDINARY,
  id: "long-poll",
  name: "Long poll",
  one: "a long poll",
  thing: "long poll",
  about: ABOUT,
  reference: rfc(6202, "2"),
  unitOf: () => "piece",
  verdict: requestVerdict({
    introduce,
    name: "Long poll",
    requested: (findings) => {
      const { url } = findings.upgrade;
      const sentence = `${introduce(findings.upgrade)}: ${sentWords(findings)} A server that is polled like this responds when it has something to report.`;
      return says(libraryPollOf(url ?? "") === null ? "unknown" : "healthy", "Waiting", sentence);
    },
    flow: bodyFlow,
    ended,
    total: () => "",
    unseen: "has ended since",
  }),
  pending: requestPending(
    (url) => ({ plain: libraryPollOf(url) === null ? GUESS : ABOUT, engineer: ENGINEER }),
    () => ({ plain: ABOUT, engineer: ENGINEER }),
  ),
  // A poll is over as soon as the response comes: no line stays open.
  path: { ...PATH, line: () => null },
  questions: () => [responded(() => "events were seen"), proxyMark],
  limits: ["quick"],
};

/** Guess for slow responses whose address is not that of a library's polls. */
const GUESS: Words =
  "If this is a long poll, the server holds its response back until there is something to report. It may also just be a slow response.";

function introduce({ url }: Upgrade): Words {
  const library = libraryPollOf(url ?? "");
  return library === null ? "It looks like a long poll" : `This is a long poll of ${library.name}`;
}

function ended(upgrade: Upgrade, after: Words): Verdict {
  const status = upgrade.response?.status ?? "an unknown status";
  const sentence = `${introduce(upgrade)}: the response was ${status}${waited(upgrade, after)}.`;
  return canceled(upgrade, after, "") ?? says("healthy", "Ended", sentence);
}
