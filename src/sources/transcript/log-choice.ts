import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { IsTaken } from "./log-line.ts";

/** What the lines of a log report, and what of them was left out. */
export interface FromLines {
  readonly upgrades: readonly Upgrade[];
  /** Gaps, in words. */
  readonly lost: readonly string[];
}

/** A log, as one that reads it sees it. */
interface Log {
  /** How many lines it has. */
  readonly count: number;
  /** Paths at which requests were switched, or refused for not asking for that. */
  readonly paths: ReadonlySet<string>;
  read(isTaken: IsTaken): readonly Upgrade[];
  /** How many refused requests are not taken. */
  leftOut(isTaken: IsTaken): number;
}

/** So many lines somebody chose: whatever their paths are, they are wondered about. */
const FEW = 3;

/** So many refused requests are listed where a text has nothing else, whatever their paths are. */
const MOST_UNMARKED = 20;

/**
 * Chooses the handshakes of a log: those that a path, a status or another line about the same path shows to be. Others are
 * taken where there are few lines, or where nothing else is there; else they are counted among what was left out.
 *
 * @throws Error with one clear sentence where there are too many of those alone
 */
export function chosen({ count, paths, read, leftOut }: Log): FromLines {
  const isTaken = (path: string) => count <= FEW || paths.has(path);
  const upgrades = read(isTaken);
  const others = leftOut(isTaken);
  if (others === 0) return { upgrades, lost: [] };
  if (upgrades.length > 0) return { upgrades, lost: [others === 1 ? ONE_LEFT_OUT : manyLeftOut(others)] };
  if (others > MOST_UNMARKED) throw new Error(NONE_MARKED);
  return { upgrades: read(() => true), lost: [TAKEN] };
}

const NONE_MARKED =
  "Nothing in this log shows which of its requests were handshakes: none was switched, and no path is one that WebSockets usually have. Paste the line of the handshake alone.";

const TAKEN =
  "Nothing in these lines of a log shows that they are about handshakes. They are listed because there is nothing else in the text.";

const ONE_LEFT_OUT =
  "1 other line of the log is about a request that was refused or failed. It was left out, since nothing shows that it was a handshake. If it was one, paste that line alone.";

function manyLeftOut(count: number): string {
  return `${count} other lines of the log are about requests that were refused or failed. They were left out, since nothing shows that they were handshakes. If one of them was, paste that line alone.`;
}
