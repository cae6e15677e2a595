import type { Intermediary, Purpose } from "../../../src/knowledge/intermediaries/intermediary.ts";
import { intermediaries } from "../../../src/knowledge/intermediaries/registry.ts";
import { code, duration } from "../../../src/knowledge/text.ts";
import { addressOf } from "../../../src/upgrade/http/address.ts";
import { type Block, cite, type Entry, type Page, source } from "../page.ts";
import { ANSWERS, HOSTS } from "../samples/responses.ts";

const PURPOSES: readonly (readonly [Purpose, string])[] = [
  ["forward-upgrade", "To forward the upgrade"],
  ["forward-host", "To forward the host"],
  ["keep-path", "To forward the path unchanged"],
  ["longer-timeout", "For a longer timeout"],
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
      "Proxies, load balancers and hosts along the way: how they are recognized, their timeouts, and how to configure them.",
    intro: [
      "The order is from the browser's side to the server's. A product is certain only if its own name is in a header that only it writes. Many leave no mark: if none was recognized, there may still be one.",
      "Every timeout is a default that the operator may have changed, unless it is marked as fixed. Snippets are for `wss://app.example.com/live`, without a known version; words in capitals are placeholders for you to fill in.",
    ],
    groups: [{ title: null, entries: intermediaries.map(entry) }],
  };
}

function entry(product: Intermediary): Entry {
  const { id, name, behavior, reference } = product;
  return {
    id,
    title: name,
    blocks: [
      { kind: "text", words: behavior },
      ...marks(product),
      ...timeouts(product),
      source(reference),
      ...snippets(product),
    ],
  };
}

function marks({ recognize, ownHosts }: Intermediary): Block[] {
  const own =
    ownHosts === undefined
      ? []
      : [[`a host name like ${code(HOSTS.find((host) => ownHosts.test(host)) ?? "")}`, "likely"]];
  const found = ANSWERS.flatMap((headers) => {
    const found = recognize(headers);
    return found === null ? [] : [[found.headers.map(code).join(", "), found.confidence]];
  });
  const rows = [...found, ...own];
  if (rows.length === 0) return [{ kind: "text", words: "It leaves no mark of its own, so it cannot be recognized." }];
  return [{ kind: "table", head: ["Recognized, for example, by", "Confidence"], rows }];
}

function timeouts({ timeouts: all }: Intermediary): Block[] {
  if (all.length === 0) return [];
  const rows = all.map(({ name, milliseconds, kind, counts, fixed, reported, reference }) => [
    name,
    fixed === true ? `${duration(milliseconds)}, fixed` : duration(milliseconds),
    kind === "lifetime" ? "since the handshake" : `without a message${counts === "server" ? " from the server" : ""}`,
    reported === true ? `reported by users, not documented: ${cite(reference)}` : cite(reference),
  ]);
  return [{ kind: "table", head: ["Timeout (default)", "After", "Counted", "Reference"], rows }];
}

function snippets({ snippets: all }: Intermediary): Block[] {
  if (ADDRESS === null) return [];
  const address = ADDRESS;
  return PURPOSES.flatMap(([purpose, caption]): Block[] => {
    const text = all[purpose]?.({ address, version: null }) ?? null;
    return text === null ? [] : [{ kind: "code", caption, code: text }];
  });
}
