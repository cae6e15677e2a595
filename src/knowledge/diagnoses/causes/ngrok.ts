import { visibleText } from "../../text.ts";
import { answerHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** ngrok's own errors by number (ngrok.com/docs/errors): what each is about, and what to do. */
const ERRORS: ReadonlyMap<string, readonly [id: string, title: string, why: string, fix: string]> = new Map([
  [
    "ERR_NGROK_6024",
    [
      "browser-warning-page",
      "ngrok answered with its warning page for browsers",
      "On free accounts ngrok shows a page of its own to what looks like a browser until somebody has confirmed it; a WebSocket cannot.",
      "Open the address once as a page and confirm, send the header `ngrok-skip-browser-warning` where the client can, or use an account without the warning.",
    ],
  ],
  [
    "ERR_NGROK_3200",
    [
      "upstream-down",
      "The ngrok endpoint is offline",
      "No ngrok agent is connected for this address.",
      "Start the agent, and compare the address: on free accounts it changes with each start.",
    ],
  ],
  [
    "ERR_NGROK_8012",
    [
      "upstream-down",
      "The ngrok agent could not reach the application",
      "The agent is connected, and nothing answers at the address and port that it was given.",
      "Start the application, and compare the port with the one that the agent was started with.",
    ],
  ],
  [
    "ERR_NGROK_3004",
    [
      "response-not-usable",
      "The application gave ngrok a response that it cannot use",
      "The response was incomplete or not HTTP; often the application expects TLS and got plain HTTP.",
      "Name the scheme: `ngrok http https://localhost:PORT` where the application speaks TLS.",
    ],
  ],
]);

/** What ngrok says of itself in `Ngrok-Error-Code`: empty without it, else certain. */
export function ngrokErrors(seen: Case): Cause[] {
  const value = answerHeader(seen, "Ngrok-Error-Code");
  if (value === null) return [];
  const number = visibleText(value).slice(0, 40);
  const [id, title, why, text] = ERRORS.get(number) ?? [
    "tunnel-error",
    "ngrok answered itself",
    "The response has the number of an error of ngrok's own, so it never reached the application.",
    "Look the number up in [ngrok's list of errors](https://ngrok.com/docs/errors/).",
  ];
  return [
    {
      id,
      likelihood: "certain",
      title,
      why,
      evidence: [`response header Ngrok-Error-Code: ${number}`, saidEvidence(seen)],
      fix: { text, snippets: [] },
    },
  ];
}
