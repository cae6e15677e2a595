import type { Reference } from "../knowledge/reference.ts";
import type { Words as Text } from "../knowledge/text.ts";
import { isHttps, keepUnits, parseWords } from "./parse-words.ts";
import { knowledgeLanguage } from "./text.ts";

/** A text of knowledge as elements; never as markup. */
export function Words({ text }: { text: Text }) {
  const pieces = parseWords(text).map((piece) => {
    if (piece.kind === "code") return <code>{piece.text}</code>;
    if (piece.kind === "link") return <Link url={piece.url} text={piece.text} />;
    return keepUnits(piece.text);
  });
  // Read aloud by an English voice, and from left to right, wherever the panel is in another language.
  const language = knowledgeLanguage();
  return (
    <>
      {language === undefined ? (
        pieces
      ) : (
        <span lang={language} dir="ltr">
          {pieces}
        </span>
      )}
    </>
  );
}

/** A link to the page that a statement can be read on. */
export function ReferenceLink({ reference }: { reference: Reference }) {
  return <Link url={reference.url} text={reference.text} />;
}

function Link({ url, text }: { url: string; text: string }) {
  if (!isHttps(url)) return <>{text}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
