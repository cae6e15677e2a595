import { type Header, type Headers, headerValue } from "../../upgrade/http/headers.ts";
import { MOST_BODY } from "../body.ts";
import { type Closing, closingIn, frameErrorIn, isOpening } from "./closings.ts";
import { type Command, commandAt } from "./command.ts";
import { type Ending, endingIn, programOf } from "./endings.ts";
import { errorWords } from "./error-log.ts";
import { HTTP_CLIENT, httpClientLines, isBeforeMessage, isOfHttpClient } from "./http-client.ts";
import { WRITTEN_AT_END } from "./json-log.ts";
import type { Marked } from "./marked.ts";
import { marksOf } from "./marks.ts";
import { AT_END } from "./parsed-line.ts";
import { type PrintedResponse, printedResponse } from "./printed-response.ts";
import { isStartLine, type RequestStart, requestStart, type StatusStart, statusStart } from "./start-line.ts";

/** One request with its response, as far as they are in the text. */
export interface Exchange {
  readonly request: (RequestStart & { readonly headers: Headers; readonly isCut?: true }) | null;
  readonly command: Command | null;
  readonly response:
    | (StatusStart & {
        readonly headers: Headers;
        readonly body: string;
        readonly logLine?: string;
        /** Whether the text ends within the headers, or says that some were left out. */
        readonly isCut?: true;
      })
    | null;
  /** How the tool says that it ended; null: not told. */
  readonly ending: Ending | null;
  /** Whether a log tells of it that wrote its line when the connection was over. */
  readonly isOver: boolean;
  /** How the open connection ended; null: not told. */
  readonly closing: Closing | null;
  /** Words of the tool for a body that broke off; null: it did not, or that is not told. */
  readonly cut: string | null;
  /** What a program says of a frame that broke the open connection; null: nothing. */
  readonly frameError: string | null;
  /** null: the text does not say. */
  readonly isSecure: boolean | null;
  /** Program that asked, where its marks tell. */
  readonly program: string | null;
}

/** What is still being read. */
interface Draft {
  request: (RequestStart & { headers: Header[]; isCut?: true }) | null;
  command: Command | null;
  response: (StatusStart & { headers: Header[]; body: string; logLine?: string; isCut?: true }) | null;
  ending: Ending | null;
  isOver: boolean;
  closing: Closing | null;
  cut: string | null;
  frameError: string | null;
  isSecure: boolean | null;
  /** The program that printed it, where its own marks say so. */
  printedBy: string | null;
}

