import { headerValue } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { visibleText, type Words } from "../text.ts";
import type { KnownBody, Sentence } from "./body.ts";
import { excerpt, plainBody, shortBody } from "./plain.ts";
import { knownBodies } from "./registry.ts";

/** A known sentence in the body of a response, or in what its server logged. */
export interface RecognizedBody {
  readonly body: KnownBody;
  readonly sentence: Sentence;
  /** The words as they stand there, bounded; foreign text. */
  readonly quote: string;
}

type WithResponse = Pick<Upgrade, "response" | "url">;

/** Finds the first known sentence in the body of a response, or in the server's log about it; null without one. */
export function recognizeBody({ response, url }: WithResponse): RecognizedBody | null {
  if (response === null || response.status === 101) return null;
  const text = response.body === undefined ? null : plainBody(response.body);
  for (const body of knownBodies) {
    const searched = body.foundIn === "log" ? (response.logLine ?? null) : text;
    if (searched === null) continue;
    for (const sentence of body.sentences) {
      if (sentence.statuses?.includes(response.status) === false) continue;
      if (sentence.url !== undefined && !sentence.url.test(url ?? "")) continue;
      const [name, value] = sentence.header ?? [];
      if (name !== undefined && value?.test(headerValue(response.headers, name) ?? "") !== true) continue;
      const match = sentence.pattern.exec(searched);
      if (match === null) continue;
      // A log may go on with parts of what was received.
      return { body, sentence, quote: body.foundIn === "log" ? match[0] : excerpt(searched, match) };
    }
  }
  return null;
}

/** Where recognized words stand, with them, as one line of evidence. */
export function quoteEvidence({ body, quote }: RecognizedBody): Words {
  return `${body.foundIn === "log" ? `log of ${body.name}` : "body of the response"}: ${visibleText(quote)}`;
}

/** What of a body may be quoted: a known sentence, or a short plain text; null: nothing of it. */
export function quotableBody(upgrade: WithResponse): string | null {
  const known = recognizeBody(upgrade);
  if (known !== null && known.body.foundIn !== "log") return known.quote;
  const { response } = upgrade;
  return response?.body === undefined || response.status === 101 ? null : shortBody(response.body);
}

/** What of a line of the server's log may be passed on: a known sentence; null: nothing of it. */
export function quotableLogLine(upgrade: WithResponse): string | null {
  const known = recognizeBody(upgrade);
  return known?.body.foundIn === "log" ? known.quote : null;
}
