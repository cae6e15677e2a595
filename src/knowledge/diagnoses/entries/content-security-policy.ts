import { cspSourceMissing, isRedirected } from "../causes/policy.ts";
import type { Diagnosis } from "../diagnosis.ts";

/** The page's own policy does not list the address (CSP3 §6.1.2); nothing went to the network. */
export const contentSecurityPolicy: Diagnosis = {
  id: "content-security-policy",
  stage: "blocked",
  reference: {
    text: "Content Security Policy: connect-src",
    url: "https://www.w3.org/TR/CSP3/#directive-connect-src",
  },
  applies: ({ upgrade }) => upgrade.blocked?.by === "content-security-policy",
  summary: ({ upgrade }) =>
    isRedirected(upgrade)
      ? "A redirect led to an address that the page's content security policy does not allow."
      : "The page's content security policy does not allow this address; nothing was sent.",
  brief: () => "by the page's content security policy",
  causes: (seen) => [cspSourceMissing(seen)],
};
