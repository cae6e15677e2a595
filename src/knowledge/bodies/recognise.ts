import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { KnownBody, Sentence } from "./body.ts";
import { excerpt, plainBody, shortBody } from "./plain.ts";
import { knownBodies } from "./registry.ts";

/** A known sentence in the body of a response. */
export interface RecognizedBody {
  readonly body: KnownBody;
  readonly sentence: Sentence;
  /** The words as they stand in the body, bounded; foreign text. */
  readonly quote: string;
}

/** Finds the first known sentence in the body of a response; null without one. */
export function recognizeBody({ response, url }: Pick<Upgrade, "response" | "url">): RecognizedBody | null {
  if (response?.body === undefined || response.status === 101) return null;
  const text = plainBody(response.body);
  for (const body of knownBodies) {
    for (const sentence of body.sentences) {
      if (sentence.statuses?.includes(response.status) === false) continue;
      if (sentence.url !== undefined && !sentence.url.test(url ?? "")) continue;
      const match = sentence.pattern.exec(text);
      if (match !== null) return { body, sentence, quote: excerpt(text, match) };
    }
  }
  return null;
}

/** What of a body may be quoted: a known sentence, or a short plain text; null: nothing of it. */
export function quotableBody(upgrade: Pick<Upgrade, "response" | "url">): string | null {
  const known = recognizeBody(upgrade);
  if (known !== null) return known.quote;
  const { response } = upgrade;
  return response?.body === undefined || response.status === 101 ? null : shortBody(response.body);
}
