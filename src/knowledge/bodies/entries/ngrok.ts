import { ngrokErrors } from "../../intermediaries/ngrok-errors.ts";
import type { KnownBody } from "../body.ts";

/** ngrok's own errors, by the number in the page that it sends. */
export const ngrok: KnownBody = {
  id: "ngrok",
  name: "ngrok",
  reference: { text: "ngrok: error codes", url: "https://ngrok.com/docs/errors/" },
  intermediary: "ngrok",
  sentences: ngrokErrors.map(({ number, cause, title, why, fix }) => ({
    pattern: new RegExp(`${number}\\b`, "i"),
    cause,
    likelihood: "certain",
    title,
    why,
    fix,
  })),
};
