import { isShownAsPending, isUnreported } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { transportAdvice } from "../../explanation/advice.ts";
import type { Verdict } from "../../explanation/explanation.ts";
import { responded } from "../../explanation/questions/connects.ts";
import { uncounted } from "../../explanation/questions/messages.ts";
import { proxyMark } from "../../explanation/questions/proxy.ts";
import { says, since } from "../../explanation/verdict.ts";
import { WEBTRANSPORT } from "../../reference.ts";
import type { Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { BESIDE_SOCKETS, noResponse } from "../ordinary-request.ts";
import { line, requestLine, response } from "../request-path.ts";
import { requestVerdict } from "../request-verdict.ts";

const ABOUT: Words = "It is a connection over HTTP/3 that stays open until one side closes it, as a WebSocket does.";

const ENGINEER: Words =
  "Chrome tells extensions when a WebTransport is asked for, established and closed, and nothing else: no headers, no streams, no datagrams, no close code. It needs HTTP/3, which means QUIC over UDP, and a certificate that the browser trusts or whose hash the page names ([W3C WebTransport](https://www.w3.org/TR/webtransport/)).";

const UNSEEN: Words = "Chrome does not show extensions the data of a WebTransport.";
const UNREPORTED: Words = "The log does not say whether it was ever established.";

/** A connection over HTTP/3 for streams and datagrams. */
export const webTransport: KindKnowledge = {
  ...BESIDE_SOCKETS,
  id: "webtransport",
  name: "WebTransport",
  one: "a WebTransport",
  thing: "WebTransport",
  about: ABOUT,
  reference: WEBTRANSPORT,
  isListedByDefault: true,
  unitOf: () => null,
  uncounted: "The data of a WebTransport cannot be counted: Chrome does not show it to extensions.",
  hidesHeaders: true,
  advice: transportAdvice,
  measures: "establishment",
  newerHttp: "HTTP/3",
  verdict: requestVerdict({
    introduce: () => "This is a WebTransport",
    name: "WebTransport",
    requested: ({ upgrade, now }) => {
      if (isUnreported(upgrade)) return says("unknown", "Not known", `The page asked for it. ${UNREPORTED}`);
      // Of one that is forbidden the log has the beginning alone (docs/chromium.md#web-transport-log).
      const seen = upgrade.seenBy.debugger
        ? ""
        : " One that the page's own policy forbids looks the same in DevTools' log; live counts tell them apart.";
      const asked = `The page asked for it${since(upgrade.createdAt, now)}; it has not been established yet.`;
      return says("unknown", "Waiting", `${asked}${seen}`);
    },
    flow: () => "Pending only means that it has not closed. Chrome does not show its data to extensions.",
    ended,
    total: () => "",
    unseen: "ended when its page was left",
  }),
  pending: {
    requested: () => noResponse({ plain: ABOUT, engineer: ENGINEER }),
    open: () => ({
      plain: `${ABOUT} As long as it is open, DevTools leaves its status at \`(pending)\`. The time next to it is how long it took to be established.`,
      engineer: ENGINEER,
    }),
    blocked: (upgrade) =>
      isShownAsPending(upgrade)
        ? {
            plain:
              "The page's own policy forbids it, so the browser never started. DevTools does not learn that it is over, and keeps showing Pending.",
            engineer:
              "Chrome sends `webTransportCreated` for it and neither `webTransportConnectionEstablished` nor `webTransportClosed`. The reason appears only in the console and in the rejection of the page's `ready` promise.",
          }
        : null,
  },
  path: {
    client: () => "Browser",
    request: (upgrade) => (upgrade.blocked === null ? requestLine(upgrade, ":protocol webtransport") : null),
    response: ({ upgrade }) => response(upgrade, (upgrade.response?.status ?? 0) < 400),
    line: (upgrade, now) => line(upgrade, now, null),
  },
  questions: () => [
    responded(({ seenBy }) =>
      seenBy.debugger ? "the browser reported that it is established" : "its times in DevTools' log",
    ),
    uncounted(UNSEEN),
    proxyMark,
  ],
  limits: ["transport"],
  reproductions: [],
};

function ended(upgrade: Upgrade, after: Words): Verdict {
  if (isUnreported(upgrade)) return says("unknown", "Ended", `It is over. ${UNREPORTED}`);
  const sentence = `It was established, and ended${after}. Whether the page or the server closed it, or the connection was lost, Chrome does not say.`;
  return says("unknown", "Closed", sentence);
}
