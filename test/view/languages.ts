import german from "../../public/_locales/de/messages.json" with { type: "json" };
import english from "../../public/_locales/en/messages.json" with { type: "json" };
import { provideText } from "../../src/view/text.ts";
import { type TextEntry, type TextFile, textIn } from "../../src/view/text-file.ts";

const ACCENTS: Readonly<Record<string, string>> = {
  ...{ a: "á", e: "é", i: "í", o: "ó", u: "ú", n: "ñ", s: "š", c: "ç", y: "ý" },
  ...{ A: "Å", E: "Ê", I: "Î", O: "Ö", U: "Ü", N: "Ñ", S: "Š", C: "Ç", Y: "Ý" },
};

/** Texts that are made from the English ones: they show what another language does to the panel. */
const MADE = {
  /** Longer by half, and with marks above and below the letters. */
  accented: { language: "en", writingDirection: "ltr", made: (text: string) => lengthened(accented(text)) },
  /** In Hebrew letters, from right to left, and longer by a quarter. */
  mirrored: { language: "he", writingDirection: "rtl", made: (text: string) => hebrew(text) },
} as const;

/** Every language of a test: those of the extension, and two that nobody speaks. */
export const LANGUAGES = {
  en: english,
  de: german,
  accented: pseudo("accented"),
  mirrored: pseudo("mirrored"),
} satisfies Readonly<Record<string, TextFile>>;

/** Name of a language of a test. */
export type LanguageName = keyof typeof LANGUAGES;

/** Whether there is such a language. */
export function isLanguage(name: string): name is LanguageName {
  return Object.hasOwn(LANGUAGES, name);
}

/** Lets the view speak a language, as the browser would: where a text is missing it returns none. */
export function speak(name: LanguageName): void {
  const texts: TextFile = LANGUAGES[name];
  provideText((key, substitutions) => textIn(texts, key, substitutions));
}

/** Lets the view speak English. */
export function speakEnglish(): void {
  speak("en");
}

function pseudo(name: keyof typeof MADE): TextFile {
  const { made, ...fixed } = MADE[name];
  return Object.fromEntries(
    Object.entries<TextEntry>(english).map(([key, text]) => {
      const own: Readonly<Record<string, string>> = fixed;
      return [key, { ...text, message: own[key] ?? outsidePlaceholders(text.message, made) }];
    }),
  );
}

/** What is typed, and what stands for something else, stays as it is. */
function outsidePlaceholders(message: string, made: (text: string) => string): string {
  return message
    .split(/(\$\w+\$|`[^`]*`|\b[a-z]+:\S*)/)
    .map((part, i) => (i % 2 === 1 || !/[a-z]/i.test(part) ? part : made(part)))
    .join("");
}

function accented(text: string): string {
  return text.replace(/[aeiounscyAEIOUNSCY]/g, (letter) => ACCENTS[letter] ?? letter);
}

/** As German and Finnish are: single words grow too. */
function lengthened(text: string): string {
  return text.replace(/\p{L}{3,}/gu, (word) => `${word}${word.slice(-Math.ceil(word.length * 0.45)).toLowerCase()}`);
}

function hebrew(text: string): string {
  const letters = "אבגדהוזחטיכלמנסעפצקרשתםןףץ";
  const one = (letter: string) => letters[letter.toLowerCase().charCodeAt(0) - 97] ?? letter;
  return text.replace(/[a-z]+/gi, (word) => [...word, ...word.slice(0, Math.ceil(word.length / 4))].map(one).join(""));
}
