import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const xPoweredByHeader: HeaderKnowledge = {
  id: "x-powered-by",
  name: "X-Powered-By",
  reference: {
    text: "Express: production best practices",
    url: "https://expressjs.com/en/advanced/best-practice-security.html",
  },
  meaning: onlyIn(
    "response",
    "The framework behind the response, as it identifies itself. No standard defines this header.",
  ),
};
