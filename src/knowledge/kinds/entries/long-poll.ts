import { libraryPollOf } from "../../../upgrade/http/library-poll.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Verdict } from "../../explanation/explanation.ts";
import { answered } from "../../explanation/questions/connects.ts";
import { proxyMark } from "../../explanation/questions/proxy.ts";
import { says } from "../../explanation/verdict.ts";
import { rfc } from "../../reference.ts";
import type { Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { ORDINARY, requestPending } from "../ordinary-request.ts";
import { requestPath } from "../request-path.ts";
import { bodyFlow, canceled, requestVerdict, sentWords, waited } from "../request-verdict.ts";

const ABOUT: Words =
  "The server holds its response back until there is something to tell, or a time limit is reached; then the page asks again.";

const ENGINEER: Words =
  "A long poll is an ordinary request, and nothing on the wire marks it as one: without a library's address this is read from its waiting alone ([RFC 6202 §2](https://www.rfc-editor.org/rfc/rfc6202#section-2)). What is not normal: a response of 502 or 504 from a proxy that did not wait as long as the server.";

const PATH = requestPath(() => "piece");

/** A request that a server answers when it has something to tell. */
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
      const sentence = `${introduce(findings.upgrade)}: ${sentWords(findings)} A server that is polled in this way answers when it has something to tell.`;
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
  // A poll is over as soon as it is answered: no line stays open.
  path: { ...PATH, line: () => null },
  questions: () => [answered(() => "events were seen"), proxyMark],
  limits: ["quick"],
};

/** That a slow response is a long poll is a guess unless its address is a library's. */
const GUESS: Words =
  "If this is a long poll, the server holds its response back until there is something to tell. It may also be a response that is slow.";

function introduce({ url }: Upgrade): Words {
  const library = libraryPollOf(url ?? "");
  return library === null ? "It looks like a long poll" : `This is a long poll of ${library.name}`;
}

function ended(upgrade: Upgrade, after: Words): Verdict {
  const status = upgrade.response?.status ?? "a status that is not known";
  const sentence = `${introduce(upgrade)}: it was answered with ${status}${waited(upgrade, after)}.`;
  return canceled(upgrade, after, "") ?? says("healthy", "Ended", sentence);
}
