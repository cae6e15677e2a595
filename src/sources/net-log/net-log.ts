import * as v from "valibot";
import type { Observation } from "../../upgrade/observation.ts";
import type { Reading } from "../../upgrade/reading.ts";
import { reduce } from "../../upgrade/reduce.ts";
import { wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { HostResponses } from "../host-responses.ts";
import { Span } from "../span.ts";
import {
  type Constant,
  Constants,
  dependencyOf,
  Event,
  headersOf,
  linesOf,
  type NetEvent,
  PHASE_END,
  textOf,
} from "./event.ts";
import { RawBytes } from "./raw-bytes.ts";
import { takeSocketEvent } from "./socket-events.ts";
import { SocketFacts } from "./socket-facts.ts";

/** RFC 6455 §5.2. */
const [TEXT, BINARY, CLOSE] = [1, 2, 8];

/** ERR_WS_UPGRADE: how Chromium lets go of the request once it has become a WebSocket; and ERR_INVALID_RESPONSE, which only
 * repeats an upgrade failure. */
const NO_REASON: ReadonlySet<string> = new Set(["ERR_WS_UPGRADE", "ERR_INVALID_RESPONSE", "ERR_IO_PENDING"]);

/** chromium: net/websockets/websocket_stream.cc says these errors in sentences of their own. */
const SENTENCES: Readonly<Record<string, string>> = {
  ERR_TUNNEL_CONNECTION_FAILED: "Establishing a tunnel via proxy server failed.",
  ERR_TIMED_OUT: "WebSocket opening handshake timed out",
  ERR_ABORTED: "WebSocket opening handshake was canceled",
};

/**
 * The log of `chrome://net-export` and `--log-net-log` (chromium: net/log). Types, phases and errors are numbers that
 * `constants` names, and they differ from version to version. It keeps why an upgrade was refused (the event
 * WEBSOCKET_UPGRADE_FAILURE) also when another extension keeps the reason from DevTools.
 *
 * Read event by event: it can be far larger than memory.
 */
export class NetLog {
  #constants: Constant | null = null;
  #types = new Map<number, string>();
  #errors = new Map<number, string>();
  readonly #upgrades = new Map<number, Upgrade>();
  readonly #urls = new Map<number, string>();
  readonly #hostResponses = new HostResponses();
  readonly #span = new Span();
  readonly #raw = new RawBytes();
  readonly #facts = new SocketFacts();
  #unreadable = 0;
  #isCut = false;

  /**
   * Takes `constants`, which must come before the events: only it shows what their numbers mean.
   *
   * @throws Error with one clear sentence when it is not what the browser writes
   */
  constants(input: unknown): void {
    const parsed = v.safeParse(Constants, input);
    if (!parsed.success) throw new Error("This is not a network log: its constants do not name the events.");
    this.#constants = parsed.output;
    this.#types = new Map(Object.entries(parsed.output.logEventTypes).map(([name, type]) => [type, name]));
    this.#errors = new Map(Object.entries(parsed.output.netError).map(([name, code]) => [code, name]));
  }

  /** Takes one item of `events`. */
  event(input: unknown): void {
    const constants = this.#constants;
    if (constants === null) throw new Error("This network log cannot be read: its constants do not come first.");
    const parsed = v.safeParse(Event, input);
    if (!parsed.success) {
      this.#unreadable++;
      return;
    }
    const event = parsed.output;
    const type = this.#types.get(event.type) ?? "";
    if (event.source.type === constants.logSourceType["SOCKET"]) takeSocketEvent(event, type, this.#raw, this.#facts);
    if (event.source.type !== constants.logSourceType["URL_REQUEST"]) return;
    const at = constants.timeTickOffset + event.time;
    const url = textOf(event, "url");
    if (url !== null && !this.#upgrades.has(event.source.id)) this.#begin(event.source.id, url, at);
    if (this.#upgrades.has(event.source.id)) this.#upgrade(event, type, at);
    else this.#hostResponse(event, type);
  }

  /** The file ends before its JSON does: the browser was still writing, or did not get to the end. */
  cut(): void {
    this.#isCut = true;
  }

  reading(): Reading {
    const { name = "", version = "" } = this.#constants?.clientInfo ?? {};
    return {
      source: "net-log",
      // The log does not say whether a page, a frame or a worker asked.
      upgrades: [...this.#upgrades].map(([id, upgrade]) => {
        const begunAt = upgrade.createdAt === null ? null : upgrade.createdAt - (this.#constants?.timeTickOffset ?? 0);
        const network = this.#facts.of(id, begunAt);
        return { ...upgrade, target: null, fromFile: true, ...(network === undefined ? {} : { network }) };
      }),
      hostResponses: this.#hostResponses.all,
      page: null,
      browser: name === "" ? null : `${name}/${version}`,
      startedAt: this.#span.first,
      endedAt: this.#span.last,
      lost: [
        ...(this.#isCut ? ["The network log is incomplete: the browser had not finished writing it."] : []),
        ...(this.#unreadable === 0 ? [] : [`Events in the network log that could not be read: ${this.#unreadable}.`]),
      ],
    };
  }

  #begin(id: number, url: string, at: number): void {
    if (!/^wss?:/i.test(url)) {
      this.#urls.set(id, url);
      return;
    }
    const created = { type: "created", sourceId: "", at, url, initiator: null, target: "page" } as const;
    this.#see(id, { ...created, kind: "websocket", exchange: null });
  }

  #upgrade(event: NetEvent, type: string, at: number): void {
    const { id } = event.source;
    this.#span.add(at);
    switch (type) {
      case "HTTP_TRANSACTION_SEND_REQUEST_HEADERS":
      case "HTTP_TRANSACTION_HTTP2_SEND_REQUEST_HEADERS":
      case "HTTP_TRANSACTION_QUIC_SEND_REQUEST_HEADERS":
        this.#see(id, { type: "request-sent", sourceId: "", at, headers: headersOf(linesOf(event)) });
        break;
      case "HTTP_TRANSACTION_READ_RESPONSE_HEADERS":
        this.#response(id, at, linesOf(event));
        this.#raw.forget(id);
        break;
      case "HTTP_STREAM_REQUEST_BOUND_TO_JOB": {
        const job = dependencyOf(event);
        if (job !== null) {
          this.#raw.bind(id, job);
          this.#facts.bind(id, job);
        }
        break;
      }
      case "WEBSOCKET_UPGRADE_FAILURE":
        this.#refuse(id, at);
        this.#fail(id, at, textOf(event, "message") ?? "");
        break;
      case "WEBSOCKET_INVALID_FRAME":
        this.#fail(id, at, textOf(event, "internal_reason") ?? "");
        break;
      case "WEBSOCKET_SENT_FRAME_HEADER":
      case "WEBSOCKET_RECV_FRAME_HEADER":
        this.#frame(event, type, at);
        break;
      case "REQUEST_ALIVE":
        if (event.phase === PHASE_END) {
          this.#end(event, at);
          this.#raw.forget(id);
        }
        break;
    }
  }

  /** The response that a failure is about: no event of its own reports its headers. */
  #refuse(id: number, at: number): void {
    const response = this.#upgrades.get(id)?.response === null ? this.#raw.responseTo(id) : null;
    if (response !== null) this.#see(id, { type: "response", sourceId: "", at, response, requestHeaders: null });
  }

  #response(id: number, at: number, [statusLine = "", ...lines]: readonly string[]): void {
    const [, status, statusText = ""] = /^HTTP\/\S+ (\d{3}) ?(.*)$/.exec(statusLine) ?? [];
    if (status === undefined) return;
    const response = { status: Number(status), statusText, headers: headersOf(lines) };
    this.#see(id, { type: "response", sourceId: "", at, response, requestHeaders: null });
  }

  #fail(id: number, at: number, message: string): void {
    this.#see(id, { type: "error", sourceId: "", at, message, monotonicSeconds: null });
  }

  #frame(event: NetEvent, type: string, at: number): void {
    const { id } = event.source;
    const opcode: unknown = event.params["opcode"];
    if (opcode === CLOSE) this.#see(id, { type: "closed", sourceId: "", at });
    if (opcode !== TEXT && opcode !== BINARY) return;
    const direction = type === "WEBSOCKET_SENT_FRAME_HEADER" ? "sent" : "received";
    const length: unknown = event.params["payload_length"];
    const isWhole = event.params["final"] === true && event.params["reserved1"] === false;
    // The length of a fragment or of compressed data is not that of the message.
    const size = isWhole && isByteCount(length) ? length : null;
    this.#see(id, { type: "message", sourceId: "", at, message: { at, direction, opcode, size, digest: 0 } });
  }

  /** The request is over: with an error that no other event has reported, or because it has become a WebSocket. */
  #end(event: NetEvent, at: number): void {
    const { id } = event.source;
    const before = this.#upgrades.get(id);
    if (before === undefined || before.error !== null || wasOpened(before)) return;
    const code: unknown = event.params["net_error"];
    const name = typeof code === "number" ? this.#errors.get(code) : undefined;
    if (name !== undefined && !NO_REASON.has(name)) this.#fail(id, at, wordsOf(name, before.request !== null));
    this.#see(id, { type: "closed", sourceId: "", at });
  }

  #see(id: number, observation: Observation): void {
    this.#upgrades.set(id, reduce(this.#upgrades.get(id), observation, `c${this.#upgrades.size + 1}`));
  }

  #hostResponse(event: NetEvent, type: string): void {
    const { id } = event.source;
    const url = this.#urls.get(id);
    if (url === undefined) return;
    if (type === "HTTP_TRANSACTION_READ_RESPONSE_HEADERS") {
      const [statusLine = "", ...lines] = linesOf(event);
      const status = Number(/^HTTP\/\S+ (\d{3})/.exec(statusLine)?.[1] ?? 0);
      if (status > 0) this.#hostResponses.add({ url, status, headers: headersOf(lines) });
    }
    if (type === "REQUEST_ALIVE" && event.phase === PHASE_END) this.#urls.delete(id);
  }
}

/**
 * Reads a network log that is in memory already.
 *
 * @throws Error with one clear sentence when it is not one
 */
export function readNetLog(input: { readonly constants: unknown; readonly events: readonly unknown[] }): Reading {
  const log = new NetLog();
  log.constants(input.constants);
  for (const event of input.events) log.event(event);
  return log.reading();
}

/** The sentence that Chromium makes of an error code when no other event has reported the reason. */
function wordsOf(name: string, wasSent: boolean): string {
  const prefix = wasSent ? "Error during WebSocket handshake: " : "Error in connection establishment: ";
  return SENTENCES[name] ?? `${prefix}net::${name}`;
}

/** Whether a field of an event is a size: files are written by others too, and sizes are added up. */
function isByteCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
