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
  readonly place: Place;
}

/** Where a server can say something of a refusal: to the client, to its own log, or in the words of its status. */
export type Place = "body" | "log" | "status";

type Told = Pick<Upgrade, "response" | "url">;

/** Finds the first known sentence in the body of a response, or in the server's log about it; null without one. */
export function recognizeBody({ response, url }: Told): RecognizedBody | null {
  if (response === null || response.status === 101) return null;
  const said: readonly (readonly [place: Place, text: string])[] = [
    ...(response.body === undefined ? [] : [["body", plainBody(response.body)] as const]),
    ...(response.logLine === undefined ? [] : [["log", response.logLine] as const]),
    ...(response.statusText.trim() === "" ? [] : [["status", response.statusText] as const]),
  ];
  for (const body of knownBodies) {
    for (const [place, text] of said) {
      if ((body.place === "log" && place !== "log") || (place === "status" && body.inStatusLine !== true)) continue;
      const found = sentenceIn(body, { response, url }, text);
      // A log may go on with parts of what was received.
      if (found !== null) {
        const [sentence, match] = found;
        return { body, sentence, quote: place === "log" ? match[0] : excerpt(text, match), place };
      }
    }
  }
  return null;
}

type Found = readonly [sentence: Sentence, match: RegExpExecArray];

function sentenceIn(body: KnownBody, { response, url }: Told, text: string): Found | null {
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
export function quoteEvidence({ body, quote, place }: RecognizedBody): Words {
  const places: Readonly<Record<Place, string>> = {
    body: "body of the response",
    log: `log of ${body.name}`,
    status: "status line of the response",
  };
  return `${places[place]}: ${visibleText(quote)}`;
}

/** What a sentence about a body says where the words stood elsewhere. */
export function placed(why: Words, place: Place): Words {
  if (place === "body") return why;
  return why.replace("in the body of its response", place === "log" ? "in its log" : "in its status line");
}

/** What of a body may be quoted: a known sentence, or a short plain text; null: nothing of it. */
export function quotableBody(upgrade: Told): string | null {
  const known = recognizeBody(upgrade);
  if (known?.place === "body") return known.quote;
  const { response } = upgrade;
  return response?.body === undefined || response.status === 101 ? null : shortBody(response.body);
}

/** What of a line of the server's log may be passed on: a known sentence; null: nothing of it. */
export function quotableLogLine(upgrade: Told): string | null {
  const known = recognizeBody(upgrade);
  return known?.place === "log" ? known.quote : null;
}
