import { ngrokErrors } from "../../intermediaries/ngrok-errors.ts";
import { visibleText } from "../../text.ts";
import { responseHeader } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** What ngrok says of itself in `Ngrok-Error-Code`: empty without it, else certain. */
export function ngrokCauses(seen: Case): Cause[] {
  const value = responseHeader(seen, "Ngrok-Error-Code");
  if (value === null) return [];
  const number = visibleText(value).slice(0, 40);
  const known = ngrokErrors.find((error) => error.number === number) ?? {
    cause: "tunnel-error",
    title: "The response is one of ngrok's own errors",
    why: "It has an error number from ngrok's list, so it comes from ngrok and not from the application.",
    fix: "Look the number up in [ngrok's list of errors](https://ngrok.com/docs/errors/).",
  };
  return [
    {
      id: known.cause,
      likelihood: "certain",
      title: known.title,
      why: known.why,
      evidence: [`response header Ngrok-Error-Code: ${number}`, saidEvidence(seen)],
      fix: { text: known.fix, snippets: [] },
    },
  ];
}
