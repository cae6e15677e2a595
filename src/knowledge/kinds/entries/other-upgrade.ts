import { upgradeTokens } from "../../../upgrade/http/upgrade-tokens.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import type { Verdict } from "../../explanation/explanation.ts";
import { says, type VerdictParts } from "../../explanation/verdict.ts";
import { upgradeTokenOf } from "../../headers/upgrade-tokens.ts";
import { rfc } from "../../reference.ts";
import { code, visibleText, type Words } from "../../text.ts";
import type { KindKnowledge } from "../kind.ts";
import { BESIDE_SOCKETS } from "../ordinary-request.ts";
import { line, requestLine, response } from "../request-path.ts";

/** An upgrade of HTTP/1.1 to another protocol; what it was is all that its record says. */
export const otherUpgrade: KindKnowledge = {
  ...BESIDE_SOCKETS,
  id: "other-upgrade",
  name: "Other upgrade",
  one: "an upgrade to something other than a WebSocket",
  thing: "connection",
  about: "The HTTP/1.1 Upgrade header can ask for other protocols too. Pages cannot do that; other programs can.",
  reference: rfc(9110, "7.8"),
  isListedByDefault: true,
  unitOf: () => null,
  uncounted: "The data after this switch is not in the file.",
  hidesHeaders: false,
  measures: "nothing",
  newerHttp: "HTTP/2 or HTTP/3",
  verdict: everywhere(({ upgrade }) => verdictOf(upgrade)),
  pending: {},
  path: {
    client: () => "Client",
    request: (upgrade) =>
      upgrade.blocked !== null || upgrade.request === null
        ? null
        : requestLine(
            upgrade,
            `Upgrade: ${visibleText(upgradeTokens(upgrade.request.headers, upgrade.response).join(", "))}`,
          ),
    response: ({ upgrade }) => response(upgrade, true),
    line: (upgrade, now) => line(upgrade, now, "piece"),
  },
  questions: () => [],
  limits: [],
  reproductions: ["curl"],
};

/** The same sentence whatever its state. */
function everywhere(says: VerdictParts["open"]): VerdictParts {
  return {
    fault: says,
    unwatched: says,
    inFile: says,
    queued: says,
    requested: says,
    open: says,
    closed: says,
    failed: says,
  };
}

function verdictOf({ request, response: answer, fromFile }: Upgrade): Verdict {
  const [first = ""] = upgradeTokens(request?.headers ?? null, answer);
  const known = upgradeTokenOf(first);
  // What was never sent has no headers to say it in.
  if (first === "")
    return withoutResponse("This is not a WebSocket. Which protocol was asked for was not observed.", fromFile);
  const what = `${code(first)}${known === null ? "" : ` is ${known.about}`}`;
  const unknown =
    known === null ? " Its meaning is not known here: it is not in IANA's registry of upgrade tokens." : ".";
  const asked = `This is not a WebSocket: ${what}${unknown}`;
  if (answer?.status === 101) return says("healthy", "Switched", `${asked} The server agreed to switch.`);
  if (answer !== null) {
    const wants =
      answer.status === 426
        ? "it requires a switch first"
        : answer.status >= 400
          ? "it refused the whole request, although it could have continued without a switch; a client that does not need one can leave out `Upgrade`"
          : "it did not switch, which is allowed";
    return says("unknown", "Not switched", `${asked} The server responded with ${answer.status}: ${wants}.`);
  }
  return withoutResponse(asked, fromFile);
}

function withoutResponse(asked: Words, fromFile: boolean): Verdict {
  const none = fromFile ? "The file contains no response." : "No response has come yet.";
  return says("unknown", "No response", `${asked} ${none}`);
}
