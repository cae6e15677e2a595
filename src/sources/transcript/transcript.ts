import type { Reading } from "../../upgrade/reading.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { HostResponses } from "../host-responses.ts";
import { closingIn, frameErrorIn, isOpening } from "./closings.ts";
import { commandAt } from "./command.ts";
import { consoleUpgrade } from "./console.ts";
import { endingIn } from "./endings.ts";
import type { Exchange } from "./exchange.ts";
import { isOther, isTunnel, isUpgrade, refusedTunnel, upgradeOf, urlOf } from "./exchange-upgrade.ts";
import { exchangesIn } from "./exchanges.ts";
import { isHeadersPane, paneAsHttp } from "./headers-pane.ts";
import { linesOf } from "./lines.ts";
import { logUpgrade } from "./log-line.ts";
import { messageUpgrade } from "./pasted-message.ts";
import { requestKindOf, requestOf } from "./pasted-request.ts";
import { printedResponse } from "./printed-response.ts";
import { isPythonServerLog, serverWords } from "./server-words.ts";
import { fromSingleLines } from "./single-lines.ts";
import { isStartLine } from "./start-line.ts";
import { isTrace } from "./trace.ts";

/** A HAR file pasted with a transcript. */
const HAR_BEGINS = /^[ \t]*\{\s{0,20}"log"\s{0,20}:\s{0,20}\{/m;
const HAR_AFTER = "The text also has a HAR file in it, which was not read: open it by itself.";

const COMMAND_ALONE =
  "It is a command without what it printed. Run it, and paste the command together with its output.";

/** What to copy instead, said to somebody whose text is none of the known ones. */
export const WHAT_TO_PASTE =
  "Paste the output of `curl -v`, the request's headers from DevTools, or a line from the browser's console or the server's log";

/** Whether a text can be a transcript: one of its lines is one that a tool, a console or a log writes about a handshake. */
export function isTranscript(text: string): boolean {
  const lines = linesOf(text);
  const isPythonServer = isPythonServerLog(lines);
  return (
    isTrace(lines) ||
    isHeadersPane(lines) ||
    lines.some((line, at) => {
      const bare = line.replace(/^[<>] /, "");
      return (
        isStartLine(bare) ||
        /^:(?:authority|path): /.test(bare) ||
        endingIn(line) !== null ||
        printedResponse(line) !== null ||
        closingIn(line)?.isProof === true ||
        isOpening(line) ||
        frameErrorIn(line) !== null ||
        consoleUpgrade(line, "") !== null ||
        messageUpgrade(line, "") !== null ||
        logUpgrade(line, "", () => true) !== null ||
        serverWords(line, isPythonServer) !== null ||
        commandAt(lines, at) !== null
      );
    })
  );
}

/**
 * Reads what somebody pasted about a handshake: what curl, wget, OpenSSL, wscat, websocat, HTTPie or websockets (Python)
 * printed, the Headers pane of DevTools, lines of a browser's console or of a server's log, or HTTP/1.1 as it went over the
 * wire (RFC 9112). It has no times.
 *
 * @throws Error with one clear sentence when nothing of that is in it
 */
export function readTranscript(text: string): Reading {
  const reading = readLines(linesOf(text));
  return HAR_BEGINS.test(text) ? { ...reading, lost: [...reading.lost, HAR_AFTER] } : reading;
}

/**
 * As `readTranscript`, of lines that are bare already.
 *
 * @param pasted the text as it was pasted, where the lines are made of it
 */
export function readLines(bare: readonly string[], pasted = bare): Reading {
  const isPane = isHeadersPane(bare);
  const lines = isPane ? paneAsHttp(bare) : bare;
  const exchanges = exchangesIn(lines, pasted);
  const hostResponses = new HostResponses();
  const upgrades: Upgrade[] = [];
  const requests: Exchange[] = [];
  const lost: string[] = [];
  const isReported = (exchange: Exchange) => !isCommandAlone(exchange);
  if (exchanges.some(isUpgrade) && !exchanges.some(isReported)) throw new Error(COMMAND_ALONE);
  for (const exchange of exchanges) {
    if (isCommandAlone(exchange)) {
      if (isUpgrade(exchange))
        lost.push(`What ${exchange.command?.client} printed does not show how its handshake ended.`);
      continue;
    }
    const other = isOther(exchange);
    const socketUrl = urlOf(exchange);
    const url = other ? (socketUrl?.replace(/^ws/, "http") ?? null) : socketUrl;
    const id = `c${upgrades.length + 1}`;
    if (isTunnel(exchange)) {
      const refused = refusedTunnel(exchange, id);
      if (refused !== null) upgrades.push(refused);
    } else if (requestKindOf(exchange) === null && (other || isUpgrade(exchange)))
      upgrades.push(upgradeOf(exchange, url, id, isPane));
    else if (url !== null && exchange.response !== null) {
      const { status, headers } = exchange.response;
      hostResponses.add({ url: url.replace(/^ws/, "http"), status, headers });
    }
    if (requestKindOf(exchange) !== null) requests.push(exchange);
  }
  // Beside a handshake, they were pasted for comparison.
  if (upgrades.length === 0)
    upgrades.push(...requests.map((exchange, at) => requestOf(exchange, urlOf(exchange), `c${at + 1}`, isPane)));
  if (exchanges.length === 0) {
    const single = fromSingleLines(lines);
    upgrades.push(...single.upgrades);
    lost.push(...single.lost);
  }
  if (exchanges.length > 0) {
    const console = consoleLines(lines, upgrades.length);
    // What VS Code prints of a failure is less than what the browser's own lines say of the same.
    const isLess = console.length > 0 && upgrades.length > 0 && upgrades.every(isVagueOfPage);
    if (isLess) upgrades.splice(0);
    upgrades.push(...(isLess ? consoleLines(lines, 0) : console));
  }
  if (upgrades.length === 0 && hostResponses.all.length === 0)
    throw new Error(`There is no handshake in this text. ${WHAT_TO_PASTE}.`);
  return readingOf(upgrades, hostResponses.all, lost);
}

/** What was read of a text that has neither times nor a page. */
export function readingOf(
  upgrades: readonly Upgrade[],
  hostResponses: Reading["hostResponses"] = [],
  lost: readonly string[] = [],
): Reading {
  return {
    source: "transcript",
    upgrades,
    hostResponses,
    page: null,
    browser: null,
    startedAt: null,
    endedAt: null,
    lost,
  };
}

function isVagueOfPage({ client, response }: Upgrade): boolean {
  return client === "VS Code" && response === null;
}

/** A command is no proof that it was run, and not of what came of it. */
function isCommandAlone({ command, request, response, ending, closing }: Exchange): boolean {
  return command !== null && request === null && response === null && ending === null && closing === null;
}

/** Lines of a browser's console beside the output of a tool: the same handshake, asked for twice. */
function consoleLines(lines: readonly string[], before: number): Upgrade[] {
  const found = lines.flatMap((line) => consoleUpgrade(line, "") ?? []);
  return found.map((upgrade, at) => ({ ...upgrade, id: `c${before + at + 1}` }));
}
