import { duration, number } from "../../../knowledge/text.ts";
import type { ReportConnection } from "../../contract/format.ts";
import type { Cell, ComparedRow, Weight } from "../comparison.ts";
import { firstMessageAfter, longestSilence, openFor, silenceAtCut, silenceWords, wasCut } from "../life.ts";
import { withoutNumbers } from "../volatile.ts";
import { known, rowOf, seen, unseen } from "./cells.ts";

/** Times differ from run to run: only so much more, in milliseconds and as a factor, is a difference. */
const SLOWER = { least: 1000, factor: 3 };

/** A timer fires at its time: its silences differ less. */
const CUT = { least: 1000, factor: 1.3 };

/** A connection must be watched this much longer than another took for its first message before none means something. */
const PATIENCE = { least: 2000, factor: 3 };

/** Timing, end, silence, heartbeat and messages of two connections. */
export function lifeRows(a: ReportConnection, b: ReportConnection): (ComparedRow | null)[] {
  return [
    times("handshake", "Handshake took", "some", a, b, ({ timing }) => timing.handshakeMs, SLOWER),
    text("end", "End", "some", a, b, endOf),
    ofEnded(text("close", "Close code", "strong", a, b, closeCode)),
    ofEnded(text("reason", "Close reason", "some", a, b, closeReason, withoutNumbers)),
    times("open", "Open for", "some", a, b, openFor, wasCut(a) && wasCut(b) ? SLOWER : null),
    silenceRow(a, b),
    times("longest-silence", "Longest silence", "some", a, b, longestSilence, null, silenceWords),
    text("protocol", "Protocol on top", "some", a, b, ({ protocol }) =>
      known(protocol?.name ?? null, protocol?.evidence),
    ),
    text("heartbeat", "Heartbeat", "strong", a, b, heartbeatOf),
    messages("sent", "Messages sent", a, b),
    messages("received", "Messages received", a, b),
  ];
}

function text(
  id: string,
  name: string,
  weight: Weight,
  a: ReportConnection,
  b: ReportConnection,
  of: (connection: ReportConnection) => Cell,
  fold?: (text: string) => string,
): ComparedRow | null {
  return rowOf({ id: `life.${id}`, group: "life", name, weight }, of(a), of(b), fold);
}

function times(
  id: string,
  name: string,
  weight: Weight,
  a: ReportConnection,
  b: ReportConnection,
  of: (connection: ReportConnection) => number | null,
  limits: { readonly least: number; readonly factor: number } | null,
  inWords: (one: ReportConnection, milliseconds: number) => string = (_, milliseconds) => duration(milliseconds),
): ComparedRow | null {
  const [first, second] = [of(a), of(b)];
  const words = (one: ReportConnection, value: number | null) => known(value === null ? null : inWords(one, value));
  const row = text(id, name, weight, a, b, (one) => words(one, one === a ? first : second));
  const differs = first !== null && second !== null && limits !== null && isFarFrom(first, second, limits);
  return row && { ...row, differs };
}

/** How long nothing had passed when it was cut; one that was not cut is no less known for that. */
function silenceRow(a: ReportConnection, b: ReportConnection): ComparedRow | null {
  const row = times("silence", "Silence before it was cut", "strong", a, b, silenceAtCut, CUT, silenceWords);
  const cellOf = (one: ReportConnection, cell: Cell) => {
    if (isWatchedOpen(one)) return seen("not cut while it was watched");
    return one.state === "closed" && one.close !== null && !wasCut(one) ? seen("not cut") : cell;
  };
  return row && { ...row, a: cellOf(a, row.a), b: cellOf(b, row.b) };
}

/** What only an ended connection has: that one ended and the other did not is told by another row. */
function ofEnded(row: ComparedRow | null): ComparedRow | null {
  return row && { ...row, differs: row.differs && row.a.text !== null && row.b.text !== null };
}

/** Whether the longer of two times is longer by both limits. */
function isFarFrom(a: number, b: number, { least, factor }: { least: number; factor: number }): boolean {
  const [shorter, longer] = [Math.min(a, b), Math.max(a, b)];
  return longer - shorter >= least && longer >= shorter * factor;
}

/** Whether it was still open in a file, nobody knows. */
function isWatchedOpen({ state, observed }: ReportConnection): boolean {
  return state === "open" && observed?.fromFile !== true && (observed?.unwatchedSince ?? null) === null;
}

function endOf(one: ReportConnection): Cell {
  const { state, observed } = one;
  if (state === "open") return isWatchedOpen(one) ? seen("open") : unseen;
  if (state !== "closed") return unseen;
  if (observed?.ended === "navigation") return seen("its page was left");
  return observed?.ended === "target-gone" ? seen("its page or worker went away") : seen("closed");
}

function closeCode(one: ReportConnection): Cell {
  return isWatchedOpen(one) ? seen(null) : known(one.close && closeText(one.close));
}

function closeReason(one: ReportConnection): Cell {
  return isWatchedOpen(one) ? seen(null) : known(one.close?.reason ?? null);
}

function closeText({ code, wasClean }: NonNullable<ReportConnection["close"]>): string | null {
  if (code === null) return null;
  return wasClean === false ? `${code}, not clean` : String(code);
}

function heartbeatOf({ protocol }: ReportConnection): Cell {
  const heartbeat = protocol?.heartbeat ?? null;
  if (heartbeat === null) return unseen;
  const { by, intervalMs, announced } = heartbeat;
  const who = by === "both" ? "both sides" : `the ${by}`;
  return seen(`every ${duration(intervalMs)} by ${who}${announced === true ? ", announced" : " by default"}`);
}

/** Numbers differ always; that none came where one comes soon does not happen by itself. */
function messages(
  direction: "sent" | "received",
  name: string,
  a: ReportConnection,
  b: ReportConnection,
): ComparedRow | null {
  const countOf = ({ messages: all }: ReportConnection) => all?.[direction].count ?? null;
  const cell = (one: ReportConnection) => {
    const count = countOf(one);
    return known(count === null ? null : number(count));
  };
  const row = rowOf({ id: `life.${direction}`, group: "life", name, weight: "some" }, cell(a), cell(b), null);
  const isMissing = (from: ReportConnection, by: ReportConnection) => {
    const [first, watched] = [firstMessageAfter(by), openFor(from)];
    if (countOf(from) !== 0 || (countOf(by) ?? 0) === 0 || first === null || watched === null) return false;
    return watched >= first + PATIENCE.least && watched >= first * PATIENCE.factor;
  };
  return row && { ...row, differs: isMissing(a, b) || isMissing(b, a) };
}
