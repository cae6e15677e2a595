import { beforeAll, describe, expect, test } from "vitest";
import { severityOf } from "../../src/knowledge/explanation/row.ts";
import { Store } from "../../src/store/store.ts";
import { nameText, sinceText, stateText, statusText, timeText } from "../../src/view/list/row-text.ts";
import { stateIcon } from "../../src/view/list/state-icon.ts";
import { readRecording } from "../recordings/recording.ts";
import { observationsOf } from "../recordings/replay.ts";
import { speakEnglish } from "./languages.ts";
import { seen, told } from "./seen.ts";

beforeAll(speakEnglish);

const REFUSED = "Error during WebSocket handshake: Unexpected response code: 400";
const BAD_HEADER = "Error during WebSocket handshake: 'Upgrade' header is missing";
const NO_NAME = "Error in connection establishment: net::ERR_NAME_NOT_RESOLVED";
const open = [told.created(0), told.sent(20), told.answered(60)] as const;

describe("status and time", () => {
  test.each([
    ["an open one", seen(...open), "101", "plain", "Pending · 14 min 2 s"],
    [
      "one over HTTP/2",
      seen(told.created(0), told.sent(1, false), told.answered(60, 200)),
      "200",
      "plain",
      "Pending · 14 min 2 s",
    ],
    ["one that waits", seen(told.created(0), told.sent(811_060)), "(pending)", "dim", "No response · 31 s"],
    ["one not sent yet", seen(told.created(832_060)), "(pending)", "dim", "Not sent · 10 s"],
    [
      "a refused one",
      seen(told.created(0), told.sent(20), told.error(100, REFUSED)),
      "400",
      "error",
      "Refused in 80 ms",
    ],
    [
      "a 101 with a bad header",
      seen(told.created(0), told.sent(20), told.error(100, BAD_HEADER)),
      "101",
      "error",
      "Refused in 80 ms",
    ],
    [
      "a bad header over HTTP/2",
      seen(told.created(0), told.sent(20, false), told.error(100, BAD_HEADER)),
      "(failed)",
      "error",
      "Refused in 80 ms",
    ],
    [
      "one that never reached a server",
      seen(told.created(0), told.error(600, NO_NAME)),
      "(failed)",
      "error",
      "Failed in 600 ms",
    ],
    [
      "one that timed out",
      seen(told.created(0), told.sent(0), told.error(240_000, "WebSocket opening handshake timed out")),
      "(failed)",
      "error",
      "Timed out after 4 min",
    ],
    [
      "one that the page gave up",
      seen(told.created(0), told.sent(0), told.error(50, "WebSocket is closed before the connection is established.")),
      "(canceled)",
      "dim",
      "Canceled after 50 ms",
    ],
    ["a closed one", seen(...open, told.closed(12_060)), "101", "plain", "Closed · 12 s"],
    [
      "one whose close event was heard",
      seen(...open, told.closedBy(12_060, 1001)),
      "101",
      "plain",
      "Closed 1001 · 12 s",
    ],
    ["one that the browser blocked", seen(told.blocked(5)), "(blocked)", "error", "Blocked"],
    ["one that ended with its page", seen(...open, told.left(12_060)), "101", "plain", "Ended · 12 s"],
    [
      "one that waited until its page was left",
      seen(told.created(0), told.sent(0), told.left(5000)),
      "(canceled)",
      "dim",
      "Ended · 5 s",
    ],
    ["one older than the capture", seen(told.message(5)), "(unknown)", "dim", "Pending"],
  ] as const)("of %s", (_, upgrade, status, tone, time) => {
    expect(statusText(upgrade)).toEqual({ text: status, tone });
    expect(timeText(upgrade, 842_060)).toBe(time);
  });

  test("what was over within a millisecond took some time all the same", () => {
    const refused = seen(told.created(0), told.sent(100), told.error(100.4, REFUSED));
    expect(timeText(refused, 842_060)).toBe("Refused in under 1 ms");
  });

  test("a time that Firefox's log did not measure is none", () => {
    const failed = {
      ...seen(told.created(0), told.sent(100)),
      error: { message: "", at: 100, monotonicSeconds: null },
    };
    const ofFirefox = { ...failed, client: "Firefox", seenBy: { debugger: false, network: true } };
    expect(timeText(ofFirefox, 842_060)).toBe("Failed");
    expect(timeText({ ...ofFirefox, error: { ...failed.error, at: 107 } }, 842_060)).toBe("Failed in 7 ms");
  });

  test("an end before the beginning is no duration: the time of day was set back meanwhile", () => {
    const setBack = seen(told.created(0), told.sent(3_600_020), told.answered(3_600_060), told.closedBy(12_060, 1001));
    expect(timeText(setBack, 842_060)).toBe("Closed 1001");
    // Two sources' clocks differ by milliseconds.
    expect(timeText(seen(...open, told.closed(55)), 842_060)).toBe("Closed · under 1 ms");
  });

  test("what opened and may be over is not called open", () => {
    expect(stateText(seen(...open), false)).toBe("Open");
    expect(stateText(seen(...open), true)).toBe("Opened; its end was not recorded");
    const ofFirefox = { ...seen(...open), client: "Firefox", seenBy: { debugger: false, network: true } };
    expect(stateText(ofFirefox, false)).toBe("Opened; its end was not recorded");
  });

  test("what is over does not depend on the clock", () => {
    const closed = seen(...open, told.closed(12_060));
    expect(timeText(closed, 0)).toBe(timeText(closed, 9e9));
  });

  test("a running age, which looks like a time of day, has its beginning in the tooltip", () => {
    expect(sinceText(seen(...open), 842_060)).toMatch(/^Since \d\d:\d\d:00$/);
    expect(sinceText(seen(told.created(0), told.sent(811_060)), 842_060)).toMatch(/^Since \d\d:\d\d:31$/);
    expect(sinceText(seen(...open, told.closed(12_060)), 842_060)).toBeNull();
    expect(sinceText(seen(told.message(5)), 842_060)).toBeNull();
  });

  test("a file cannot say that a connection is open now", () => {
    expect(timeText({ ...seen(...open), fromFile: true }, 842_060)).toBe("End not recorded");
  });

  test("a failure without times claims none", () => {
    expect(timeText({ ...seen(told.error(0, NO_NAME)), createdAt: null }, 5)).toBe("Failed");
  });
});

