import type { HeaderKnowledge, Side } from "../../../src/knowledge/headers/header.ts";
import { headers } from "../../../src/knowledge/headers/registry.ts";
import { code, type Words } from "../../../src/knowledge/text.ts";
import { RESPONSE } from "../../story.ts";
import { type Block, type Page, source } from "../page.ts";
import { HEADER_VALUES } from "../samples/header-values.ts";
import { HTTP2_REQUEST, REQUEST, upgradeOf } from "../samples/scene.ts";

const HTTP1 = upgradeOf({ answer: {} });
const HTTP2 = upgradeOf({ headers: HTTP2_REQUEST, answer: { status: 200, headers: [] } });

/** Values are read beside what the other side said: here the request offers subprotocols and the response takes one. */
const NEGOTIATED = upgradeOf({
  headers: [...REQUEST, ["Sec-WebSocket-Protocol", "chat, superchat"]],
  answer: { headers: [...RESPONSE, ["Sec-WebSocket-Protocol", "chat"]] },
});

const SIDES: readonly (readonly [Side, string])[] = [
  ["request", "In the request"],
  ["response", "In the response"],
];

/** Every header, with what it means and with what its values say. */
export function headersPage(): Page {
  return {
    name: "headers",
    title: "Headers",
    prefix: "header",
    about: "What the headers of a handshake mean, and what their values say.",
    intro: ["The values are examples; the text next to each is what the panel says about it."],
    groups: [
      {
        title: null,
        entries: headers.map((header) => ({
          id: header.id,
          title: header.name,
          blocks: [
            ...meanings(header),
            ...needed(header),
            ...values(header),
            ...checked(header),
            source(header.reference),
          ],
        })),
      },
    ],
  };
}

function meanings({ meaning }: HeaderKnowledge): Block[] {
  const [request, response] = [meaning("request"), meaning("response")];
  if (request === response) return [{ kind: "text", words: request }];
  return SIDES.map(([side, words]) => ({ kind: "text", words: `${words}: ${meaning(side)}` }));
}

function needed({ expected }: HeaderKnowledge): Block[] {
  const versions = [
    ["HTTP/1.1", HTTP1],
    ["HTTP/2", HTTP2],
  ] as const;
  const places = versions.flatMap(([version, upgrade]) => {
    const sides = SIDES.filter(([side]) => expected?.(side, upgrade) === true).map(([, words]) => words.toLowerCase());
    return sides.length === 0 ? [] : [`${sides.join(" and ")} over ${version}`];
  });
  return places.length === 0 ? [] : [{ kind: "text", words: `Expected ${places.join(", and ")}.` }];
}

function values({ id, value }: HeaderKnowledge): Block[] {
  const items = HEADER_VALUES.filter(([name]) => name.toLowerCase() === id).flatMap(([, side, text]) => {
    const lines: readonly Words[] = value?.(text, side, NEGOTIATED) ?? [];
    return lines.length === 0
      ? []
      : [{ term: `${code(text)} ${side === "request" ? "in a request" : "in a response"}`, lines }];
  });
  return items.length === 0 ? [] : [{ kind: "terms", items }];
}

function checked({ check }: HeaderKnowledge): Block[] {
  return check === undefined ? [] : [{ kind: "text", words: `Judged by the check ${code(check)}.` }];
}
