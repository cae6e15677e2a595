/** A text of `_locales` as its file has it (https://developer.chrome.com/docs/extensions/reference/api/i18n#messages). */
export interface TextEntry {
  readonly message: string;
  readonly description?: string;
  /** What `$name$` stands for; names are in lower case. */
  readonly placeholders?: Readonly<Record<string, { readonly content: string; readonly example?: string }>>;
}

/** The texts of one language. */
export type TextFile = Readonly<Record<string, TextEntry>>;

/**
 * A text with everything filled in, as Chrome's i18n does it where there is an extension.
 *
 * @param key its name; a text that is not there is empty
 * @param substitutions what stands for `$1` to `$9`
 */
export function textIn(texts: TextFile, key: string, substitutions: readonly string[]): string {
  const { message, placeholders = {} } = texts[key] ?? { message: "" };
  const numbered = message.replace(/\$(\w+)\$/g, (_, name: string) => placeholders[name.toLowerCase()]?.content ?? "");
  return numbered.replace(/\$([1-9])/g, (_, place: string) => substitutions[Number(place) - 1] ?? "");
}
