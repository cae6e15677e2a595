import type messages from "../../public/_locales/en/messages.json";

/** A text of `_locales`: everything in the panel that is not knowledge. */
export type MessageKey = keyof typeof messages;

type Lookup = (key: MessageKey, substitutions: string[]) => string;

let lookup: Lookup = (key) => key;

/** Says where texts come from: the extension's i18n in the panel, the file itself in a plain page. */
export function provideText(provided: Lookup): void {
  lookup = provided;
}

/**
 * A text in the user's language.
 *
 * @param key its name in `_locales`
 * @param substitutions what stands for `$1`, `$2` …
 */
export function t(key: MessageKey, ...substitutions: (string | number)[]): string {
  return lookup(key, substitutions.map(String));
}
