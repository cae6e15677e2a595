import type { CheckId } from "../../src/knowledge/checks/check.ts";
import type { Level } from "../../src/knowledge/explanation/explanation.ts";
import type { State } from "../../src/upgrade/upgrade.ts";

/** Ports by the lab's names for them; a proxy that does not run has none. */
export type Ports = Readonly<Record<string, number>>;

/** What the page does with a case's URL; "open" is one `new WebSocket`. */
type Act =
  | "open"
  | "close-at-once"
  | "strict-pair"
  | "twice"
  | "reconnect"
  | "many"
  | "flood"
  | "event-source"
  | "event-source-credentials"
  | "fetch-events"
  | "fetch-stream"
  | "long-poll"
  | "web-transport"
  /** With the hash of the lab's certificate, so that the browser trusts it. */
  | "web-transport-by-hash"
  | "socket.io"
  | "socket.io-websocket"
  | "worker"
  | "shared-worker"
  | "iframe";

/** What the browser and the tool should make of a case. A key that is absent is not laid down. */
export interface Expectation {
  readonly state: State;
  /** As the report has it: null when the browser does not tell. */
  readonly status: number | null;
  /** A diagnosis id of the report format; null: nothing is wrong. */
  readonly diagnosis: string | null;
  readonly verdict: Level;
  /** Absent: none. */
  readonly failedChecks?: readonly CheckId[];
  /** The cause that must come first. */
  readonly firstCause?: string;
  /**
   * The browser's exact words (CDP `webSocketFrameError.errorMessage`, for what is blocked the console's; Chromium 156),
   * quoted addresses as '…'; null: it says nothing.
   */
  readonly message: string | null;
  /** What the page's close event gets, and the registered name of the code; null: it gets none. */
  readonly close?: {
    readonly code: number;
    readonly reason: string;
    readonly wasClean: boolean;
    readonly name: string;
  } | null;
  /** Ids of the intermediaries that the response gives away; absent: none. */
  readonly recognized?: readonly string[];
  /** Ids of those that the page itself gives away, which came the same way. */
  readonly recognizedByPage?: readonly string[];
  /** Id of the protocol or library that the handshake gives away; absent: none. */
  readonly protocol?: string;
  /** What DevTools' network log alone tells of it, where it tells less; absent: it is compared as far as it can be known. */
  readonly inLog?: Pick<Expectation, "state" | "status" | "diagnosis" | "verdict" | "message" | "firstCause">;
  /** What the diagnosis cannot be made without; with less the tool says less. */
  readonly needs?: "close-code" | "repeats" | "time" | "console" | "buffered-amount" | "shared-workers" | "long-lived";
}

/** One thing that the lab can show. */
export interface Case {
  /** kebab-case; also the name in `/?open=`. */
  readonly id: string;
  readonly group: string;
  readonly title: string;
  /** Where to knock; null while the port is not there. */
  url(ports: Ports): string | null;
  readonly protocols?: readonly string[];
  /** What the page says: first as soon as it is open, then after each message that it gets. */
  readonly says?: readonly string[];
  readonly act?: Act;
  /** The page that must open it: the one under a policy, or the one of that port; absent: any of the lab's pages. */
  readonly from?: "csp" | "https" | "http2" | "nginx" | "apache";
  /** What a person or a slower test has to do: a quick run alone cannot show it. */
  readonly how?: string;
  /** Whether it disturbs what is beside it, so that "open all" leaves it out. */
  readonly alone?: boolean;
  /** Whether the tool tells it by a time that a busy server may miss: then it is shown again, and the newest counts. */
  readonly timed?: boolean;
  /** Whether the browser asks again by itself, so that there is more than one of it. */
  readonly retries?: boolean;
  /** Whether what is expected is so for a while only. */
  readonly passes?: boolean;
  /** Whether its server ends it at once, whatever the test wants: then nobody can have looked at its socket. */
  readonly brief?: boolean;
  readonly expects: Expectation;
}

/** A case as the lab's page gets it. */
export interface ShownCase {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly url: string;
  readonly protocols: readonly string[];
  readonly says: readonly string[];
  readonly act: Act;
  /** The page that must open it: an address, the case itself in its query; null: any of the lab's pages. */
  readonly page: string | null;
  readonly how: string | null;
  readonly alone: boolean;
  /** The diagnosis that it should lead to, or null. */
  readonly gives: string | null;
}

/** The cases that can be shown with these ports, ready for the page. */
export function shown(cases: readonly Case[], ports: Ports): ShownCase[] {
  return cases.flatMap((one) => {
    const url = one.url(ports);
    if (url === null) return [];
    const { id, group, title, protocols = [], says = [], act = "open", how = null, alone = false } = one;
    const page = one.from === undefined ? null : `${pageFor(one, ports)}?open=${id}`;
    return [{ id, group, title, url, protocols, says, act, page, how, alone, gives: one.expects.diagnosis }];
  });
}

