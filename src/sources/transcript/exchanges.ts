import type { Header } from "../../upgrade/http/headers.ts";
import { MOST_BODY } from "../body.ts";
import { closingIn, frameErrorIn, isOpening } from "./closings.ts";
import { type Command, commandAt } from "./command.ts";
import { type Ending, endingIn, programOf } from "./endings.ts";
import { errorWords } from "./error-log.ts";
import type { Exchange } from "./exchange.ts";
import { type ExchangeDraft, ExchangeDrafts } from "./exchange-drafts.ts";
import { HTTP_CLIENT, httpClientLines, isBeforeMessage, isOfHttpClient } from "./http-client.ts";
import { WRITTEN_AT_END } from "./json-log.ts";
import type { Marked } from "./marked.ts";
import { marksOf } from "./marks.ts";
import { AT_END } from "./parsed-line.ts";
import { printedResponse } from "./printed-response.ts";
import { isStartLine, type RequestStart, requestStart, type StatusStart, statusStart } from "./start-line.ts";

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
  return reader.finish().map((draft) => ({
    ...draft,
    program: draft.command?.client ?? draft.printedBy ?? ownName(draft.ending, program) ?? program,
  }));
}

/** Postman is made of Node.js and shows its words: the pane below them is Postman's. */
function ownName(ending: Ending | null, program: string | null): string | null {
  return ending?.client === "Node.js" && program === "Postman" ? program : (ending?.client ?? null);
}

/** Decides what each line is: a start, a header, a line of a body, or a tool's own words. */
class Reader {
  readonly #drafts = new ExchangeDrafts();
  /** Headers of the part that is being read; null: none are. */
  #fields: Header[] | null = null;
  #isBody = false;
  /** The part whose headers are being read. */
  #part: { isCut?: true } | null = null;
  #heading: string | null = null;
  readonly #isDebug: boolean;
  /** Who printed the message that begins next; null: no mark says so. */
  #printing: string | null = null;

  /** @param isDebug whether Python's `http.client` printed some of the lines */
  constructor(isDebug: boolean) {
    this.#isDebug = isDebug;
  }

  command(command: Command): void {
    this.#drafts.command(command);
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
    if (TRYING.test(text)) this.#drafts.isSecure = null;
    if (TLS.test(text) || TLS_PORT.test(text)) this.#drafts.isSecure = true;
    else if (PLAIN_TCP.test(text)) this.#drafts.isSecure ??= false;
    const printed = mark === "field" || mark === "body" ? null : printedResponse(text);
    const isOfResponse = printed?.isBody === true && this.#drafts.last?.response != null;
    if (printed !== null && !isOfResponse) {
      this.#fields = null;
      this.#isBody = false;
      this.#drafts.printed(printed);
      return;
    }
    const closing = mark === "field" ? null : closingIn(text);
    const frameError = mark === "field" ? null : frameErrorIn(text);
    const ending = mark === "field" || closing !== null ? null : endingIn(text);
    if (closing !== null) this.#drafts.close(closing);
    else if (isOpening(text)) this.#drafts.open();
    else if (frameError !== null) this.#drafts.broken(frameError);
    else if (CUT.test(text) && this.#drafts.isResponding) this.#drafts.cut(text.trim());
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
      if (this.#fields !== null) this.#isBody = this.#drafts.last?.response != null;
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
    const request = this.#drafts.request(start, this.#printing, this.#heading === "request");
    this.#isBody = false;
    this.#fields = request.headers;
    this.#part = request;
    this.#printing = null;
    this.#heading = null;
  }

  #status(start: StatusStart): void {
    const response = this.#drafts.response(start, this.#printing, this.#heading === "response");
    this.#isBody = false;
    this.#fields = response?.headers ?? [];
    this.#part = response;
    this.#printing = null;
    if (response !== null) this.#heading = null;
  }

  #body(text: string): void {
    const response = this.#drafts.last?.response;
    if (UNPRINTED.test(text)) return;
    const logged = errorWords(text);
    const { last } = this.#drafts;
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

  #end(ending: Ending): void {
    this.#fields = null;
    this.#isBody = false;
    this.#drafts.end(ending);
  }

  /** Called once, after the last line. */
  finish(): readonly ExchangeDraft[] {
    this.#drafts.flush();
    if (this.#fields !== null && this.#part !== null) this.#part.isCut = true;
    return this.#drafts.all;
  }
}
