import * as v from "valibot";
import { field, idOf } from "../../src/sources/cdp/request-events.ts";
import type { Stage } from "../browser/cases-stage.ts";
import type { RecordedLine } from "./recorded-lines.ts";
import { trimmed } from "./trim.ts";

/** Ordinary requests are kept only for their clocks: so many of them are enough. */
const CLOCKS = 2;

/** CDP `Network.ResourceType` of requests that a page's script made. */
const SCRIPTS = ["EventSource", "Fetch", "XHR"];

const Tape = v.array(
  v.object({ at: v.number(), session: v.nullable(v.string()), method: v.string(), params: v.unknown() }),
);

/** In the panel's own page, which gets the debugger's events as the extension does. */
const LISTEN = `
  globalThis.tape = [];
  chrome.debugger.onEvent.addListener((source, method, params) => {
    if (source.tabId !== chrome.devtools.inspectedWindow.tabId && source.targetId === undefined) return;
    const session = source.sessionId ?? source.targetId ?? null;
    globalThis.tape.push({ at: Date.now(), session, method, params });
  });
`;

/**
 * Reads the log, and leaves out what no script asked for (the page's own files) and all of a call stack
 * but its first frame.
 */
const HAR = `new Promise((resolve) => chrome.devtools.network.getHAR((har) => {
  const kinds = ["websocket", "eventsource", "webtransport", "fetch", "xhr"];
  const entries = har.entries.filter(({ _resourceType }) => kinds.includes(_resourceType));
  const short = (key, value) => key === "stack" ? { callFrames: value.callFrames.slice(0, 1) } : value;
  resolve(JSON.stringify({ ...har, entries }, short));
}))`;

/** Begins to listen. */
export async function loadTape({ open }: Stage): Promise<void> {
  await open.panel.evaluate(LISTEN);
}

/** Forgets what was heard. */
export async function clearTape({ open }: Stage): Promise<void> {
  await open.panel.evaluate("globalThis.tape.length = 0");
}

/** What was heard since, with what decoders read of it. */
export async function readTape({ open }: Stage): Promise<readonly RecordedLine[]> {
  const heard = v.parse(Tape, JSON.parse(String(await open.panel.evaluate("JSON.stringify(globalThis.tape)"))));
  const ofScripts = new Set(
    heard.flatMap(({ params }) => (SCRIPTS.includes(String(field(params, "type"))) ? (idOf(params) ?? []) : [])),
  );
  let clocks = 0;
  return heard.flatMap((line) => {
    const ofScript = ofScripts.has(idOf(line.params) ?? "");
    const params = trimmed(line.method, line.params, ofScript);
    if (params === null) return [];
    if (line.method === "Network.requestWillBeSent" && !ofScript && ++clocks > CLOCKS) return [];
    return [{ ...line, params }];
  });
}

/** DevTools' network log now, as JSON. */
export async function readHarText({ open }: Stage): Promise<string> {
  return String(await open.panel.evaluate(HAR));
}
