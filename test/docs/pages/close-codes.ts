import { closeMeaning } from "../../../src/knowledge/close-codes/meaning.ts";
import { type PrivateCodes, privateCloseCodes } from "../../../src/knowledge/close-codes/private.ts";
import { type CloseCode, registeredCloseCodes } from "../../../src/knowledge/close-codes/registered.ts";
import { protocols } from "../../../src/knowledge/protocols/registry.ts";
import { code } from "../../../src/knowledge/text.ts";
import { cite, type Entry, type Page, source } from "../page.ts";

/** One number of each range that has no meaning of its own, by the range's name. */
const RANGES: readonly (readonly [id: string, title: string, sample: number])[] = [
  ["0-999", "0 to 999", 0],
  ["1000-2999", "1000 to 2999, the others", 2500],
  ["3000-3999", "3000 to 3999, the others", 3500],
  ["4000-4999", "4000 to 4999", 4500],
];

/** Registered close codes, the ranges, and what libraries mean by numbers of their own. */
export function closeCodesPage(): Page {
  return {
    name: "close-codes",
    title: "Close codes",
    prefix: "close-code",
    about: "What the number that closes a WebSocket means.",
    intro: [
      "A recognized library's own meaning comes first, then the registered one, then that of the range.",
      "Chrome's debugger API reports no close code: the panel has one only when the page's own `close` event was observed.",
    ],
    groups: [
      { title: "Registered", entries: registeredCloseCodes.map(registered) },
      { title: "By range", entries: RANGES.map(range) },
      { title: "Of libraries", entries: privateCloseCodes.map(ofLibrary) },
    ],
  };
}

function registered({ code: number, name, meaning, fault, reference }: CloseCode): Entry {
  return {
    id: String(number),
    title: `${number} ${name}`,
    blocks: [{ kind: "text", words: meaning }, { kind: "text", words: faultWords(fault) }, source(reference)],
  };
}

function range([id, title, sample]: (typeof RANGES)[number]): Entry {
  const { name, meaning, fault, reference } = closeMeaning(sample, null);
  const words = `${name}. ${meaning}`;
  return {
    id,
    title,
    blocks: [{ kind: "text", words }, { kind: "text", words: faultWords(fault) }, source(reference)],
  };
}

function ofLibrary({ protocol, codes, reference }: PrivateCodes): Entry {
  const rows = codes.map(({ from, to, name, meaning, fault }) => [
    code(from === to ? String(from) : `${from} to ${to}`),
    name,
    meaning,
    fault ? "yes" : "no",
  ]);
  const about = protocols.find(({ id }) => id === protocol)?.about ?? "";
  return {
    id: protocol,
    title: protocol,
    also: codes.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => String(from + i))),
    blocks: [
      { kind: "text", words: about },
      { kind: "table", head: ["Code", "Name", "Meaning", "Reports a fault"], rows },
      { kind: "text", words: `Reference: ${cite(reference)}.` },
    ],
  };
}

function faultWords(fault: boolean): string {
  return fault ? "It reports a fault." : "By itself it reports no fault.";
}