/** White space before the colon is not allowed (RFC 9112 §5.1), and browsers read over it; people align the colons. */
const FIELD = /^(:?[!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]{0,40}:[ \t]*(.*)$/s;
const PSEUDO = /^:(authority|method|path|scheme|protocol): /;

/** What curl and OpenSSL write when TLS is in use, and curl when it is not. */
const TLS = /^\* +(SSL connection using|ALPN|TLSv1|Server certificate)|^CONNECTED\(|^New, TLSv/;
const PLAIN_TCP = /^\* +Connected to /;
/** Transcripts are cut down, and the lines about TLS with them; the port is that of https (RFC 9110 §4.2.2). */
const TLS_PORT = /^\* +Connected to .* port 443\b/;

/**
 * curl's words for a connection that was gone before the response had ended: with bytes still to come, without any after the
 * headers of a 101, or reset (curl: libcurl-errors).
 */
const CUT = /^curl: \((?:18|52|56|92)\) /;

/** Lines of curl about a body that it does not print. */
const UNPRINTED =
  /^(?:Warning: (?:Binary output can mess up|curl to output it|<FILE>|Consider "--output)|curl: \(23\) )/i;

/** A new connection begins: what was known of TLS was of another one. */
const TRYING = /^\* {1,3}Trying /;

/** What people write in the place of lines that they left out. */
const LEFT_OUT =
  /^(?:\.{3,}|…|[[(<{]\s?(?:\.{3}|…|snip\w*|cut|omitted|truncated|redacted|removed|more).{0,40}[\])>}]|-{1,9} ?snip ?-{1,9})$/i;

/** What people write above the parts: "Request headers:", "Response (through nginx):". */
const HEADING = /^(?:the )?(request|response)s?\b[^:]{0,60}:\s*$/i;

/** A connection that was cut, in the words with which a tool ends. */
const RESET = /Connection (?:was )?reset by peer|ECONNRESET|Connection was reset/i;

/** Python's first line of an exception. */
const TRACEBACK = /^Traceback \(most recent call last\)/;

/** Lines of wget and OpenSSL between the parts: neither header nor body. */
const DIVIDER = /^---(?:request|response) (?:begin|end)---$|^---$|^HTTP request sent, awaiting response/;

/**
 * Reads the exchanges of a text, one after the other.
 *
 * @param pasted the text as it was pasted, where `bare` is made of it: programs leave their marks there
 */
export function exchangesIn(bare: readonly string[], pasted = bare): Exchange[] {
  const isDebug = isOfHttpClient(bare);
  const lines = isDebug ? httpClientLines(bare) : bare;
  const reader = new Reader(isDebug);
  const program = pasted.map(programOf).find((name) => name !== null) ?? null;
  for (let at = 0; at < lines.length; ) {
    const found = commandAt(lines, at);
    if (found === null) {
      // Marks depend on the whole, so the lines between two commands are taken together.
      const next = lines.findIndex((_, i) => i > at && commandAt(lines, i) !== null);
      const end = next < 0 ? lines.length : next;
      for (const line of marksOf(lines.slice(at, end))) reader.take(line.mark, line.text);
      at = end;
    } else {
      reader.command(found.command);
      at += found.length;
    }
  }
  reader.finish();
  return reader.drafts.map((draft) => ({
    ...draft,
    program: draft.command?.client ?? draft.printedBy ?? ownName(draft.ending, program) ?? program,
  }));
}

/** Postman is made of Node.js and shows its words: the pane below them is Postman's. */
function ownName(ending: Ending | null, program: string | null): string | null {
  return ending?.client === "Node.js" && program === "Postman" ? program : (ending?.client ?? null);
}

class Reader {
  readonly drafts: Draft[] = [];
  #fields: Header[] | null = null;
  #isSecure: boolean | null = null;
  #isBody = false;
  #command: Command | null = null;
  /** The part whose headers are being read. */
  #part: { readonly headers: readonly Header[]; isCut?: true } | null = null;
  #heading: string | null = null;
  readonly #underHeading = new WeakSet<Draft>();
  readonly #isDebug: boolean;
  /** Who printed the message that begins next; null: no mark says so. */
  #printing: string | null = null;

  /** @param isDebug whether Python's `http.client` printed some of the lines */
  constructor(isDebug: boolean) {
    this.#isDebug = isDebug;
  }

  command(command: Command): void {
    this.#flush();
    this.#command = command;
    this.#isSecure = null;
    this.#fields = null;
    this.#isBody = false;
  }

  take(mark: Marked["mark"], text: string): void {
    if (this.#fields !== null && LEFT_OUT.test(text.trim())) {
      if (this.#part !== null) this.#part.isCut = true;
      return;
    }
    if (this.#isDebug && isBeforeMessage(text)) {
      this.#fields = null;
      this.#isBody = false;
      this.#printing = HTTP_CLIENT;
      return;
    }
    // No header has such words, and no empty line stands between.
    if (this.#fields !== null && TRACEBACK.test(text)) this.#fields = null;
    if (TRYING.test(text)) this.#isSecure = null;
    if (TLS.test(text) || TLS_PORT.test(text)) this.#isSecure = true;
    else if (PLAIN_TCP.test(text)) this.#isSecure ??= false;
    const printed = mark === "field" || mark === "body" ? null : printedResponse(text);
    const isOfResponse = printed?.isBody === true && this.drafts.at(-1)?.response != null;
    if (printed !== null && !isOfResponse) {
      this.#printed(printed);
      return;
    }
    const closing = mark === "field" ? null : closingIn(text);
    const frameError = mark === "field" ? null : frameErrorIn(text);
    const ending = mark === "field" || closing !== null ? null : endingIn(text);
    if (closing !== null) this.#close(closing);
    else if (isOpening(text)) this.#open();
    else if (frameError !== null) this.#broken(frameError);
    else if (CUT.test(text) && this.#isResponding()) this.#cut(text.trim());
    else if (ending !== null) this.#end(ending);
    else if (DIVIDER.test(text)) this.#fields = null;
    else if (mark === "body") this.#body(text);
    else if (mark !== "note") this.#line(text);
  }

  #line(text: string): void {
    const heading = this.#fields === null || this.#part === null ? (HEADING.exec(text)?.[1] ?? null) : null;
    if (heading !== null) {
      this.#heading = heading.toLowerCase();
      this.#isBody = false;
      return;
    }
    const request = requestStart(text);
    const status = statusStart(text);
    if (request !== null) this.#request(request);
    else if (status !== null) this.#status(status);
    else if (text.trim() === "") {
      if (this.#fields !== null) this.#isBody = this.drafts.at(-1)?.response != null;
      else if (this.#isBody) this.#body("");
      this.#fields = null;
    } else {
      if (this.#fields === null && !this.#isBody && PSEUDO.test(text))
        this.#request({ method: "GET", target: "", version: "2" });
      if (this.#fields !== null) this.#field(text);
      else if (this.#isBody) this.#body(text);
    }
  }

  #field(text: string): void {
    const [, name, value = ""] = FIELD.exec(text) ?? [];
    if (name !== undefined) this.#fields?.push([name, value.trimEnd()]);
  }

  #request(start: RequestStart): void {
    this.#isBody = false;
    const headers: Header[] = [];
    this.#fields = headers;
    const request: Draft["request"] = { ...start, headers };
    this.#part = request;
    const last = this.drafts.at(-1);
    // Somebody listed the response first, and wrote so above both.
    const isSwapped = last?.request === null && last.command === null && this.#underHeading.has(last);
    if (last !== undefined && isSwapped && this.#heading === "request") last.request = request;
    else this.drafts.push(this.#draft({ request, printedBy: this.#printing }));
    this.#printing = null;
    this.#heading = null;
  }

  #status(start: StatusStart): void {
    this.#isBody = false;
    const printedBy = this.#printing;
    this.#printing = null;
    const last = this.drafts.at(-1);
    const isRepeated = last?.response?.status === start.status && last.response.body === "" && this.#command === null;
    // `curl -iv` and `wget -d` write the same response twice.
    if (isRepeated && last?.request !== null) {
      this.#fields = [];
      this.#part = null;
      return;
    }
    const headers: Header[] = [];
    this.#fields = headers;
    const response: Draft["response"] = { ...start, headers, body: "" };
    this.#part = response;
    // 100 Continue and its like are followed by the response itself (RFC 9110 §15.2); 101 is the response.
    const isOpen =
      last !== undefined && this.#command === null && (last.response === null || isInterim(last.response.status));
    if (isOpen) last.response = response;
    else this.drafts.push(this.#draft({ response, printedBy, ...this.#followed(last) }));
    const draft = this.drafts.at(-1);
    if (draft !== undefined && this.#heading === "response") this.#underHeading.add(draft);
    this.#heading = null;
  }

  /** `curl -iL` shows the responses alone: each is to a request for where the one before led to. */
  #followed(last: Draft | undefined): Partial<Draft> {
    const { command = null, response = null, request = null } = last ?? {};
    if (this.#command !== null || command?.follows !== true || request !== null || response === null) return {};
    const location = headerValue(response.headers, "Location");
    if (response.status < 300 || response.status > 399 || location === null || command.url === null) return {};
    const base = /^[a-z][a-z0-9+.-]*:/i.test(command.url) ? command.url : `http://${command.url}`;
    return URL.canParse(location, base) ? { command: { ...command, url: new URL(location, base).href } } : {};
  }

  #body(text: string): void {
    const response = this.drafts.at(-1)?.response;
    if (UNPRINTED.test(text)) return;
    const logged = errorWords(text);
    const last = this.drafts.at(-1);
    if (last !== undefined && response != null && text === WRITTEN_AT_END) {
      last.isOver = true;
      response.logLine = AT_END;
      return;
    }
    if (response != null && logged !== null) {
      response.logLine ??= logged;
      return;
    }
    // `curl -iv` writes the header once more without marks, while it is read.
    if (
      response == null ||
      isStartLine(text) ||
      HEADING.test(text) ||
      (this.#fields !== null && response.headers.length > 0 && FIELD.test(text))
    )
      return;
    if (response.body.length < MOST_BODY && !/^[{}] \[\d+ bytes data\]/.test(text)) response.body += `${text}\n`;
  }

  #printed({ status, reason, headers, body, version = "1.1" }: PrintedResponse): void {
    this.#fields = null;
    this.#isBody = false;
    const response = { version, status, reason, headers: [...headers], body };
    const last = this.drafts.at(-1);
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
    if (last !== undefined && this.#command === null && last.response === null) last.response = response;
    else this.drafts.push(this.#draft({ response }));
  }

  /** wscat prints no header; it says that it is connected when a 101 has kept all the rules. */
  #open(): void {
    const response = { version: "1.1", status: 101, reason: "", headers: [], body: "" };
    const last = this.drafts.at(-1);
    if (last !== undefined && this.#command === null && last.response === null) last.response = response;
    else this.drafts.push(this.#draft({ response }));
  }

  /** Whatever else is told of it, it was open. */
  #broken(words: string): void {
    if (this.drafts.at(-1)?.response?.status !== 101) this.#open();
    const last = this.drafts.at(-1);
    if (last !== undefined) last.frameError ??= words;
  }

  #close(closing: Closing): void {
    const last = this.drafts.at(-1);
    // Only what was open can be closed: some of these words stand in logs of a failed handshake too.
    if (last?.response?.status === 101) last.closing ??= closing;
    else if (last === undefined && closing.isProof === true) {
      this.#open();
      const opened = this.drafts.at(-1);
      if (opened !== undefined) opened.closing = closing;
    }
  }

  /** Whether a response has begun whose end has no mark, or none for a long time. */
  #isResponding(): boolean {
    return this.#command === null && this.drafts.at(-1)?.response != null;
  }

  /** What had switched, is over without a closing message; of any other response the body broke off. */
  #cut(words: string): void {
    const last = this.drafts.at(-1);
    if (last === undefined) return;
    last.cut ??= words;
    if (last.response?.status === 101) last.closing ??= { code: 1006, reason: "" };
  }

  #end(ending: Ending): void {
    this.#fields = null;
    this.#isBody = false;
    const last = this.drafts.at(-1);
    if (last?.response?.status === 101 && this.#command === null && RESET.test(ending.message))
      last.closing ??= { code: 1006, reason: "" };
    // What http.client asked for was answered: another program ended in an attempt of its own.
    const isOfAnother = last?.printedBy === HTTP_CLIENT && last.response !== null;
    if (last !== undefined && this.#command === null && !isOfAnother) last.ending = joined(last.ending, ending);
    else this.drafts.push(this.#draft({ ending }));
  }

  #draft(parts: Partial<Draft>): Draft {
    const command = this.#command;
    this.#command = null;
    const nothing = { ending: null, isOver: false, closing: null, cut: null, frameError: null, printedBy: null };
    return { request: null, response: null, ...nothing, command, isSecure: this.#isSecure, ...parts };
  }

  /** A command without any output: what it would send is known all the same. */
  #flush(): void {
    if (this.#command !== null) this.drafts.push(this.#draft({}));
  }

  /** Called once, after the last line. */
  finish(): void {
    this.#flush();
    if (this.#fields !== null && this.#part !== null) this.#part.isCut = true;
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
