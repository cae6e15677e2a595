import { bytes, count, number } from "../../../knowledge/text.ts";
import type { ReportConnection } from "../../contract/format.ts";

/** Number of names that the readable formats show, those with most messages. */
const SHOWN = 40;

/** The columns of the table of names. */
export const NAME_COLUMNS = ["Name", "Kind", "Sent", "Received", "Payload sent", "Payload received"] as const;

/** The rows of the table of names, and the sentences below it; null where nothing was counted by name. */
export function nameFacts({ names, messages }: Pick<ReportConnection, "names" | "messages">): {
  /** The first cell is foreign text. */
  readonly rows: readonly (readonly [name: string, ...numbers: string[]])[];
  readonly notes: readonly string[];
} | null {
  if (names === null || names.messages === 0) return null;
  const { counted, other, unnamed } = names;
  const all = (one: { sent: { count: number }; received: { count: number } }): number =>
    one.sent.count + one.received.count;
  const sorted = [...counted].sort((a, b) => all(b) - all(a));
  const rows = sorted.slice(0, SHOWN).map(({ kind, name, sent, received }) => {
    const cells = [kind, number(sent.count), number(received.count), bytes(sent.bytes), bytes(received.bytes)];
    return [name, ...cells] as const;
  });
  const more = sorted.slice(SHOWN);
  const hidden = more.reduce((sum, one) => sum + all(one), 0);
  const total = messages === null ? 0 : messages.sent.count + messages.received.count;
  const notes = [
    more.length === 0
      ? ""
      : `${count(more.length, "more name")} with ${count(hidden, "message")}: the JSON report has them.`,
    all(other) === 0 ? "" : `${count(all(other), "message")} of names beyond the first 200.`,
    all(unnamed) === 0 ? "" : `${count(all(unnamed), "message")} without a name that is known.`,
    names.messages >= total ? "" : `Counted by name were ${number(names.messages)} of ${count(total, "message")}.`,
  ];
  return { rows, notes: notes.filter((note) => note !== "") };
}