/** The address of the page that must open a case, or can, without a query. */
export function pageFor({ from }: Pick<Case, "from">, ports: Ports): string {
  const scheme = from === "https" || from === "http2" ? "https" : "http";
  const port = from === undefined || from === "csp" ? "main" : from;
  return `${scheme}://127.0.0.1:${ports[port]}/${from === "csp" ? "csp" : ""}`;
}

/** An address on one of the lab's ports. @param scheme "ws" or "wss" */
export function at(port: string, path: string, scheme = "ws"): Case["url"] {
  return (ports) => (ports[port] === undefined ? null : `${scheme}://127.0.0.1:${ports[port]}${path}`);
}

const HANDSHAKE = "Error during WebSocket handshake: ";
const CONNECTING = "Error in connection establishment: ";

/** The page gets this for every socket that did not end well: the reason is never told to it. */
const ABNORMAL = { code: 1006, reason: "", wasClean: false, name: "Abnormal Closure" } as const;

/** Names of the close codes in the table (RFC 6455 §7.4.1 and IANA's registry), and of the range of 4321. */
const CLOSE_NAMES: Readonly<Record<number, string>> = {
  1000: "Normal Closure",
  1001: "Going Away",
  1002: "Protocol error",
  1005: "No Status Rcvd",
  1008: "Policy Violation",
  1009: "Message Too Big",
  1011: "Internal Error",
  1013: "Try Again Later",
  4321: "Private use",
  4406: "Private use",
};

/** It opens and stays open. @param status 200 over HTTP/2 */
export function opens(status: 101 | 200 = 101): Expectation {
  return { state: "open", status, diagnosis: null, verdict: "healthy", failedChecks: [], message: null, close: null };
}

/** It opens and ends with a close code. @param reason the words that the server sends with it */
export function ends(
  code: number,
  reason: string,
  diagnosis: string | null,
  more: Partial<Expectation> = {},
): Expectation {
  // What a private code means, only its maker knows.
  const fine = code < 3000 ? "healthy" : "unknown";
  const bad = diagnosis === "closed-with-error" ? "failed" : "attention";
  return {
    state: "closed",
    status: 101,
    diagnosis,
    verdict: diagnosis === null ? fine : bad,
    failedChecks: [],
    message: null,
    close: code === 1006 ? ABNORMAL : { code, reason, wasClean: true, name: CLOSE_NAMES[code] ?? "" },
    needs: "close-code",
    ...more,
  };
}

/** It is refused with a status that the browser names. */
export function refused(status: number, diagnosis: string, firstCause?: string): Expectation {
  const message = `${HANDSHAKE}Unexpected response code: ${status}`;
  return { ...failed(diagnosis, message, firstCause), status, failedChecks: ["status"] };
}

/** It is answered 101, and a header breaks a rule. @param rule the browser's message after the prefix */
export function breaksRule(check: CheckId, diagnosis: string, rule: string, firstCause?: string): Expectation {
  return { ...failed(diagnosis, `${HANDSHAKE}${rule}`, firstCause), failedChecks: [check] };
}

/** It fails with a network error. @param phase whether the request had gone out */
export function netError(code: string, phase: "connecting" | "handshake", diagnosis: string, firstCause?: string) {
  return failed(diagnosis, `${phase === "connecting" ? CONNECTING : HANDSHAKE}net::${code}`, firstCause);
}

/** It never opens. @param message the browser's whole words */
export function failed(diagnosis: string, message: string | null, firstCause?: string): Expectation {
  const cause = firstCause === undefined ? {} : { firstCause };
  return { state: "failed", status: null, diagnosis, verdict: "failed", message, close: ABNORMAL, ...cause };
}

/** It opens, and the server breaks the protocol. */
export function breaks(diagnosis: string, message: string | null, firstCause?: string): Expectation {
  return { ...failed(diagnosis, message, firstCause), state: "closed", status: 101, failedChecks: [] };
}

/** The browser refuses before any network event. @param message the console's words */
export function blocked(diagnosis: string, firstCause: string, message: string): Expectation {
  const rest = { status: null, verdict: "failed", close: null, needs: "console" } as const;
  return { state: "blocked", diagnosis, firstCause, message, ...rest };
}

/** It waits. */
export function waits(state: "queued" | "requested", diagnosis: string): Expectation {
  return { state, status: null, diagnosis, verdict: "attention", message: null, close: null, needs: "time" };
}
