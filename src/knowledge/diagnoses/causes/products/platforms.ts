import { type ProductCause, products } from "./row.ts";

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
];
