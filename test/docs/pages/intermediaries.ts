import { intermediaries } from "../../../src/knowledge/intermediaries.ts";
import type { Intermediary, Purpose } from "../../../src/knowledge/intermediary.ts";
import { code, duration } from "../../../src/knowledge/words.ts";
import { addressOf } from "../../../src/upgrade/address.ts";
import { type Block, cite, type Entry, type Page, source } from "../page.ts";
import { ANSWERS } from "../samples/answers.ts";

const PURPOSES: readonly (readonly [Purpose, string])[] = [
  ["forward-upgrade", "To pass the upgrade on"],
  ["forward-host", "To pass the host on"],
  ["longer-timeout", "For a longer time-out"],
  ["sticky-sessions", "To keep a client with its server"],
];

const ADDRESS = addressOf("wss://app.example.com/live");

/** Every product that may stand between browser and application. */
export function intermediariesPage(): Page {
  return {
    name: "intermediaries",
    title: "Intermediaries",
    prefix: "intermediary",
    about:
      "Proxies, load balancers and hosts on the way: what gives them away, their time-outs, and how to set them up.",
    intro: [
      "The order is from the browser's side to the server's. A product is certain only where its own name stands in a header that only it writes. Many leave no mark: that none was recognised does not mean that there is none.",
      "Every time-out is a default; the operator may have changed it. Snippets are for `wss://app.example.com/live`, without a known version; words in capitals are for you to fill in.",
    ],
    groups: [{ title: null, entries: intermediaries.map(entry) }],
  };
}

function entry(product: Intermediary): Entry {
  const { id, name, behaviour, reference } = product;
  return {
    id,
    title: name,
    blocks: [
      { kind: "text", words: behaviour },
      ...marks(product),
      ...timeouts(product),
      source(reference),
      ...snippets(product),
    ],
  };
}

function marks({ recognise }: Intermediary): Block[] {
  const rows = ANSWERS.flatMap((headers) => {
    const found = recognise(headers);
    return found === null ? [] : [[found.headers.map(code).join(", "), found.confidence]];
  });
  if (rows.length === 0) return [{ kind: "text", words: "It leaves no mark of its own, so it cannot be recognised." }];
  return [{ kind: "table", head: ["Recognised, for instance, by", "Confidence"], rows }];
}

function timeouts({ timeouts: all }: Intermediary): Block[] {
  if (all.length === 0) return [];
  const rows = all.map(({ name, milliseconds, kind, reported, reference }) => [
    name,
    duration(milliseconds),
    kind === "idle" ? "without a message" : "since the handshake",
    reported === true ? `reported by users, not documented: ${cite(reference)}` : cite(reference),
  ]);
  return [{ kind: "table", head: ["Time-out (default)", "After", "Counted", "Reference"], rows }];
}

function snippets({ snippets: all }: Intermediary): Block[] {
  if (ADDRESS === null) return [];
  const address = ADDRESS;
  return PURPOSES.flatMap(([purpose, caption]): Block[] => {
    const text = all[purpose]?.({ address, version: null }) ?? null;
    return text === null ? [] : [{ kind: "code", caption, code: text }];
  });
}
