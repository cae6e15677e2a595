import type { ComponentChildren } from "preact";
import { closeMeaning } from "../knowledge/close-codes/meaning.ts";
import { registeredCloseCodes } from "../knowledge/close-codes/registered.ts";
import type { Reference } from "../knowledge/reference.ts";
import { t } from "./text.ts";
import { ReferenceLink } from "./Words.tsx";

/** The parts of the page that holds all that Upgrades knows. */
type Part = "diagnosis" | "check" | "header" | "intermediary" | "protocol" | "close-code";

/** An entry of that page. */
export interface Entry {
  readonly part: Part;
  readonly id: string;
}

/** Where a statement can be read: its standard, and what else Upgrades knows about it. */
export function Sources({ reference, entry }: { reference: Reference; entry: Entry }): ComponentChildren {
  return (
    <span class="reference">
      <ReferenceLink reference={reference} />
      <a class="more-link" href={knowledgeUrl(entry)} target="_blank" title={t("moreAbout")} rel="noreferrer">
        {t("more")}
      </a>
    </span>
  );
}

let book = (): string => "/knowledge.html";

/**
 * Says where the page lies that holds all that Upgrades knows: in the extension's folder, when nobody does.
 *
 * @param makeUrl asked once, when there is something to link to
 */
export function provideBook(makeUrl: () => string): void {
  let url: string | null = null;
  book = () => {
    url ??= makeUrl();
    return url;
  };
}

/** The address of an entry of that page. */
export function knowledgeUrl({ part, id }: Entry): string {
  return `${book()}#${part}-${encodeURIComponent(id)}`;
}

/**
 * The entry of a close code: its own, or that of the library that gives it its meaning, or that of its range.
 *
 * @param protocolId the recognized protocol's, or null
 */
export function closeCodeEntry(code: number, protocolId: string | null): Entry {
  const { known, name } = closeMeaning(code, protocolId);
  if (!known) return { part: "close-code", id: rangeOf(code) };
  const isRegistered = registeredCloseCodes.some((registered) => registered.code === code && registered.name === name);
  return { part: "close-code", id: isRegistered ? String(code) : (protocolId ?? rangeOf(code)) };
}

function rangeOf(code: number): string {
  if (code < 1000) return "0-999";
  if (code < 3000) return "1000-2999";
  return code < 4000 ? "3000-3999" : "4000-4999";
}
