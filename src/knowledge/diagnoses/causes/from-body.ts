import { settingSnippets } from "../../applications/settings.ts";
import { type RecognizedBody, recognizeBody } from "../../bodies/recognise.ts";
import { visibleText } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/**
 * Ranks the causes of a refusal by what its body says: what a known sentence names comes first, and where it is certain,
 * nothing else is supposed beside it.
 *
 * @param causes what is thought of without the body
 */
export function withBody(seen: Case, causes: readonly Cause[]): readonly Cause[] {
  const known = recognizeBody(seen.upgrade);
  if (known === null) return causes;
  const { sentence } = known;
  const same = causes.find(({ id }) => id === sentence.cause);
  const others = causes.filter((cause) => cause !== same);
  const kept =
    sentence.likelihood === "certain" ? others.filter(({ id }) => sentence.keeps?.includes(id) === true) : others;
  return [causeOf(seen, known, same ?? null), ...kept];
}

/** The sentence as a cause; what the same cause would have had as a fix for recognized products stays with it. */
function causeOf(seen: Case, { body, sentence, quote }: RecognizedBody, same: Cause | null): Cause {
  const { cause: id, likelihood, title, why, fix, purpose, setting } = sentence;
  const snippets = same?.fix?.snippets ?? [
    ...(setting === undefined ? [] : settingSnippets(seen, setting)),
    ...(purpose === undefined ? [] : seen.snippets(purpose)),
  ];
  return {
    id,
    likelihood,
    title,
    why,
    evidence: [
      `body of the response: ${visibleText(quote)}`,
      `wording of ${body.name} (${body.reference.url})`,
      saidEvidence(seen),
      ...(same?.evidence ?? []),
    ],
    fix: { text: fix, snippets },
  };
}
