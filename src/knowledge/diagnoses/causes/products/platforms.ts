import { type ProductCause, products, server } from "./row.ts";

/** Responses that hosting platforms and tunnels write themselves. */
export const platformCauses: readonly ProductCause[] = [
  {
    id: "login-required",
    statuses: [302, 401, 403, 404],
    seen: (seen) => products(seen, ["github-codespaces"]),
    likelihood: "likely",
    title: "The forwarded port may be private",
    why: "A private port of a codespace responds only to its owner, signed in at that very address; each port has its own host, so being signed in for the page's port is not enough.",
    fix: "Open this port's address once in the browser to sign in, or make the port public.",
    snippets: () => [{ for: "GitHub CLI", code: "gh codespace ports visibility PORT:public" }],
    reference: {
      text: "GitHub: forwarding ports in your codespace",
      url: "https://docs.github.com/en/codespaces/developing-in-a-codespace/forwarding-ports-in-your-codespace",
    },
  },
  {
    id: "upstream-down",
    statuses: [503],
    // It names itself on its own responses alone.
    seen: (seen) => server(seen, /^awselb\/2\./),
    likelihood: "likely",
    title: "The load balancer may have no target to send this request to",
    why: "An AWS Application Load Balancer responds with 503 itself when the target group for this request has no registered targets, or none that is in use; a fixed response of a rule looks the same.",
    fix: "Register the application's instances or containers in the target group of the rule that matches this path, and look at their state there.",
    snippets: () => [],
    reference: {
      text: "AWS re:Post: Application Load Balancer 503 errors",
      url: "https://repost.aws/knowledge-center/alb-troubleshoot-503-errors",
    },
  },
];
