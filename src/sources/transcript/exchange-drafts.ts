import { type Header, headerValue } from "../../upgrade/http/headers.ts";
import type { Closing } from "./closings.ts";
import type { Command } from "./command.ts";
import type { Ending } from "./endings.ts";
import { HTTP_CLIENT } from "./http-client.ts";
import type { PrintedResponse } from "./printed-response.ts";
import type { RequestStart, StatusStart } from "./start-line.ts";

/** A request whose headers may still be read. */
export type RequestDraft = RequestStart & { headers: Header[]; isCut?: true };

/** A response of which more may still be read. */
export type ResponseDraft = StatusStart & { headers: Header[]; body: string; logLine?: string; isCut?: true };

/** An exchange that is still being read; its fields are those of `Exchange`. */
export interface ExchangeDraft {
  request: RequestDraft | null;
  command: Command | null;
  response: ResponseDraft | null;
  ending: Ending | null;
  isOver: boolean;
  closing: Closing | null;
  cut: string | null;
  frameError: string | null;
  isSecure: boolean | null;
  /** The program that printed it, where its own marks say so. */
  printedBy: string | null;
}

/** A connection that was cut, in the words with which a tool ends. */
const RESET = /Connection (?:was )?reset by peer|ECONNRESET|Connection was reset/i;

/** Decides which exchange of a text each part belongs to: the last one, or one that begins with it. */
export class ExchangeDrafts {
  readonly all: ExchangeDraft[] = [];
  /** Whether the connection that is being read about uses TLS; null: the text does not say. */
  isSecure: boolean | null = null;
  /** A command whose exchange has not begun. */
  #command: Command | null = null;
  /** Those whose response stood under a heading. */
  readonly #underHeading = new Set<ExchangeDraft>();

  /** The exchange that was begun last. */
  get last(): ExchangeDraft | undefined {
    return this.all.at(-1);
  }

  /** Whether a response has begun whose end has no mark, or none for a long time. */
  get isResponding(): boolean {
    return this.#command === null && this.last?.response != null;
  }

  /** Takes a command: what follows it belongs to an exchange of its own. */
  command(command: Command): void {
    this.flush();
    this.#command = command;
    this.isSecure = null;
  }

