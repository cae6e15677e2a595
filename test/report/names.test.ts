import { describe, expect, test } from "vitest";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import type { Report } from "../../src/report/contract/format.ts";
import { readReport } from "../../src/report/contract/read.ts";
import { formats } from "../../src/report/formats/registry.ts";
import { readHarLog } from "../../src/sources/har/har-file.ts";
import { readText } from "../../src/sources/recognize.ts";

/** A connection with a cookie, and these messages, as a report of a HAR file has it. */
function reportOf(messages: readonly string[], { countsNames = true, redact = true } = {}): Report {
  const entry = {
    _resourceType: "websocket",
    startedDateTime: "2026-11-22T14:00:00.000Z",
    time: 0,
    timings: { receive: 0 },
    request: {
      method: "GET",
      url: "wss://example.com/live",
      httpVersion: "HTTP/1.1",
      headers: [{ name: "Cookie", value: "sid=sessionvalue" }],
    },
    response: { status: 101, statusText: "", headers: [], httpVersion: "HTTP/1.1", _error: null },
    _webSocketMessages: messages.map((data, i) => ({
      type: i % 2 === 0 ? "send" : "receive",
      time: 1_795_356_000 + i,
      opcode: 1,
      data,
    })),
  };
  const creator = { name: "WebInspector", version: "537.36" };
  const reading = readHarLog({ creator, entries: [entry] }, { countsNames });
  return reportOfReading(reading, { version: "0", otherwise: 0, redact });
}

function event(name: string): string {
  return `42[${JSON.stringify(name)},{"text":"hello"}]`;
}

describe("counts by name in a report", () => {
  test("are there where somebody asked, with what went each way", () => {
    const [connection] = reportOf([event("chat"), event("chat"), event("join"), "3"]).connections;
    const size = event("chat").length;
    expect(connection?.names).toEqual({
      counted: [
        { kind: "event", name: "chat", sent: { count: 1, bytes: size }, received: { count: 1, bytes: size } },
        { kind: "event", name: "join", sent: { count: 1, bytes: size }, received: { count: 0, bytes: 0 } },
      ],
      other: { sent: { count: 0, bytes: 0 }, received: { count: 0, bytes: 0 } },
      unnamed: { sent: { count: 0, bytes: 0 }, received: { count: 1, bytes: 1 } },
      messages: 4,
    });
    expect(reportOf([event("chat")], { countsNames: false }).connections[0]?.names).toBeNull();
  });

  test("are the same when the report is read again, from each format that is read", () => {
    const report = reportOf([event("chat"), event("room/sessionvalue"), event("join")]);
    const [connection] = report.connections;
    for (const { id, render } of formats.filter((format) => format.id === "json" || format.id === "har")) {
      const again = reportOfReading(readText(render(report)), { version: "0", otherwise: 0 });
      expect([id, again.connections[0]?.names?.counted.length]).toEqual([id, 3]);
      expect([id, again.connections[0]?.names?.unnamed]).toEqual([id, connection?.names?.unnamed]);
    }
    expect(readReport(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test("are masked as everything else is", () => {
    const messages = [event("room/sessionvalue"), event("chat")];
    expect(reportOf(messages, { redact: false }).connections[0]?.names?.counted[0]?.name).toBe("room/sessionvalue");
    const report = reportOf(messages);
    expect(report.connections[0]?.names?.counted.map(({ name }) => name)).toEqual(["room/<cookie sid #1>", "chat"]);
    expect(report.redaction.items.map(({ where }) => where)).toContain("names of messages");
    for (const { id, render } of formats) expect([id, render(report).includes("sessionvalue")]).toEqual([id, false]);
  });

  test("are a table in the formats for people, the most frequent first, and no markup of theirs is any", () => {
    const hostile = "<b>|`x`|\n# @all";
    const report = reportOf([event(hostile), event("chat"), event("chat"), event("chat"), "hello"]);
    const text = (wanted: string) => formats.find(({ id }) => id === wanted)?.render(report) ?? "";
    expect(text("markdown")).toContain("### Messages by name");
    expect(text("markdown")).toMatch(/\| `chat` \| event \| 1 \| 2 \| 27 B \| 54 B \|/);
    expect(text("markdown").indexOf("`chat`")).toBeLessThan(text("markdown").indexOf("# @all"));
    expect(text("markdown")).not.toMatch(/^# @all/m);
    expect(text("markdown")).toContain("1 message without a name that is known.");
    expect(text("html")).not.toContain("<b>");
    expect(text("html")).toContain("<code>chat</code>");
    expect(text("text")).toContain("chat (event): 1 sent, 27 B; 2 received, 54 B");
  });

  test("of many names the first are shown, and how many there are more", () => {
    const report = reportOf(Array.from({ length: 250 }, (_, i) => event(`name ${"abcdefghij"[i % 10]}${i}`)));
    const markdown = formats.find(({ id }) => id === "markdown")?.render(report) ?? "";
    expect(markdown.match(/\| event \|/g)).toHaveLength(40);
    expect(markdown).toContain("160 more names with 160 messages: the JSON report has them.");
    expect(markdown).toContain("50 messages of names beyond the first 200.");
  });
});
