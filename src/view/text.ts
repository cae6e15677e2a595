import type messages from "../../public/_locales/en/messages.json";

type Key = keyof typeof messages;

/** A text of `_locales` that differs by number: `upgrades` for `upgrades_one`, `upgrades_other` and whatever else a language has. */
export type PluralKey = Key extends infer K ? (K extends `${infer Name}_other` ? Name : never) : never;

/** A text of `_locales`: everything in the panel that is not knowledge. */
export type MessageKey = Exclude<Key, `${string}_${"one" | "other"}`>;

/** Returns the text with `$1`, `$2` … filled in, or nothing where there is none; what `chrome.i18n.getMessage` does. */
type Lookup = (key: string, substitutions: string[]) => string;

let lookup: Lookup = (key) => key;

/** Texts without substitutions that were asked for: the browser takes its time for each, and rows ask again and again. */
const known = new Map<string, string>();

/** Says where texts come from: the extension's i18n in the panel, the file itself in a plain page. */
export function provideText(provided: Lookup): void {
  lookup = provided;
  known.clear();
}

/**
 * A text in the user's language.
 *
 * @param key its name in `_locales`
 * @param substitutions what stands for `$1`, `$2` …
 */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  if (substitutions.length > 0) return lookup(key, substitutions.map(String));
  const before = known.get(key);
  if (before !== undefined) return before;
  const text = lookup(key, []);
  known.set(key, text);
  return text;
}

/**
 * A text in the form that the language of the texts has for a number.
 *
 * @param category of Intl.PluralRules; where the language has no form of its own for it, the form for others is used
 */
export function inCategory(key: PluralKey, category: Intl.LDMLPluralRule, substitutions: readonly string[]): string {
  return lookup(`${key}_${category}`, [...substitutions]) || lookup(`${key}_other`, [...substitutions]);
}

/** The language of the texts, which is not the browser's where there are none in that one; a BCP 47 tag. */
export function language(): string {
  return t("language");
}

/**
 * The language of the explanations where it is not that of the texts, for `lang` attributes; undefined where all is one.
 * What is known is written in English alone, as reports are.
 */
export function knowledgeLanguage(): "en" | undefined {
  return language().startsWith("en") ? undefined : "en";
}
