import * as v from "valibot";
import { dateIn } from "../parts.ts";
import type { Dialect } from "./dialect.ts";

const ToolkitClosed = v.object({
  _webSocketClose: v.union([
    v.literal("aborted"),
    v.object({
      code: v.fallback(v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(65_535))), undefined),
      reason: v.fallback(v.optional(v.string(), ""), ""),
      timestamp: v.fallback(v.optional(v.number()), undefined),
    }),
  ]),
});

/** What a browser's close event has where the close frame had no code (RFC 6455 §7.1.5). */
const NO_CODE = 1005;

/**
 * HTTP Toolkit (httptoolkit-ui: src/model/http/har.ts). The end of a WebSocket stands beside its messages: the close frame,
 * or "aborted" where none came. A request that was given up has status 0, and no words.
 */
const httpToolkit: Dialect = {
  tool: "HTTP Toolkit",
  creators: ["HTTP Toolkit"],
  isWire: true,
  read(entry) {
    const parsed = v.safeParse(ToolkitClosed, entry);
    if (!parsed.success) return {};
    const { _webSocketClose: close } = parsed.output;
    if (close === "aborted") return { close: { code: 1006, reason: "", wasClean: false }, closedAt: null };
    const { code = NO_CODE, reason, timestamp } = close;
    const closedAt = timestamp === undefined ? null : dateIn(timestamp * 1000);
    return { close: { code, reason, wasClean: true }, closedAt };
  },
};

const MitmproxyFailed = v.object({
  response: v.object({ status: v.literal(0), _error: v.pipe(v.string(), v.nonEmpty()) }),
});

/**
 * mitmproxy (mitmproxy/addons/savehar.py; before version 10.1 examples/contrib/har_dump.py). Messages as Chrome writes them,
 * without the close frame, and its own words where the server gave no response. Its first versions wrote a WebSocket when it
 * got its response and again when it ended.
 */
const mitmproxy: Dialect = {
  tool: "mitmproxy",
  creators: ["mitmproxy"],
  isWire: true,
  repeatsEntries: true,
  read(entry) {
    const parsed = v.safeParse(MitmproxyFailed, entry);
    return parsed.success ? { failure: parsed.output.response._error, isToolsFailure: true } : {};
  },
};

const CharlesMarked = v.object({ response: v.looseObject({ _charlesStatus: v.string() }) });

const CharlesFailed = v.object({
  comment: v.fallback(v.optional(v.string(), ""), ""),
  response: v.object({
    _charlesStatus: v.pipe(v.string(), v.regex(/^(?!complete$)/i)),
    status: v.fallback(v.number(), 0),
    comment: v.fallback(v.optional(v.string(), ""), ""),
  }),
});

/**
 * Charles (its files as people publish them). `_charlesStatus` in the response says whether the exchange was completed; where
 * there was none, a comment says why.
 */
const charles: Dialect = {
  tool: "Charles",
  creators: ["Charles"],
  isWire: true,
  isOf: (entry) => v.is(CharlesMarked, entry),
  read(entry) {
    const parsed = v.safeParse(CharlesFailed, entry);
    // A response that came stands for itself, however it ended.
    if (!parsed.success || parsed.output.response.status > 0) return {};
    const { comment, response } = parsed.output;
    const why = response.comment || comment;
    const failure = why === "" ? `the exchange is marked ${response._charlesStatus}` : why;
    return { failure, isToolsFailure: true };
  },
};

/** Fiddler's words in the status line of a response that it makes itself (FiddlerCore: `FailSession`). */
const FIDDLERS_WORDS = /^Fiddler - /;

const FiddlersOwn = v.object({
  response: v.object({
    statusText: v.pipe(v.string(), v.regex(FIDDLERS_WORDS)),
    content: v.fallback(v.optional(v.object({ text: v.fallback(v.optional(v.string(), ""), "") }), { text: "" }), {
      text: "",
    }),
  }),
});

/** Longest part of its page that is taken, in characters: padding follows. */
const PAGE_MAX = 400;

/**
 * Fiddler Classic (its exporter of "HTTPArchive v1.2"). It writes no messages of WebSockets, leaves long bodies out with a
 * comment, and the creator may stand after the entries. Where it could not reach the server it responds with 502 or 504 itself, and
 * names itself in the status line.
 */
const fiddler: Dialect = {
  tool: "Fiddler",
  creators: ["Fiddler"],
  isWire: true,
  leavesOut: "Fiddler leaves the messages of WebSockets out of its HAR files.",
  isOf: (entry) => v.is(FiddlersOwn, entry),
  read(entry) {
    const parsed = v.safeParse(FiddlersOwn, entry);
    if (!parsed.success) return {};
    const { statusText, content } = parsed.output.response;
    const page = content.text
      .slice(0, PAGE_MAX)
      .replace(/<[^<>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    const failure = page.startsWith("[Fiddler]") ? `${statusText}: ${page}` : statusText;
    return { failure, isToolsFailure: true, isToolsResponse: true };
  },
};

/**
 * Proxyman (its releases: messages of WebSockets as Chrome writes them, since 2.28 for macOS). Times are in whole seconds,
 * and an exchange that failed has no `response` (ProxymanApp/proxyman-windows-linux#560).
 */
const proxyman: Dialect = {
  tool: "Proxyman",
  creators: ["Proxyman"],
  isWire: true,
};

/** Proxies that a request is sent through to be looked at: what they write is what was on the wire. */
export const proxies: readonly Dialect[] = [httpToolkit, mitmproxy, charles, fiddler, proxyman];