test("names are those of DevTools, with nothing that could turn the text around", () => {
  expect(nameText(seen(told.created(0, "wss://example.com/a/live?x=1")))).toBe("live");
  expect(nameText(seen(told.created(0, "wss://example.com/")))).toBe("example.com");
  expect(nameText(seen(told.created(0, "not a url \u202e")))).toBe("not a url \\u202e");
  expect(nameText(seen(told.message(1)))).toBeNull();
});

describe("how serious a row is", () => {
  test.each([
    ["closed", "failed", "failed", "ring", "error"],
    ["open", "failed", "failed", "arrows", "error"],
    ["failed", "unknown", "failed", "cross", "error"],
    ["blocked", "failed", "failed", "barred", "error"],
    ["closed", "attention", "attention", "ring", "warning"],
    ["open", "attention", "attention", "arrows", "warning"],
    ["closed", "healthy", "healthy", "ring", "dim"],
    ["open", "healthy", "healthy", "arrows", "good"],
    ["requested", "attention", "attention", "clock", "warning"],
  ] as const)("%s, and by its verdict %s: %s, with its icon", (state, level, severity, name, tone) => {
    expect(severityOf(state, level)).toBe(severity);
    expect(stateIcon(state, severity)).toEqual({ name, tone });
  });

  test("is that of the end for what was closed with a code that reports a fault", () => {
    const store = new Store();
    store.page.observe(observationsOf(readRecording("close-1011")));
    const [id = ""] = store.ids.value;
    expect(store.briefOne(id)).toEqual({ text: "Closed with 1011, Internal Error", level: "failed" });
  });
});
