import { headerValue } from "../../upgrade/http/headers.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { visibleText, type Words } from "../text.ts";
import type { KnownBody, Sentence } from "./body.ts";
import { isLoggedAtEnd, loggedEnd } from "./logged-end.ts";
import { excerpt, plainBody, shortBody } from "./plain.ts";
import { knownBodies } from "./registry.ts";

/** A known sentence in the body of a response, or in what its server logged. */
export interface RecognizedBody {
  readonly body: KnownBody;
  readonly sentence: Sentence;
  /** The words as they stand there, bounded; foreign text. */
  readonly quote: string;
  readonly foundIn: FoundIn;
}

/** Where a server can say something of a refusal: to the client, to its own log, or in the words of its status. */
export type FoundIn = "body" | "log" | "status";

type WithResponse = Pick<Upgrade, "response" | "url">;

/** Finds the first known sentence in the body of a response, or in the server's log about it; null without one. */
export function recognizeBody({ response, url }: WithResponse): RecognizedBody | null {
  if (response === null || response.status === 101) return null;
  const said: readonly (readonly [foundIn: FoundIn, text: string])[] = [
    ...(response.body === undefined ? [] : bodiesIn(response.body).map((text) => ["body", text] as const)),
    ...(response.logLine === undefined ? [] : [["log", response.logLine] as const]),
    ...(response.statusText.trim() === "" ? [] : [["status", response.statusText] as const]),
  ];
  for (const body of knownBodies) {
    for (const [foundIn, text] of said) {
      if ((body.foundIn === "log" && foundIn !== "log") || (foundIn === "status" && body.inStatusLine !== true))
        continue;
      const found = sentenceIn(body, { response, url }, text);
      // A log may go on with parts of what was received.
      if (found !== null) {
        const [sentence, match] = found;
        return { body, sentence, quote: foundIn === "log" ? match[0] : excerpt(text, match), foundIn };
      }
    }
  }
  return null;
}

/** The whole of a body, and its first paragraph: what was pasted may go on with words for people. */
function bodiesIn(body: string): string[] {
  const whole = plainBody(body);
  const first = plainBody(/^\s*\S[\s\S]*?(?=\n[ \t]*\n)/.exec(body)?.[0] ?? "");
  return first === "" || first === whole ? [whole] : [whole, first];
}

type Found = readonly [sentence: Sentence, match: RegExpExecArray];

function sentenceIn(body: KnownBody, { response, url }: WithResponse, text: string): Found | null {
  for (const sentence of body.sentences) {
    if (sentence.statuses?.includes(response?.status ?? 0) === false) continue;
    if (sentence.url !== undefined && !sentence.url.test(url ?? "")) continue;
    const [name, value] = sentence.header ?? [];
    if (name !== undefined && value?.test(headerValue(response?.headers ?? [], name) ?? "") !== true) continue;
    const match = sentence.pattern.exec(text);
    if (match !== null) return [sentence, match];
  }
  return null;
}

/** Where recognized words stand, with them, as one line of evidence. */
export function quoteEvidence({ body, quote, foundIn }: RecognizedBody): Words {
  const places: Readonly<Record<FoundIn, string>> = {
    body: "body of the response",
    log: `log of ${body.name}`,
    status: "status line of the response",
  };
  return `${places[foundIn]}: ${visibleText(quote)}`;
}

/** What a sentence about a body says where the words stood elsewhere. */
export function placed(why: Words, foundIn: FoundIn): Words {
  if (foundIn === "body") return why;
  return why.replace("in the body of its response", foundIn === "log" ? "in its log" : "in its status line");
}

/** What of a body may be quoted: a known sentence, or a short plain text; null: nothing of it. */
export function quotableBody(upgrade: WithResponse): string | null {
  const known = recognizeBody(upgrade);
  if (known?.foundIn === "body") return known.quote;
  const { response } = upgrade;
  return response?.body === undefined || response.status === 101 ? null : shortBody(response.body);
}

/** What of a line of the server's log may be passed on: a known sentence; null: nothing of it. */
export function quotableLogLine(upgrade: WithResponse): string | null {
  const end = loggedEnd(upgrade);
  if (end !== null) return end.quote;
  if (isLoggedAtEnd(upgrade)) return upgrade.response?.logLine ?? null;
  const known = recognizeBody(upgrade);
  return known?.foundIn === "log" ? known.quote : null;
}
