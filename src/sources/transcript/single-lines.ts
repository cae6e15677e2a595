import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { consoleUpgrade, isOfScript, RAISED, raisedAddress } from "./console.ts";
import { chosen, type FromLines } from "./log-choice.ts";
import { type IsTaken, logUpgrade, switchedPath, wordsUpgrade } from "./log-line.ts";
import { messageUpgrade } from "./pasted-message.ts";
import { isOfPythonLine } from "./python-log.ts";
import { isPythonServerLog, type ServerWords, serverWords, TLS_ON_PLAIN } from "./server-words.ts";

/**
 * Lines of a console or of a log: each reports one connection. What a server says by itself of a refusal belongs to the
 * line with its status that stands before or after it; where there is none, it reports a connection too.
 *
 * @throws Error as `chosen` does
 */
export function fromSingleLines(lines: readonly string[]): FromLines {
  return chosen({
    count: lines.filter((line) => line.trim() !== "").length,
    paths: new Set(lines.flatMap((line) => switchedPath(line) ?? [])),
    read: (isTaken) => read(lines, isTaken),
    leftOut: (isTaken) => lines.filter((line) => isLeftOut(line, isTaken)).length,
  });
}

function isLeftOut(line: string, isTaken: IsTaken): boolean {
  return logUpgrade(line, "", isTaken) === null && logUpgrade(line, "", () => true) !== null;
}

function read(lines: readonly string[], isTaken: IsTaken): Upgrade[] {
  const upgrades: Upgrade[] = [];
  const isPythonServer = isPythonServerLog(lines);
  const id = () => `c${upgrades.length + 1}`;
  let waiting: ServerWords | null = null;
  /** Words that the last upgrade has already: more lines about the same request follow. */
  let said: ServerWords | null = null;
  const raised = new Set(lines.flatMap((line) => raisedAddress(line) ?? []));
  let before = "";
  /** Anybody on the network may send such bytes: they report a handshake only where nothing else does. */
  let tls: ServerWords | null = null;
  for (const [at, line] of lines.entries()) {
    if (isOfLongPoll(lines, at)) continue;
    const isAgain = isRejectedAgain(before, line);
    if (line.trim() !== "") before = line;
    if (isAgain) continue;
    if (OVER.test(line)) close(upgrades);
    const words = serverWords(line, isPythonServer);
    if (words?.key === TLS_ON_PLAIN) {
      tls = words;
      continue;
    }
    const told =
      words === null
        ? (consoleUpgrade(line, id()) ?? messageUpgrade(line, id()) ?? logUpgrade(line, id(), isTaken))
        : null;
    const found = told === null ? null : withRaise(told, raised);
    if (words !== null) {
      const earlier: ServerWords | null = waiting ?? said;
      if (earlier !== null && isEnoughAlone(earlier) && isSameRequest(earlier, words)) continue;
      if (waiting !== null && isEnoughAlone(waiting)) upgrades.push(wordsUpgrade(waiting, id()));
      const last = upgrades.at(-1);
      const isOfLast: boolean = said === null && last !== undefined && takes(last, words);
      if (isOfLast && last !== undefined) upgrades[upgrades.length - 1] = withWords(last, words);
      waiting = isOfLast ? null : words;
      said = isOfLast ? words : null;
    } else if (found !== null) {
      const isOfThis: boolean = waiting !== null && takes(found, waiting);
      if (waiting !== null && !isOfThis && isEnoughAlone(waiting)) upgrades.push(wordsUpgrade(waiting, id()));
      upgrades.push({ ...(waiting !== null && isOfThis ? withWords(found, waiting) : found), id: id() });
      said = isOfThis ? waiting : null;
      waiting = null;
    }
  }
  if (waiting !== null && isEnoughAlone(waiting)) upgrades.push(wordsUpgrade(waiting, id()));
  if (tls !== null && upgrades.length === 0) upgrades.push(wordsUpgrade(tls, id()));
  return withoutQuietPolls(
    upgrades.some((upgrade) => !isOfScript(upgrade)) ? upgrades.filter((one) => !isOfScript(one)) : upgrades,
  );
}

