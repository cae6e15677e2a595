import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { settingSnippets } from "../../applications/settings.ts";
import { placed, quoteEvidence, type RecognizedBody, recognizeBody } from "../../bodies/recognize.ts";
import { intermediaries } from "../../intermediaries/registry.ts";
import { requestHeader } from "../case.ts";
import type { Case, Cause, Snippet } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { isLoopback } from "./address.ts";
import { applicationSaid } from "./own-words.ts";

/**
 * Ranks the causes of a refusal by what its body says: what a known sentence names comes first, and where it is certain,
 * nothing else is supposed beside it.
 *
 * @param causes what is thought of without the body
 */
export function withBody(seen: Case, causes: readonly Cause[]): readonly Cause[] {
  const known = recognizeBody(seen.upgrade);
  if (known === null) {
    const said = applicationSaid(seen);
    return said.length === 0 ? causes : [...said, ...causes.map(belowItsWords)];
  }
  const { sentence } = known;
  const same = causes.find(({ id }) => id === sentence.cause);
  const others = causes.filter((cause) => cause !== same);
  const kept =
    sentence.likelihood === "certain" ? others.filter(({ id }) => sentence.keeps?.includes(id) === true) : others;
  const leading = kept.filter((cause) => isLikelier(seen, cause, known, same ?? null));
  return [...leading, causeOf(seen, known, same ?? null), ...kept.filter((cause) => !leading.includes(cause))];
}

/** What a proxy on the way might have done, where the application says itself why it refused. */
const OF_PROXIES: readonly string[] = [
  "host-not-forwarded",
  "upgrade-not-forwarded",
  "waf-challenge",
  "websockets-disabled",
];

function belowItsWords(cause: Cause): Cause {
  return cause.likelihood === "likely" && OF_PROXIES.includes(cause.id) ? { ...cause, likelihood: "possible" } : cause;
}

/** What is certain without the body leads what its words only suggest. A server that refuses its own origin was likelier given another `Host`, where a proxy that does so was recognized. */
function isLikelier(seen: Case, cause: Cause, { sentence }: RecognizedBody, same: Cause | null): boolean {
  if (cause.likelihood === "certain" && sentence.likelihood !== "certain") return true;
  if (cause.id !== "host-not-forwarded" || cause.likelihood !== "likely") return false;
  if (sentence.cause !== "origin-rejected" || sentence.likelihood !== "likely") return false;
  return requestHeader(seen, "Origin") !== null && same?.likelihood === "possible";
}

/** The sentence as a cause; what the same cause would have had as a fix for other products stays with it. */
function causeOf(seen: Case, known: RecognizedBody, same: Cause | null): Cause {
  const { body, sentence } = known;
  const { cause: id, likelihood, title, why, fix } = sentence;
  return {
    id,
    likelihood: likelihood === "likely" && isContradicted(seen, id) ? "possible" : likelihood,
    title: requestHeader(seen, "Origin") === null ? title : title.replace(OR_WITHOUT, ""),
    why: placed(why, known.foundIn),
    evidence: [
      quoteEvidence(known),
      // Words that many programs have in common are nobody's wording.
      ...(body.name === ANY_SERVER ? [] : [`wording of ${body.name} (${(sentence.reference ?? body.reference).url})`]),
      saidEvidence(seen),
      ...(same?.evidence ?? []),
    ],
    fix: { text: isUnmarked(seen, id) ? `${fix} ${UNMARKED}` : fix, snippets: snippetsOf(seen, known, same) },
  };
}

/**
 * What the sentence asks for, then what the same cause offers for other products. Where its words are certain, the program that wrote them is the
 * one to set up: then its own alone, and of a proxy that has none, no other product's.
 */
function snippetsOf(seen: Case, { body, sentence }: RecognizedBody, same: Cause | null): readonly Snippet[] {
  const { likelihood, purpose, setting } = sentence;
  const asked = [
    ...(setting === undefined ? [] : settingSnippets(seen, setting)),
    ...(purpose === undefined ? [] : seen.snippets(purpose)),
  ];
  const others = (same?.fix?.snippets ?? []).filter((other) => !asked.some((snippet) => snippet.for === other.for));
  const offered = [...asked, ...others];
  if (likelihood !== "certain") return offered;
  const product = intermediaries.find((one) => one.id === body.intermediary)?.name;
  const isOwn = ({ for: name }: Snippet) => name === product || name === body.name;
  // What was written for the sentence fits it better than what its cause has in general.
  const own = [asked, offered].map((list) => list.filter(isOwn)).find((list) => list.length > 0);
  if (own !== undefined) return own;
  return product === undefined ? offered : offered.filter(({ for: name }) => OF_NO_PRODUCT.includes(name));
}

/** What a snippet is for that is no product along the way. */
const OF_NO_PRODUCT: readonly string[] = ["curl", "JavaScript"];

/** The request has the headers that the server missed, and went to this machine, with no proxy in sight that could take them. */
function isContradicted(seen: Case, cause: string): boolean {
  if (cause !== "upgrade-not-forwarded" || requestHeader(seen, "Upgrade") === null) return false;
  return seen.address !== null && isLoopback(seen.address.host) && seen.intermediaries.length === 0;
}

/** Where no proxy left a mark, one may still be there. */
function isUnmarked(seen: Case, cause: string): boolean {
  const isPublic = seen.address !== null && !isPrivateHost(seen.address.host);
  return cause === "upgrade-not-forwarded" && isPublic && seen.intermediaries.length === 0;
}

/** In the place of a name, where the words are not those of one program. */
const ANY_SERVER = "The server";

/** What a title says of requests without an `Origin`: one that has it is refused for what it says. */
const OR_WITHOUT = ", or the lack of one";

/** AWS: listeners for your Classic Load Balancer; it leaves no header of its own. */
const UNMARKED =
  "A load balancer may leave no trace: an AWS Classic Load Balancer forwards them only with TCP listeners, an Application Load Balancer by default.";
