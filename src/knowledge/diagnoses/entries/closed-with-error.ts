import { endedByItself } from "../../../upgrade/lifetime.ts";
import { closeMeaning } from "../../close-codes/meaning.ts";
import { closeWords } from "../../close-codes/words.ts";
import { rfc } from "../../reference.ts";
import { asksForLogin, closeCauses } from "../causes/close-codes.ts";
import type { Diagnosis } from "../diagnosis.ts";

/**
 * The closing message had a code that reports a fault, as the recognized library means it, else as it is registered; or a
 * private code and words that ask for a login.
 */
export const closedWithError: Diagnosis = {
  id: "closed-with-error",
  stage: "ended",
  reference: rfc(6455, "7.4.1"),
  applies: ({ upgrade, protocol }) =>
    endedByItself(upgrade) &&
    upgrade.close !== null &&
    upgrade.close.code !== 1006 &&
    (closeMeaning(upgrade.close.code, protocol?.id ?? null).fault || asksForLogin(upgrade, protocol?.id ?? null)),
  summary: ({ upgrade, protocol }) => `${closeWords(upgrade, protocol?.id ?? null)}.`,
  brief: ({ upgrade, protocol }) => {
    if (upgrade.close === null) return "Closed with an error";
    const { code } = upgrade.close;
    return `Closed with ${code}, ${closeMeaning(code, protocol?.id ?? null).name}`;
  },
  causes: closeCauses,
  // What a number means is taken from the library that took the recognized one's place.
  isAttention: ({ upgrade, protocol }) =>
    upgrade.close !== null && closeMeaning(upgrade.close.code, protocol?.id ?? null).ofSuccessor === true,
};