  /** Keeps a command without any output: what it would send is known all the same. */
  flush(): void {
    if (this.#command !== null) this.#begin({});
  }

  /**
   * Takes the start of a request.
   *
   * @param printedBy who printed it, where a mark says so
   * @param isUnderHeading whether a heading says that the request follows
   * @returns where its headers go
   */
  request(start: RequestStart, printedBy: string | null, isUnderHeading: boolean): RequestDraft {
    const request: RequestDraft = { ...start, headers: [] };
    const { last } = this;
    // Somebody listed the response first, and wrote so above both.
    const isSwapped = last?.request === null && last.command === null && this.#underHeading.has(last);
    if (last !== undefined && isSwapped && isUnderHeading) last.request = request;
    else this.#begin({ request, printedBy });
    return request;
  }

  /**
   * Takes the start of a response.
   *
   * @param printedBy who printed it, where a mark says so
   * @param isUnderHeading whether a heading says that the response follows
   * @returns where its headers go; null: the last response is written once more
   */
  response(start: StatusStart, printedBy: string | null, isUnderHeading: boolean): ResponseDraft | null {
    const { last } = this;
    const isRepeated = last?.response?.status === start.status && last.response.body === "" && this.#command === null;
    // `curl -iv` and `wget -d` write the same response twice.
    if (isRepeated && last?.request !== null) return null;
    const response: ResponseDraft = { ...start, headers: [], body: "" };
    // 100 Continue and its like are followed by the response itself (RFC 9110 §15.2); 101 is the response.
    const isOpen =
      last !== undefined && this.#command === null && (last.response === null || isInterim(last.response.status));
    if (isOpen) last.response = response;
    else this.#begin({ response, printedBy, ...this.#followed(last) });
    if (this.last !== undefined && isUnderHeading) this.#underHeading.add(this.last);
    return response;
  }

  /** Takes a response that a program printed in one piece. */
  printed({ status, reason, headers, body, version = "1.1" }: PrintedResponse): void {
    const { last } = this;
    // Programs print an error more than once: where it was raised, and where it ended them.
    if (
      this.#command === null &&
      last?.printedBy !== HTTP_CLIENT &&
      last?.response?.status === status &&
      (last.request === null || last.response.body === "")
    ) {
      last.response.body ||= body;
      return;
    }
    this.#respond({ version, status, reason, headers: [...headers], body });
  }

  /** Takes the news that it is open. wscat prints no header; it says that it is connected when a 101 has kept all the rules. */
  open(): void {
    this.#respond({ version: "1.1", status: 101, reason: "", headers: [], body: "" });
  }

  /** Takes a program's words about a frame that broke the connection: whatever else is said of it, it was open. */
  broken(words: string): void {
    if (this.last?.response?.status !== 101) this.open();
    if (this.last !== undefined) this.last.frameError ??= words;
  }

  /** Takes the end of an open connection. */
  close(closing: Closing): void {
    const { last } = this;
    // Only what was open can be closed: some of these words stand in logs of a failed handshake too.
    if (last?.response?.status === 101) last.closing ??= closing;
    else if (last === undefined && closing.isProof === true) {
      this.open();
      if (this.last !== undefined) this.last.closing = closing;
    }
  }

  /** Takes a tool's words for a lost connection: what had switched is over without a close frame; any other body broke off. */
  cut(words: string): void {
    const { last } = this;
    if (last === undefined) return;
    last.cut ??= words;
    if (last.response?.status === 101) last.closing ??= { code: 1006, reason: "" };
  }

  /** Takes how a tool says that it ended. */
  end(ending: Ending): void {
    const { last } = this;
    if (last?.response?.status === 101 && this.#command === null && RESET.test(ending.message))
      last.closing ??= { code: 1006, reason: "" };
    // What http.client asked for was answered: another program ended in an attempt of its own.
    const isOfAnother = last?.printedBy === HTTP_CLIENT && last.response !== null;
    if (last !== undefined && this.#command === null && !isOfAnother) last.ending = joined(last.ending, ending);
    else this.#begin({ ending });
  }

  /** Gives a whole response to the request that waits for one; without any it begins an exchange. */
  #respond(response: ResponseDraft): void {
    const { last } = this;
    if (last !== undefined && this.#command === null && last.response === null) last.response = response;
    else this.#begin({ response });
  }

  /** `curl -iL` shows the responses alone: each is to a request for where the one before led to. */
  #followed(last: ExchangeDraft | undefined): Partial<ExchangeDraft> {
    const { command = null, response = null, request = null } = last ?? {};
    if (this.#command !== null || command?.follows !== true || request !== null || response === null) return {};
    const location = headerValue(response.headers, "Location");
    if (response.status < 300 || response.status > 399 || location === null || command.url === null) return {};
    const base = /^[a-z][a-z0-9+.-]*:/i.test(command.url) ? command.url : `http://${command.url}`;
    return URL.canParse(location, base) ? { command: { ...command, url: new URL(location, base).href } } : {};
  }

  #begin(parts: Partial<ExchangeDraft>): void {
    const command = this.#command;
    this.#command = null;
    const nothing = { ending: null, isOver: false, closing: null, cut: null, frameError: null, printedBy: null };
    this.all.push({ request: null, response: null, ...nothing, command, isSecure: this.isSecure, ...parts });
  }
}

/** curl says first which attempt failed and why, and at its end with which code it gave up. */
function joined(before: Ending | null, after: Ending): Ending {
  if (before === null || before.message.includes(after.message)) return before ?? after;
  if (after.message.includes(before.message)) return after;
  const isCurls = after.message.startsWith("curl: (") && !before.message.startsWith("curl: (");
  return isCurls ? { client: after.client, message: `${after.message} (${before.message})`.slice(0, 500) } : before;
}

function isInterim(status: number): boolean {
  return status < 200 && status !== 101;
}
