import { closeMeaning } from "../../knowledge/close-codes/meaning.ts";
import { protocolName } from "../../knowledge/explanation/row.ts";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { recognizeProtocol } from "../../knowledge/protocols/recognize.ts";
import { openingLine, usedLibrary } from "../../knowledge/scripts/opening-line.ts";
import { ago, bytes, visibleText } from "../../knowledge/text.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { openedAt } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { dateAndTime, timeOfDay } from "../format.ts";
import { t } from "../text.ts";
import type { ColumnId } from "./columns.ts";
import { locationOf, targetText } from "./row-text.ts";

/** A cell that is text alone. */
export interface CellText {
  readonly text: string;
  /** What its tooltip says; absent: the text. */
  readonly title?: string;
}

/** Columns whose cells are text that follows from the upgrade alone. */
export type TextColumn = Extract<
  ColumnId,
  "host" | "bytes" | "initiator" | "close" | "opened" | "last" | "protocol" | "library" | "target" | "kind"
>;

/** Moment of which a cell says how long ago it was, epoch milliseconds; asked for only by cells that tick. */
type Now = () => number;

/**
 * What a cell says.
 *
 * @param now as of when the row is shown
 * @returns null for an empty cell: not known, or there is none
 */
export function cellText(column: TextColumn, upgrade: Upgrade, now: Now): CellText | null {
  return CELLS[column](upgrade, now);
}

const CELLS: Readonly<Record<TextColumn, (upgrade: Upgrade, now: Now) => CellText | null>> = {
  host: ({ url }) => some(addressOf(url)?.authority),
  bytes: bytesText,
  initiator: (upgrade) => {
    const line = openingLine(upgrade);
    return line === null ? null : { text: locationOf(line), title: visibleText(line.url) };
  },
  close: (upgrade) => {
    const code = upgrade.close?.code;
    if (code === undefined) return null;
    const { name } = closeMeaning(code, recognizeProtocol(upgrade)?.id ?? null);
    return { text: String(code), title: `${code} ${name}` };
  },
  opened: (upgrade) => {
    const state = stateOf(upgrade);
    const at = state === "open" || state === "closed" ? openedAt(upgrade) : null;
    return at === null ? null : { text: timeOfDay(at), title: dateAndTime(at) };
  },
  last: lastText,
  protocol: (upgrade) => some(protocolName(upgrade)),
  library: (upgrade) => some(usedLibrary(upgrade)),
  target: ({ target }) => (target === null ? null : { text: targetText(target) }),
  kind: ({ kind }) => ({ text: knowledgeOf(kind).name }),
};

function bytesText(upgrade: Upgrade): CellText | null {
  if (!areMessagesKnown(upgrade)) return { text: t("notKnown"), title: t("messagesUnknownHint") };
  const { sent, received, bytesExact } = messagesOf(upgrade);
  const text = bytes(sent.bytes + received.bytes);
  return { text: bytesExact ? text : t("atLeast", text) };
}

function lastText(upgrade: Upgrade, now: Now): CellText | null {
  const { lastAt } = messagesOf(upgrade);
  if (lastAt === null || Number.isNaN(lastAt)) return null;
  const title = dateAndTime(lastAt);
  return { text: stateOf(upgrade) === "open" && !upgrade.fromFile ? ago(now() - lastAt) : timeOfDay(lastAt), title };
}

function some(text: string | null | undefined): CellText | null {
  return text === null || text === undefined || text === "" ? null : { text: visibleText(text) };
}
