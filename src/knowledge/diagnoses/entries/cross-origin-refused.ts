import { headerEvidence, statusEvidence } from "../../checks/finding.ts";
import { code } from "../../text.ts";
import { requestHeader } from "../case.ts";
import { type Broken, brokenIn, faultEvidence, needsCredentials } from "../cross-origin/fault.ts";
import { ruleOf } from "../cross-origin/rules.ts";
import { responseSnippets } from "../cross-origin/snippets.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** What another origin answers reaches the page only if that origin allows it; the browser keeps the rest back. */
export const crossOriginRefused: Diagnosis = {
  id: "cross-origin-refused",
  stage: "response-headers",
  reference: { text: "Fetch: CORS protocol", url: "https://fetch.spec.whatwg.org/#http-cors-protocol" },
  applies: (seen) => brokenIn(seen) !== null,
  summary: (seen) => {
    const broken = brokenIn(seen);
    return broken === null ? "" : summary(broken);
  },
  brief: () => "by the rules for other origins (CORS)",
  causes: (seen) => {
    const broken = brokenIn(seen);
    if (broken === null) return [];
    return [...errorResponse(seen, broken), ...withoutOrigin(seen, broken), ...rule(seen, broken)];
  },
};

function summary(broken: Broken): string {
  const { isPreflight, isReported, rule: name } = broken;
  const saw = ruleOf(broken)?.saw(broken) ?? null;
  if (saw === null) return `The browser refused it under a rule for other origins (CORS): ${code(name)}.`;
  if (!isReported) return `The response ${saw}, and the browser reports that the request failed.`;
  return isPreflight
    ? `The response to the preflight ${saw}; the request itself was not sent.`
    : `The response ${saw}, so the page did not get it.`;
}

function rule(seen: Case, broken: Broken): Cause[] {
  const said = ruleOf(broken);
  const { rule: name } = broken;
  if (said === null) return [];
  return [
    {
      id: said.cause,
      likelihood: broken.isReported && said.isGuess !== true ? "certain" : "likely",
      title: said.title(broken),
      why: said.why(seen, broken),
      evidence: faultEvidence(seen, broken),
      fix: {
        text: broken.isPreflight && name !== "DisallowedRedirect" ? `${said.fix} ${ITSELF}` : said.fix,
        snippets: [...withoutCredentials(seen, broken), ...responseSnippets(seen, broken)],
      },
    },
  ];
}

const ITSELF = "The response to the request itself needs `Access-Control-Allow-Origin` as well.";

/** Error responses often come from something before the application, which adds no headers for other origins. */
function errorResponse({ upgrade: { response } }: Case, { isPreflight, rule: name }: Broken): Cause[] {
  if (response === null || response.status < 400 || isPreflight || name !== "MissingAllowOriginHeader") return [];
  return [
    {
      id: "application-error",
      likelihood: "certain",
      title: `The response is an error, ${response.status}, and the page cannot see that`,
      why: "Error responses often lack the headers that the application otherwise sends, above all when a proxy generates them. The log of the server that responded says what went wrong.",
      evidence: statusEvidence(response),
      fix: null,
    },
  ];
}

/** Fetch, `Origin` header: after a redirect from one foreign origin to another, and in sandboxed frames, the origin is the word "null". */
function withoutOrigin(seen: Case, broken: Broken): Cause[] {
  if (requestHeader(seen, "Origin") !== "null") return [];
  return [
    {
      id: "origin-null",
      likelihood: "likely",
      title: "The request has no origin that a server could allow",
      why: "Its `Origin` is `null`. That is the case after a redirect from one foreign origin to another, in sandboxed frames, and in `file:` and `data:` pages.",
      evidence: [...headerEvidence("request", "Origin", ["null"]), ...faultEvidence(seen, broken)],
      fix: {
        text: "Request the final address directly. Allowing `null` is not a solution: any site can send it from a sandboxed frame.",
        snippets: [],
      },
    },
  ];
}

function withoutCredentials({ upgrade }: Case, broken: Broken) {
  if (!needsCredentials(broken) || upgrade.exchange?.by !== "EventSource") return [];
  return [{ for: "JavaScript", code: "new EventSource(url); // without withCredentials" }];
}