/** Phoenix says below its line by which of its transports the client came (phoenix: logger.ex). */
function isOfLongPoll(lines: readonly string[], at: number): boolean {
  const below = lines.slice(at + 1, at + 3);
  return /\bCONNECT(?:ED|ION) TO /.test(lines[at] ?? "") && below.some((line) => LONG_POLL.test(line));
}

const LONG_POLL = /^Transport: :longpoll\b/;

/**
 * Ordinary requests matter where no handshake does; those that were answered as they should be, only where there is
 * nothing else.
 */
function withoutQuietPolls(upgrades: readonly Upgrade[]): Upgrade[] {
  const polls = upgrades.filter(isRequest);
  const isLeft = (upgrade: Upgrade): boolean => {
    if (!isRequest(upgrade)) return true;
    if (polls.length < upgrades.length) return false;
    if (!isRefusedPoll(upgrade)) return !polls.some(isRefusedPoll);
    // The library asks again and again, and a server says why the first time only.
    return isExplained(upgrade) || !polls.some((other) => isExplained(other) && isSameStatus(other, upgrade));
  };
  return upgrades.filter(isLeft).map((upgrade, at) => ({ ...upgrade, id: `c${at + 1}` }));
}

function isRequest({ kind }: Upgrade): boolean {
  return factsOf(kind).isOrdinaryRequest;
}

function isExplained({ response }: Upgrade): boolean {
  return response?.logLine !== undefined && !isOfPythonLine(response.logLine);
}

function isSameStatus(a: Upgrade, b: Upgrade): boolean {
  return a.response?.status === b.response?.status;
}

function isRefusedPoll({ response, error, blocked }: Upgrade): boolean {
  return error !== null || blocked !== null || (response?.status ?? 0) >= 400;
}

/** uvicorn's and daphne's words for the end of an open WebSocket (uvicorn: protocols/websockets; daphne: ws_protocol.py). */
const OVER = /(?:^|\s)connection closed\s*$|\bWebSocket DISCONNECT \/\S{0,2000} \[/;

/** The log names no connection: only where one alone is open, it is that one. */
function close(upgrades: Upgrade[]): void {
  const open = upgrades.filter(({ response, ended }) => response?.status === 101 && ended === null);
  const [only] = open;
  if (only !== undefined && open.length === 1) upgrades[upgrades.indexOf(only)] = { ...only, ended: "closed" };
}

/** uvicorn's second line about a handshake that it refused: the one before has the path. */
function isRejectedAgain(before: string, line: string): boolean {
  const status = /\bconnection rejected \((\d{3})\b/.exec(line)?.[1];
  return status !== undefined && /"WebSocket \S{1,4000}" (\d{3})\s*$/.exec(before)?.[1] === status;
}

/** Firefox says it in a line of its own that a policy made `wss://` of a `ws://`: the failure of that connection follows. */
function withRaise(upgrade: Upgrade, raised: ReadonlySet<string>): Upgrade {
  const { url, error } = upgrade;
  if (url === null || error === null || !raised.has(url)) return upgrade;
  return { ...upgrade, error: { ...error, message: `${error.message} (${RAISED})` } };
}

/** Words that are also written where no handshake was: only beside the line of one they belong to it. */
function isEnoughAlone({ isBesideOnly }: ServerWords): boolean {
  return isBesideOnly !== true;
}

/** Servers often need two lines for one failure; the same words again are another. */
function isSameRequest(before: ServerWords, { status, key, target }: ServerWords): boolean {
  return before.status === status && before.key !== key && (target === null || before.target === null);
}

function takes({ response, error }: Upgrade, { status }: ServerWords): boolean {
  if (response?.logLine !== undefined && !isOfPythonLine(response.logLine)) return false;
  return response === null ? error?.message.includes(`${status}`) === true : response.status === status;
}

function withWords(upgrade: Upgrade, { status, words, isEnd }: ServerWords): Upgrade {
  const response = upgrade.response ?? {
    status,
    statusText: "",
    headers: [],
    at: null,
    isStatusInferred: true as const,
  };
  if (isEnd !== true) return { ...upgrade, response: { ...response, logLine: words } };
  return { ...upgrade, ended: "closed", response: { ...response, status: 101, logLine: `${status} - ${words}` } };
}
