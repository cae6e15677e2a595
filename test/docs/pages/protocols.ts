import type { Heartbeat, ProtocolResult } from "../../../src/knowledge/protocols/protocol.ts";
import { recognizeProtocol } from "../../../src/knowledge/protocols/recognize.ts";
import { protocols } from "../../../src/knowledge/protocols/registry.ts";
import { code, duration, type Words } from "../../../src/knowledge/text.ts";
import { type Entry, type Page, source } from "../page.ts";
import { protocolSamples } from "../samples/protocols.ts";

/** Every protocol and library on top, with what gives it away and how it shows that it lives. */
export function protocolsPage(): Page {
  const seen = protocolSamples().flatMap((upgrade) => {
    const result = recognizeProtocol(upgrade);
    return result === null ? [] : [result];
  });
  return {
    name: "protocols",
    title: "Protocols and libraries",
    prefix: "protocol",
    about: "What runs on top of a WebSocket, how it is recognized, and its heartbeat.",
    intro: [
      "The order is the order of matching: the first entry that recognizes a connection by its URL, its subprotocol or its script names it. Where none does, control messages of a protocol that were seen name it.",
      "Heartbeats are defaults, which an application can change. One that uses the WebSocket's own pings cannot be seen by any Chrome extension.",
    ],
    groups: [
      {
        title: null,
        entries: protocols.map((protocol): Entry => {
          const rows = rowsOf(seen.filter(({ id }) => id === protocol.id));
          return {
            id: protocol.id,
            title: protocol.id,
            blocks: [
              { kind: "text", words: protocol.about },
              { kind: "table", head: ["Shown as", "Recognized, for example, by", "Heartbeat by default"], rows },
              source(protocol.reference),
            ],
          };
        }),
      },
    ],
  };
}

/** One row for each name and heartbeat: several names of one subprotocol stand together. */
function rowsOf(results: readonly ProtocolResult[]): Words[][] {
  const rows = new Map<string, { readonly shown: Words; readonly heartbeat: Words; readonly marks: Words[] }>();
  for (const { name, evidence, heartbeat } of results) {
    const words = heartbeatWords(heartbeat);
    const key = `${name} ${words}`;
    const row = rows.get(key) ?? { shown: name, heartbeat: words, marks: [] };
    rows.set(key, { ...row, marks: [...row.marks, evidence.map(code).join(" and ")] });
  }
  return [...rows.values()].map(({ shown, marks, heartbeat }) => [shown, marks.join(", or "), heartbeat]);
}

function heartbeatWords(heartbeat: Heartbeat | null): Words {
  if (heartbeat === null) return "none known";
  const { by, intervalMs, visible, form } = heartbeat;
  const who = by === "both" ? "both sides" : `the ${by}`;
  return `every ${duration(intervalMs)} by ${who}: ${form}${visible ? "" : " (not visible)"}`;
}
